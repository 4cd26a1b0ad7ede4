"""Named reads: the files of a deal, and of an inquiry."""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from marketplace.core.db import session
from marketplace.deals.models import Deal, DealFile, DealReport, Inquiry

#: How the public ids of files begin.
FILE_PREFIX = "FIL"


def find_deal_file(code: str) -> DealFile | None:
    """Return the file with this public id, whoever may open it, with its deal or inquiry."""
    return session.scalar(
        select(DealFile)
        .where(DealFile.code == code)
        .options(
            joinedload(DealFile.deal),
            joinedload(DealFile.inquiry).joinedload(Inquiry.deal),
        )
    )


def deal_of_file(file: DealFile) -> Deal | None:
    """Return the deal that a file belongs to, itself or by its inquiry; None for a draft's."""
    if file.deal is not None:
        return file.deal
    return file.inquiry.deal if file.inquiry is not None else None


def files_of(deal: Deal, *, most: int = 50) -> list[DealFile]:
    """Return the files of a deal and of its inquiry, the newest first."""
    of_inquiry = select(Inquiry.id).where(Inquiry.deal_id == deal.id).scalar_subquery()
    found = (
        select(DealFile)
        .where(or_(DealFile.deal_id == deal.id, DealFile.inquiry_id == of_inquiry))
        .order_by(DealFile.uploaded_at.desc(), DealFile.id.desc())
    )
    return list(session.scalars(found.limit(most)))


def is_reported(deal: Deal) -> bool:
    """Whether a side ever reported the other in a deal."""
    found = select(DealReport.id).where(DealReport.deal_id == deal.id).limit(1)
    return session.scalar(found) is not None
