"""Events and listeners of these tests; what a listener did stands in the record."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from marketplace.core import audit
from marketplace.core.audit import BY_ITSELF, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import OutsideFailure, Refused
from marketplace.core.work.events import Event, listen
from marketplace.core.work.models import Lane
from marketplace.core.work.timers import timer

#: What the next calls of `note` and `tell_outside` raise after their work; emptied by `failing`.
FAILURES = []
#: What `tell_outside` has told, in order.
TOLD = []
TIMER = "tests.ring"


@dataclass(frozen=True)
class Happened(Event):
    """Something happened in the `act` lane."""

    name: ClassVar[str] = "tests.happened"
    what: str


@dataclass(frozen=True)
class Mailed(Event):
    """Something is to be told outside."""

    name: ClassVar[str] = "tests.mailed"
    version: ClassVar[int] = 2
    what: str


@listen(Happened)
def note(event):
    write(event.what)
    fail_if_asked()


@listen(Mailed, lane=Lane.MAIL)
def tell_outside(event):
    TOLD.append(event.what)
    fail_if_asked()
    unit_of_work(write, event.what)


@timer(TIMER)
def ring(subject):
    write(subject)
    fail_if_asked()


def fail_if_asked():
    if FAILURES:
        raise FAILURES.pop(0)


def write(what):
    audit.record("test:work:done", kind="test", subject=what, actor=BY_ITSELF)


def written():
    """Return what listeners and timers wrote, in order."""
    return session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)).all()


def refusals(number):
    return [Refused(f"Failure {n}") for n in range(1, number + 1)]


def outside_failure(*, permanent):
    return OutsideFailure("The other side said no.", permanent=permanent)
