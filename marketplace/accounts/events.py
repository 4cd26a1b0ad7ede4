"""What happened to people."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class PersonRegistered(Event):
    """Somebody signed up; their address is not confirmed yet. `person` is a public id."""

    name: ClassVar[str] = "accounts.person_registered"
    person: str


@dataclass(frozen=True)
class PersonConfirmed(Event):
    """The address was confirmed: the person may sign in."""

    name: ClassVar[str] = "accounts.person_confirmed"
    person: str


@dataclass(frozen=True)
class PersonLapsed(Event):
    """The address was never confirmed: name and address are gone."""

    name: ClassVar[str] = "accounts.person_lapsed"
    person: str


@dataclass(frozen=True)
class ResetAsked(Event):
    """Somebody asked for a new password; `person` is empty when nobody has that address."""

    name: ClassVar[str] = "accounts.reset_asked"
    person: str
