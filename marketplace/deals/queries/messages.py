"""Named reads: what a side wrote last, what a company keeps to write again."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.deals.models import ColleagueNote, Deal, DealMessage, SavedReply

NOTES_SHOWN = 20


def newest_message(deal: Deal, side: Side | None = None) -> DealMessage | None:
    """Return the message that was written last, by a side if given; its writer is loaded."""
    found = select(DealMessage).where(DealMessage.deal_id == deal.id)
    if side is not None:
        found = found.where(DealMessage.side == side)
    return session.scalar(
        found.options(joinedload(DealMessage.by, innerjoin=True))
        .order_by(DealMessage.id.desc())
        .limit(1)
    )


def notes_of(deal: Deal, company: Company) -> list[ColleagueNote]:
    """Return the company's own notes about a deal, the newest first, at most twenty."""
    found = (
        select(ColleagueNote)
        .where(ColleagueNote.deal_id == deal.id, ColleagueNote.company_id == company.id)
        .options(joinedload(ColleagueNote.by, innerjoin=True))
        .order_by(ColleagueNote.at.desc(), ColleagueNote.id.desc())
    )
    return list(session.scalars(found.limit(NOTES_SHOWN)))


def replies_of(company: Company) -> list[SavedReply]:
    """Return the replies that a company keeps, by title."""
    found = select(SavedReply).where(SavedReply.company_id == company.id)
    return list(session.scalars(found.order_by(SavedReply.title, SavedReply.id)))


def find_reply(company: str, reply: str) -> SavedReply | None:
    """Load a saved reply of a page's address: public ids of its open company and of itself."""
    return session.scalar(
        select(SavedReply)
        .join(SavedReply.company)
        .where(
            SavedReply.code == reply,
            Company.code == company,
            Company.state == CompanyState.OPEN,
        )
    )
