"""Telling people, in their language."""

from flask import current_app

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_person
from marketplace.notices.operations import Parameter, tell
from marketplace.notices.protocols import Recipient
from marketplace.reference.queries import home_pack


def tell_person(
    person: Person, message: str, *, thread: str | None = None, **parameters: Parameter
) -> None:
    """Tell a person with an address something, in the present unit; see `notices.tell`."""
    recipient = recipient_for(person)
    if recipient is not None:
        tell(recipient, message, thread=thread, **parameters)


def recipient_for(person: Person) -> Recipient | None:
    """Return how to reach a person; None for one whose address is gone."""
    if person.mail is None:
        return None
    return Recipient(
        mail=person.mail,
        name=person.name,
        language=person.language,
        person=person.code,
        time_zone=person.time_zone or _home_zone(),
    )


def _home_zone() -> str:
    return home_pack(current_app.config["SETTINGS"].home_country).TIME_ZONE


def find_recipient(code: str) -> Recipient | None:
    """Return how to reach the person with this public id."""
    person = find_person(code)
    return recipient_for(person) if person else None
