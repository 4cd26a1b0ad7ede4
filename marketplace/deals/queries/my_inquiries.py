"""Named reads: what a person's companies sent, wherever it stands."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.paging import Page, newest_first
from marketplace.deals.enums import InquiryState
from marketplace.deals.models import Inquiry


def inquiries_of_buyers(companies: Sequence[Company], cursor: str | None) -> Page[Inquiry]:
    """Return a page of what companies sent, the newest first, with seller, buyer and deal."""
    sent = (
        select(Inquiry)
        .where(
            Inquiry.buyer_id.in_([company.id for company in companies]),
            Inquiry.state != InquiryState.DRAFT,
        )
        .options(joinedload(Inquiry.deal), joinedload(Inquiry.buyer))
    )
    return newest_first(sent, at=Inquiry.sent_at, code=Inquiry.code, cursor=cursor)


def newest_to(seller: Company, companies: Sequence[Company]) -> Inquiry | None:
    """Return what companies sent to a seller last, with its buyer; None before they sent any."""
    sent = (
        select(Inquiry)
        .where(
            Inquiry.buyer_id.in_([company.id for company in companies]),
            Inquiry.seller_id == seller.id,
            Inquiry.state != InquiryState.DRAFT,
        )
        .order_by(Inquiry.sent_at.desc(), Inquiry.id.desc())
        .limit(1)
        .options(joinedload(Inquiry.buyer))
    )
    return session.scalars(sent).first() if companies else None
