"""Telling people, in their language."""

from marketplace.accounts.models import Person
from marketplace.accounts.queries import find_person
from marketplace.accounts.queries.preferences import zone_for_mails
from marketplace.notices.operations import Parameter, tell
from marketplace.notices.protocols import Recipient


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
        time_zone=zone_for_mails(person),
    )


def find_recipient(code: str) -> Recipient | None:
    """Return how to reach the person with this public id."""
    person = find_person(code)
    return recipient_for(person) if person else None
