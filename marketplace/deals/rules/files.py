"""Who may open a file of a deal."""

from marketplace.accounts.queries import Reader
from marketplace.accounts.rules import holds
from marketplace.companies.models import Company
from marketplace.companies.queries import find_acting, find_member
from marketplace.core.permissions import HIDDEN, YES, Rule, Verdict
from marketplace.deals.enums import InquiryState
from marketplace.deals.models import Deal, DealFile
from marketplace.deals.queries.files import deal_of_file, is_reported
from marketplace.deals.rules.house import ROLES


def _opens(reader: Reader, file: DealFile) -> Verdict:
    deal = deal_of_file(file)
    if deal is None:
        return YES if file.uploaded_by_id == reader.person.id else HIDDEN
    if _belongs_to(reader, deal.buyer) or _looks_into(reader, file, deal):
        return YES
    if deal.shown_at is not None and _belongs_to(reader, deal.seller):
        return YES
    return HIDDEN


def _belongs_to(reader: Reader, company: Company) -> bool:
    return (
        find_member(company, reader.person) is not None
        or find_acting(company, reader.person) is not None
    )


def _looks_into(reader: Reader, file: DealFile, deal: Deal) -> bool:
    """Whether an operator of the buyer's country has to see it: it waits, or a side reported."""
    if not holds(reader.person, *ROLES, country=deal.buyer.country):
        return False
    is_looked_at = file.inquiry is not None and file.inquiry.state is not InquiryState.PASSED_ON
    return is_looked_at or is_reported(deal)


#: Both sides of the deal, the seller once it is shown to them, whoever acts for one of them, and
#: the operators of the buyer's country while they look at it. A draft's file: who added it.
may_open_deal_file = Rule("may_open_deal_file", _opens)
