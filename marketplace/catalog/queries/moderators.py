"""Named reads: who looks at goods of a country."""

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.queries import office_of_country
from marketplace.accounts.queries.offices import people_in_role


def moderators_of(country: str) -> list[Person]:
    """Return the moderators of the office of a country (ISO 3166); headquarters' where it has none.

    At most fifty, who was appointed first on top.
    """
    return people_in_role(OperatorRole.MODERATOR, office_of_country(country))
