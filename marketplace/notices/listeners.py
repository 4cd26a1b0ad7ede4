"""Sending letters, at least once, under a Message-ID that stays the same; the daily mail."""

from flask import current_app

from marketplace.core.audit import BY_ITSELF
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.work.events import listen
from marketplace.core.work.models import Lane
from marketplace.core.work.timers import timer
from marketplace.notices.enums import LetterState
from marketplace.notices.events import LetterQueued
from marketplace.notices.operations import DIGEST_TIMER, mark_sent, send_digest
from marketplace.notices.protocols import recipient_of
from marketplace.notices.queries import find_letter
from marketplace.notices.rendering import render
from marketplace.notices.transports import transport_of


@timer(DIGEST_TIMER)
def write_digest(person: str) -> None:
    """Write a person's daily mail, when the house still knows how to reach them."""
    recipient = recipient_of(person)
    if recipient is not None:
        send_digest(recipient)


@listen(LetterQueued, lane=Lane.MAIL)
def send_letter(event: LetterQueued) -> None:
    """Render the letter and hand it over, outside of any transaction, then mark it sent.

    A worker that dies in between leaves the letter queued, and it goes out again. Raises
    OutsideFailure from the transport.
    """
    letter = find_letter(event.letter)
    if letter is None or letter.state is not LetterState.QUEUED:
        return
    settings = current_app.config["SETTINGS"]
    message = render(letter, settings)
    end_reading()
    transport_of(settings).send(message)
    unit_of_work(mark_sent, letter, actor=BY_ITSELF)
