"""What carries letters out of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


class Transport(Protocol):
    """A way out: SMTP in production, a folder where the house has no mail server."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; the same Message-ID may come twice.

        Raises OutsideFailure, permanent when no later try can help.
        """


@dataclass(frozen=True)
class Recipient:
    """Who is told: `language` is a tag, `person` a public id where the house knows the reader.

    `time_zone` (an IANA name) says when the reader's day begins.
    """

    mail: str
    name: str
    language: str
    person: str | None = None
    time_zone: str = "UTC"


_finders: list[Callable[[str], Recipient | None]] = []


def find_recipients_with(find: Callable[[str], Recipient | None]) -> None:
    """Register how a person's public id becomes a recipient; `marketplace.accounts` does."""
    _finders[:] = [find]


def recipient_of(person: str) -> Recipient | None:
    """Return how to reach the person today, None when the house does not know them any more."""
    return _finders[0](person)
