"""Named reads of what listeners tell of: a message, a report, by public id, its deal loaded."""

from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.deals.enums import InquiryStep
from marketplace.deals.models import Deal, DealFile, DealMessage, DealReport, Inquiry, InquiryNote


def find_message(code: str) -> tuple[DealMessage, Deal] | None:
    """Return a message and its deal."""
    found = select(DealMessage, Deal).join(Deal, Deal.id == DealMessage.deal_id)
    row = session.execute(found.where(DealMessage.code == code)).first()
    return (row[0], row[1]) if row else None


def count_files(message: DealMessage) -> int:
    """Return how many files came with a message."""
    files = select(func.count()).where(DealFile.message_id == message.id)
    return session.scalar(files) or 0


def is_first_of_side(message: DealMessage) -> bool:
    """Whether the side that wrote it had not written before."""
    earlier = select(DealMessage.id).where(
        DealMessage.deal_id == message.deal_id,
        DealMessage.side == message.side,
        DealMessage.id < message.id,
    )
    return session.scalar(earlier.limit(1)) is None


def report_by_code(code: str) -> DealReport | None:
    """Return the report with this public id, its deal loaded."""
    return session.scalar(select(DealReport).where(DealReport.code == code))


def newest_note(inquiry: Inquiry, step: InquiryStep) -> InquiryNote | None:
    """Return what was said last with a step of an inquiry."""
    found = select(InquiryNote).where(
        InquiryNote.inquiry_id == inquiry.id, InquiryNote.step == step
    )
    return session.scalar(found.order_by(InquiryNote.id.desc()).limit(1))
