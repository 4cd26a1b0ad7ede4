"""Named reads: sheets of goods, the remarks on them, what stands in their rows."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import VersionState
from marketplace.catalog.models import ListingVersion, Sheet, SheetGoods, SheetRemark
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.work.models import JobRow

#: The kind under which moderation knows the goods of a sheet that were handed in together.
SHEET_REVIEW = "sheet"


def find_any_sheet(code: str) -> Sheet | None:
    """Return the sheet with this public id, its company loaded."""
    return session.scalar(
        select(Sheet).where(Sheet.code == code).options(joinedload(Sheet.company, innerjoin=True))
    )


def find_sheet(company: str, code: str) -> Sheet | None:
    """Return the sheet if it belongs to that company (public ids both)."""
    return session.scalar(
        select(Sheet)
        .join(Sheet.company)
        .where(Company.code == company, Sheet.code == code)
        .options(joinedload(Sheet.company, innerjoin=True))
    )


def resume_point(sheet: Sheet) -> int:
    """Return the last row that the work on a sheet dealt with before it was stopped."""
    job = session.scalar(select(JobRow).where(JobRow.code == sheet.job))
    if job is None:
        return 0
    return int(job.at.get("row", job.facts.get("after", 0)))


def remarked_rows(sheet: Sheet, rows: Sequence[int]) -> dict[int, bool]:
    """Return those of the rows that have remarks already, with whether a fault is among them."""
    found = select(SheetRemark.row, SheetRemark.is_fault).where(
        SheetRemark.sheet_id == sheet.id, SheetRemark.row.in_(rows)
    )
    by_row: dict[int, bool] = {}
    for row, is_fault in session.execute(found.distinct()):
        by_row[row] = is_fault or by_row.get(row, False)
    return by_row


def count_of_waiting(sheet: Sheet) -> int:
    """Return how many goods of a sheet wait for its review."""
    waiting = _waiting(sheet).with_only_columns(func.count()).order_by(None)
    return session.scalar(waiting) or 0


def waiting_goods(sheet: Sheet) -> list[SheetGoods]:
    """Return the goods that were handed in with a sheet and wait for its review."""
    return list(session.scalars(_waiting(sheet)))


def waiting_versions(sheet: Sheet, most: int) -> list[ListingVersion]:
    """Return the first versions that were handed in with a sheet and wait, by their listings."""
    found = (
        select(ListingVersion)
        .join(SheetGoods, SheetGoods.submitted == ListingVersion.code)
        .where(
            SheetGoods.sheet_id == sheet.id,
            SheetGoods.submitted != "",
            ListingVersion.state == VersionState.SUBMITTED,
        )
        .order_by(SheetGoods.listing_id)
        .limit(most)
        .options(joinedload(ListingVersion.listing))
    )
    return list(session.scalars(found))


def _waiting(sheet: Sheet) -> Select[SheetGoods]:
    return (
        select(SheetGoods)
        .join(ListingVersion, ListingVersion.code == SheetGoods.submitted)
        .where(
            SheetGoods.sheet_id == sheet.id,
            SheetGoods.submitted != "",
            ListingVersion.state == VersionState.SUBMITTED,
        )
        .order_by(SheetGoods.row)
    )


def of_a_sheet(version: str) -> bool:
    """Whether a version (its public id) was handed in with a sheet and not taken back since."""
    found = select(SheetGoods.sheet_id).where(SheetGoods.submitted == version).limit(1)
    return session.scalar(found) is not None
