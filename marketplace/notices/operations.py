"""The acts of notices: telling somebody something, and what becomes of the letter."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, session
from marketplace.core.work.events import publish
from marketplace.notices.enums import LetterState
from marketplace.notices.events import LetterQueued
from marketplace.notices.models import Letter
from marketplace.notices.parameters import Parameter, store
from marketplace.notices.queries import require_message
from marketplace.notices.transitions import LETTER


@dataclass(frozen=True)
class Recipient:
    """Who is told: `language` is a tag, `person` a public id where the house knows the reader."""

    mail: str
    name: str
    language: str
    person: str | None = None


def tell(recipient: Recipient, message: str, **parameters: Parameter) -> str:
    """Queue a letter in the present unit and return its public id; the worker sends it.

    `message` names a folder of templates/mail. Raises UnknownMessage when there is none and
    RuntimeError outside a unit.
    """
    require_message(message, current_app.jinja_env)
    letter = Letter(
        state=LetterState.QUEUED,
        person=recipient.person,
        mail=recipient.mail,
        name=recipient.name,
        language=recipient.language,
        message=message,
        parameters=store(parameters),
        queued_at=clock.now(),
    )
    insert_with_id(letter, column="code", prefix="LET")
    publish(LetterQueued(letter.code))
    return letter.code


def mark_sent(letter: Letter, *, actor: Actor) -> None:
    """Write that the letter went out; nothing happens when that is written already."""
    lock(letter)
    if LETTER.can(letter, "send"):
        LETTER.apply(letter, "send", actor=actor, message=letter.message)


def forget_reader(person: str, *, actor: Actor) -> None:
    """Take address, name and contents from every letter to a person, and withdraw what waits.

    `person` is the public id of somebody whom the house must not know any more.
    """
    theirs = select(Letter).where(Letter.person == person).order_by(Letter.id)
    for letter in session.scalars(theirs).all():
        lock(letter)
        if LETTER.can(letter, "withdraw"):
            LETTER.apply(letter, "withdraw", actor=actor)
        letter.mail, letter.name, letter.parameters = None, "", {}
