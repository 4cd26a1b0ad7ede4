"""What carries letters out of the house."""

from email.message import EmailMessage
from typing import Protocol


class Transport(Protocol):
    """A way out: SMTP in production, a folder where the house has no mail server."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; the same Message-ID may come twice.

        Raises OutsideFailure, permanent when no later try can help.
        """
