"""What companies do about what happened to people, and when their timers fire."""

from marketplace.accounts.events import PersonLapsed
from marketplace.accounts.queries import find_person
from marketplace.companies.operations import (
    close_company,
    end_acting,
    end_invitation,
    end_offer,
)
from marketplace.companies.queries import (
    companies_left_by,
    find_acting_by,
    find_invitation,
    find_offer,
)
from marketplace.companies.transitions import ACTING_TIMER, INVITATION_TIMER, OFFER_TIMER
from marketplace.core.audit import BY_ITSELF
from marketplace.core.work.events import listen
from marketplace.core.work.timers import timer


@listen(PersonLapsed)
def close_what_nobody_confirmed(event: PersonLapsed) -> None:
    """Close the companies in which nobody is left who ever confirmed an address."""
    person = find_person(event.person)
    if person is None:
        return
    for company in companies_left_by(person):
        close_company(company, actor=BY_ITSELF)


@timer(INVITATION_TIMER)
def end_unanswered_invitation(code: str) -> None:
    """End an invitation that nobody accepted in time."""
    invitation = find_invitation(code)
    if invitation is not None:
        end_invitation(invitation)


@timer(OFFER_TIMER)
def end_unanswered_offer(code: str) -> None:
    """End an offer to hand a company over that nobody answered in time."""
    offer = find_offer(code)
    if offer is not None:
        end_offer(offer)


@timer(ACTING_TIMER)
def end_acting_in_time(code: str) -> None:
    """End an operator's acting when its time is up."""
    acting = find_acting_by(code)
    if acting is not None:
        end_acting(acting, actor=BY_ITSELF)
