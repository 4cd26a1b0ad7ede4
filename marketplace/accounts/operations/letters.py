"""Mails to people, in their language."""

from marketplace.accounts.models import Person
from marketplace.core.links import Link
from marketplace.notices.operations import Recipient, tell


def tell_person(person: Person, message: str, **parameters: str | int | Link) -> None:
    """Send the mail `message` to a person with an address, in the present unit."""
    if person.mail is None:
        return
    recipient = Recipient(
        mail=person.mail, name=person.name, language=person.language, person=person.code
    )
    tell(recipient, message, **parameters)
