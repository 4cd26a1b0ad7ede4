"""The event that the queue is measured with, in a module of its own so that workers know it too."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core import audit
from marketplace.core.audit import BY_ITSELF
from marketplace.core.work.events import Event, listen


@dataclass(frozen=True)
class Measured(Event):
    """Something that a benchmark did."""

    name: ClassVar[str] = "benchmarks.measured"
    subject: str


@listen(Measured)
def record_it(event: Measured) -> None:
    """Do what the smallest real listener does: write one row."""
    audit.record("benchmark:row:written", kind="benchmark", subject=event.subject, actor=BY_ITSELF)
