"""Named reads: an inquiry for whoever wrote it, drafts of a holder, a buyer's own inquiries."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload

from marketplace.accounts.models import Person
from marketplace.accounts.queries import digest
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.deals.enums import InquiryState
from marketplace.deals.models import Inquiry, InquiryLine, InquiryNote

#: Whose a draft is: a person's, or that of whoever has the token in their browser.
Holder = Person | str
#: Drafts that one holder is shown.
MOST_DRAFTS = 40


def find_inquiry(code: str) -> Inquiry | None:
    """Return the inquiry with this public id, drafts too; for the house alone."""
    return session.scalar(_whole().where(Inquiry.code == code))


def find_draft(code: str, holder: Holder) -> Inquiry | None:
    """Return the draft with this public id if it is the holder's."""
    return session.scalar(
        _whole().where(Inquiry.code == code, Inquiry.state == InquiryState.DRAFT, _held_by(holder))
    )


def draft_of(holder: Holder, seller: Company) -> Inquiry | None:
    """Return the draft that a holder has towards a seller."""
    return session.scalar(
        _whole().where(
            Inquiry.seller_id == seller.id, Inquiry.state == InquiryState.DRAFT, _held_by(holder)
        )
    )


def drafts_of(holder: Holder) -> list[Inquiry]:
    """Return the drafts of a holder in the order in which they were begun, at most forty."""
    found = _whole().where(Inquiry.state == InquiryState.DRAFT, _held_by(holder))
    return list(session.scalars(found.order_by(Inquiry.id).limit(MOST_DRAFTS)))


def is_held_by(draft: Inquiry, holder: Holder) -> bool:
    """Whether a draft is this holder's."""
    if isinstance(holder, str):
        return draft.person_id is None and draft.token_digest == digest(holder)
    return draft.person_id == holder.id


def inquiry_of_buyer(company: Company, code: str) -> Inquiry | None:
    """Return the sent inquiry with this public id if that company sent it."""
    return session.scalar(
        _whole().where(
            Inquiry.code == code,
            Inquiry.buyer_id == company.id,
            Inquiry.state != InquiryState.DRAFT,
        )
    )


def inquiry_of_deal(deal_id: int) -> Inquiry | None:
    """Return the inquiry that opened a deal (its key), None where a seller opened it.

    Whoever asks for the seller has asked `visible_to_seller` of the deal before.
    """
    return session.scalar(_whole().where(Inquiry.deal_id == deal_id))


def notes_of(inquiry: Inquiry) -> list[InquiryNote]:
    """Return what the house and the buyer said about an inquiry, the oldest first."""
    found = select(InquiryNote).where(InquiryNote.inquiry_id == inquiry.id)
    return list(session.scalars(found.order_by(InquiryNote.id)))


def _held_by(holder: Holder) -> ColumnElement[bool]:
    if isinstance(holder, str):
        return (Inquiry.token_digest == digest(holder)) & Inquiry.person_id.is_(None)
    return Inquiry.person_id == holder.id


def _whole() -> Select[Inquiry]:
    lines = selectinload(Inquiry.lines)
    return select(Inquiry).options(
        lines.joinedload(InquiryLine.listing, innerjoin=True),
        lines.joinedload(InquiryLine.option),
    )
