"""Named reads: who looks at goods of a country."""

from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole, PersonState
from marketplace.accounts.models import Office, Operator, OperatorGrant, Person
from marketplace.accounts.queries import headquarters, office_of_country
from marketplace.core.db import session

#: More than any office has.
MOST = 50


def moderators_of(country: str) -> list[Person]:
    """Return the moderators of the office of a country (ISO 3166); headquarters' where it has none.

    At most fifty, who was appointed first on top.
    """
    office = office_of_country(country)
    found = _moderators_at(office)
    if found or office is None or office.is_headquarters:
        return found
    return _moderators_at(headquarters())


def _moderators_at(office: Office | None) -> list[Person]:
    if office is None:
        return []
    found = (
        select(Person)
        .join(Operator, Operator.person_id == Person.id)
        .join(OperatorGrant, OperatorGrant.person_id == Person.id)
        .where(
            Operator.office_id == office.id,
            OperatorGrant.role == OperatorRole.MODERATOR,
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Operator.appointed_at, Person.id)
        .limit(MOST)
    )
    return list(session.scalars(found))
