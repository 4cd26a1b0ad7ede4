"""Sending letters: at least once, under a Message-ID that stays the same."""

from flask import current_app

from marketplace.core.audit import BY_ITSELF
from marketplace.core.db import end_reading, unit_of_work
from marketplace.core.work.events import listen
from marketplace.core.work.models import Lane
from marketplace.notices.enums import LetterState
from marketplace.notices.events import LetterQueued
from marketplace.notices.operations import mark_sent
from marketplace.notices.queries import find_letter
from marketplace.notices.rendering import render
from marketplace.notices.transports import transport_of


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
