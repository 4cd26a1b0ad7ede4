"""Named reads: the buyers to whom a seller may write first."""

from dataclasses import dataclass

from sqlalchemy import Select, select

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import find_seller
from marketplace.core.db import session
from marketplace.core.web.paging import Page, newest_first
from marketplace.deals.enums import DealState
from marketplace.deals.models import Deal
from marketplace.verification.queries import reaching_sellers_clause


@dataclass(frozen=True)
class FirstMessage:
    """A seller who wants to write to a buyer: what the page of a first message loads."""

    company: Company
    buyer: Company


def buyers_to_write_to(cursor: str | None) -> Page[Company]:
    """Return a page of the checked buyers who allow sellers to write first, the newest first."""
    return newest_first(_to_be_written(), at=Company.founded_at, code=Company.code, cursor=cursor)


def find_first_message(company: str, buyer: str) -> FirstMessage | None:
    """Load a seller and a buyer who allows it (public ids both)."""
    seller = find_seller(company)
    found = session.scalar(_to_be_written().where(Company.code == buyer))
    return FirstMessage(seller, found) if seller is not None and found is not None else None


def open_deals_with(seller: Company, buyers: list[Company]) -> dict[int, str]:
    """Return the open deals (public ids) that a seller has with buyers, by the buyer's key."""
    found = select(Deal.buyer_id, Deal.code).where(
        Deal.seller_id == seller.id,
        Deal.buyer_id.in_([buyer.id for buyer in buyers]),
        Deal.state == DealState.OPEN,
    )
    return {row.buyer_id: row.code for row in session.execute(found)}


def _to_be_written() -> Select[Company]:
    return select(Company).where(
        Company.side == Side.BUYER,
        Company.sellers_may_write,
        reaching_sellers_clause(Company.id),
    )
