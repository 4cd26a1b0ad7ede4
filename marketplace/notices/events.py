"""What happened to letters."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class LetterQueued(Event):
    """A letter waits to be sent. `letter` is its public id."""

    name: ClassVar[str] = "notices.letter_queued"
    letter: str
