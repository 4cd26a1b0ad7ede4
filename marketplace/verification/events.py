"""What happened to company checks. `check` and `company` are public ids."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class CheckOpened(Event):
    """A company sent its documents: the office has the turn."""

    name: ClassVar[str] = "verification.check_opened"
    check: str
    company: str


@dataclass(frozen=True)
class CheckDecided(Event):
    """A check was approved or refused; which of them its state says."""

    name: ClassVar[str] = "verification.check_decided"
    check: str
    company: str


@dataclass(frozen=True)
class CheckSuspended(Event):
    """An approved check was stopped: until it is lifted nothing may rest on it."""

    name: ClassVar[str] = "verification.check_suspended"
    check: str
    company: str


@dataclass(frozen=True)
class CheckLifted(Event):
    """A suspended check holds again."""

    name: ClassVar[str] = "verification.check_lifted"
    check: str
    company: str


@dataclass(frozen=True)
class CheckEnded(Event):
    """An approved or suspended check is over: its time has come, or a newer one took its place."""

    name: ClassVar[str] = "verification.check_ended"
    check: str
    company: str
