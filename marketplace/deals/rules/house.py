"""Who looks at inquiries and at reports: operators of the office of the buyer's country."""

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.queries import Reader, office_of_country
from marketplace.accounts.queries.offices import names_of_operators
from marketplace.accounts.rules import holds, operator_with
from marketplace.companies.queries import find_member
from marketplace.core.db import session
from marketplace.core.permissions import Answer, Rule, Verdict
from marketplace.deals.errors import house as errors
from marketplace.deals.models import Deal, DealReport, Inquiry

#: Moderators look at what is said, verifiers at who says it: an inquiry is both.
ROLES = (OperatorRole.MODERATOR, OperatorRole.VERIFIER)


def _country_of(subject: object) -> str:
    return _deal_of(subject).buyer.country


def _deal_of(subject: object) -> Deal:
    if isinstance(subject, Deal):
        return subject
    if isinstance(subject, Inquiry | DealReport) and subject.deal is not None:
        return subject.deal
    raise TypeError


#: The operators who look at inquiries, of whichever office.
looks_at_inquiries = operator_with(*ROLES)
#: Those of them who look after the country of an inquiry's (a report's) buyer.
may_look_at = operator_with(*ROLES, country_of=_country_of)


def _decides(reader: Reader, subject: object) -> Verdict:
    verdict = may_look_at.check(reader, subject)
    if verdict.answer is Answer.YES and is_part_of(reader.person, _deal_of(subject)):
        return Verdict(Answer.NOT_YOUR_ROLE, errors.own_company().sentence)
    return verdict


#: Those of them who belong to neither company.
may_decide_about = Rule("may_decide_about_inquiry", _decides)


def is_part_of(person: Person, deal: Deal) -> bool:
    """Whether somebody is a member of one of a deal's companies."""
    return any(find_member(company, person) is not None for company in (deal.buyer, deal.seller))


def require_looks_at_inquiries(operator: Person, deal: Deal) -> None:
    """Ask once more, behind the lock, whether an operator may decide about a deal's inquiry.

    Raises NotAllowed, naming those who can, and Refused for a member of one of the companies.
    """
    session.refresh(operator)
    if not holds(operator, *ROLES, country=deal.buyer.country):
        office = office_of_country(deal.buyer.country)
        raise errors.out_of_reach(names_of_operators(ROLES, office=office))
    if is_part_of(operator, deal):
        raise errors.own_company()
