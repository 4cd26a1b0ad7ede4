"""What the room of accounts does after the commit, and when its timers fire."""

from datetime import timedelta

from marketplace.accounts.enums import PersonState
from marketplace.accounts.events import PersonRegistered, ResetAsked
from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.operations.operators import SET_PASSWORD
from marketplace.accounts.operations.sign_up import (
    CONFIRM_WITHIN,
    DRAFT_TIMER,
    drop_draft,
    lapse_person,
)
from marketplace.accounts.queries import find_active_person, find_person
from marketplace.accounts.transitions import LAPSE_TIMER
from marketplace.core import clock
from marketplace.core.audit import BY_ITSELF
from marketplace.core.links import Link
from marketplace.core.work.events import listen
from marketplace.core.work.timers import timer

CONFIRM_MAIL = "confirm_mail"
RESET_WITHIN = timedelta(hours=2)


@listen(PersonRegistered)
def send_first_mail(event: PersonRegistered) -> None:
    """Ask an unconfirmed person to confirm, or tell the account that has the address already."""
    person = find_person(event.person)
    if person is None or person.mail is None or person.state is not PersonState.UNCONFIRMED:
        return
    owner = find_active_person(person.mail)
    if owner is not None:
        tell_person(owner, "already_registered", link=_reset_link(owner))
        return
    ends_at = person.registered_at + CONFIRM_WITHIN
    link = Link(CONFIRM_MAIL, person.code, person.link_version, ends_at)
    tell_person(person, "confirm_mail", link=link)


@listen(ResetAsked)
def send_reset_link(event: ResetAsked) -> None:
    """Send the link to whoever asked, if there is such an account."""
    person = find_person(event.person) if event.person else None
    if person is not None and (person.state is PersonState.ACTIVE or person.is_operator):
        tell_person(person, "reset_password", link=_reset_link(person))


def _reset_link(person: Person) -> Link:
    return Link(SET_PASSWORD, person.code, person.link_version, clock.now() + RESET_WITHIN)


@timer(LAPSE_TIMER)
def lapse(code: str) -> None:
    """Let a person lapse who never confirmed."""
    person = find_person(code)
    if person is not None and person.state is PersonState.UNCONFIRMED:
        lapse_person(person, actor=BY_ITSELF)


@timer(DRAFT_TIMER)
def forget_draft(code: str) -> None:
    """Forget a sign-up that was never finished."""
    drop_draft(code)
