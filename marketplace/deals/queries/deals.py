"""Named reads: one deal, for the house and for either of its sides."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import find_company
from marketplace.core.db import session
from marketplace.deals.models import Deal

#: How an address calls the side on which its company stands.
SIDES = {"selling": Side.SELLER, "buying": Side.BUYER}
WAYS = {side: way for way, side in SIDES.items()}


@dataclass(frozen=True)
class DealOfCompany:
    """A deal as one of its two companies has it: what a page of the room loads."""

    company: Company
    deal: Deal

    @property
    def side(self) -> Side:
        """The side on which the company stands."""
        return self.company.side

    @property
    def other(self) -> Company:
        """The company on the other side."""
        return self.deal.company_of(other_side(self.side))

    @property
    def way(self) -> str:
        """The part of an address that tells the side: `selling` or `buying`."""
        return WAYS[self.side]


def other_side(side: Side) -> Side:
    """Return the side across from this one."""
    return Side.BUYER if side is Side.SELLER else Side.SELLER


def find_deal(code: str) -> Deal | None:
    """Return the deal with this public id, whoever may see it; the companies are loaded."""
    return session.scalar(select(Deal).where(Deal.code == code))


def deal_for(company: Company, code: str) -> Deal | None:
    """Return the company's deal with this public id; for a seller none that is not shown yet."""
    return session.scalar(
        select(Deal).where(
            Deal.code == code,
            or_(
                Deal.buyer_id == company.id,
                and_(Deal.seller_id == company.id, Deal.shown_at.is_not(None)),
            ),
        )
    )


def deal_of(company: str, side: str, deal: str) -> DealOfCompany | None:
    """Load the deal of a page's address: open company, `selling` or `buying`, and public id."""
    owner = find_company(company, SIDES[side])
    found = deal_for(owner, deal) if owner is not None else None
    return DealOfCompany(owner, found) if owner is not None and found is not None else None
