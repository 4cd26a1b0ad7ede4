"""What exists for a seller: nothing of what waits.

Every page, figure, notice, count, search and file of a seller asks here.
"""

from sqlalchemy import ColumnElement, and_

from marketplace.companies.models import Company
from marketplace.deals.models import Deal


def visible_to_seller() -> ColumnElement[bool]:
    """Whether a deal exists for its seller, as SQL on `Deal`."""
    return Deal.shown_at.is_not(None)


def deals_of_seller(company: Company) -> ColumnElement[bool]:
    """Whether a deal is a seller's and exists for them, as SQL on `Deal`."""
    return and_(Deal.seller_id == company.id, visible_to_seller())


def is_visible_to_seller(deal: Deal) -> bool:
    """Whether a deal exists for its seller."""
    return deal.shown_at is not None
