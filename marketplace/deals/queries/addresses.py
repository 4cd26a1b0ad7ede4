"""Where a deal stands for each of its sides: addresses without their language, as mails need."""

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.deals.models import Deal, Inquiry
from marketplace.deals.queries.deals import WAYS


def list_path(company: Company) -> str:
    """Return the address of a company's deals."""
    return f"/c/{company.code}/{WAYS[company.side]}/deals"


def room_path(deal: Deal, side: Side) -> str:
    """Return the address of a deal's room for one of its sides."""
    return f"{list_path(deal.company_of(side))}/{deal.code}"


def inquiry_path(company: Company, inquiry: Inquiry) -> str:
    """Return the address on which a buyer reads what became of an inquiry."""
    return f"/c/{company.code}/buying/inquiries/{inquiry.code}"


def deal_path(deal: Deal, side: Side, inquiry: Inquiry | None) -> str:
    """Return where a side reads of a deal: its room, or the buyer's inquiry before it has one."""
    if side is Side.BUYER and deal.shown_at is None and inquiry is not None:
        return inquiry_path(deal.buyer, inquiry)
    return room_path(deal, side)
