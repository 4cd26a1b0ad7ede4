"""Whether an operator may still do what a page let them begin."""

from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.errors import role_is_too_small
from marketplace.accounts.models import Office, Person
from marketplace.accounts.queries import headquarters
from marketplace.accounts.queries.offices import names_of_operators
from marketplace.accounts.rules import holds
from marketplace.core.audit import Actor
from marketplace.core.db import session


def require_administrator(actor: Actor, office: Office | None = None) -> None:
    """Check once more that the actor administers the office, or the whole house when it is None.

    The page's check may be outdated: somebody may have ended or moved them since. An actor
    without a person is the house itself. Raises NotAllowed with the names of those who can.
    """
    if actor.person is None:
        return
    wanted = (OperatorRole.ADMINISTRATOR,)
    person = session.scalar(
        select(Person).where(Person.code == actor.person).execution_options(populate_existing=True)
    )
    place = office or headquarters()
    if person is None or not holds(person, *wanted, office=place):
        raise role_is_too_small(names_of_operators(wanted, office=place, anywhere=False))
