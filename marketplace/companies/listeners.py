"""What companies do about what happened to people."""

from marketplace.accounts.events import PersonLapsed
from marketplace.accounts.queries import find_person
from marketplace.companies.operations import close_company
from marketplace.companies.queries import companies_left_by
from marketplace.core.audit import BY_ITSELF
from marketplace.core.work.events import listen


@listen(PersonLapsed)
def close_what_nobody_confirmed(event: PersonLapsed) -> None:
    """Close the companies in which nobody is left who ever confirmed an address."""
    person = find_person(event.person)
    if person is None:
        return
    for company in companies_left_by(person):
        close_company(company, actor=BY_ITSELF)
