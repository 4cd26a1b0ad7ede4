"""Named reads: a seller's sheets as a list, one with its remarks, and the rows beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Listing, ListingVersion, Sheet, SheetRemark
from marketplace.catalog.queries.goods import Goods, goods_of_many
from marketplace.catalog.queries.sellers import looked_at
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.sheets.tables import Table, TableRow, find_table, rows_from
from marketplace.core.web.paging import PAGE_SIZE, Page, newest_first

#: Rows of the grid on one page.
ROWS = 20
#: Listings that are read at once where all of a seller's are written.
SLICE = 100


class RowsView(StrEnum):
    """Which rows of a sheet are looked at."""

    FAULTY = "faulty"
    LOOK = "look"
    GOOD = "good"
    ALL = "all"


@dataclass(frozen=True)
class RemarkKind:
    """Remarks of one kind: how many cells, whether they keep rows out."""

    code: str
    count: int
    is_fault: bool


@dataclass(frozen=True)
class GridPage:
    """A page of the grid: rows with the remarks on each; `older` is the row it ends with."""

    rows: Sequence[TableRow] = ()
    remarks: dict[int, list[SheetRemark]] = field(default_factory=dict)
    older: int | None = None


def sheets_page(company: Company, cursor: str | None) -> Page[Sheet]:
    """Return a page of a company's sheets, the newest first."""
    found = select(Sheet).where(Sheet.company_id == company.id)
    return newest_first(found, at=Sheet.made_at, code=Sheet.code, cursor=cursor, size=PAGE_SIZE)


def sheets_to_decide(company: Company, most: int) -> list[Sheet]:
    """Return the newest sheets of a company that are checked and wait for its decision."""
    found = select(Sheet).where(Sheet.company_id == company.id, Sheet.state == SheetState.CHECKED)
    return list(session.scalars(found.order_by(Sheet.made_at.desc(), Sheet.id.desc()).limit(most)))


def kinds_of_remarks(sheet: Sheet) -> list[RemarkKind]:
    """Return the remarks on a sheet by kind, the most frequent first; siblings are left out."""
    counted = (
        select(SheetRemark.code, SheetRemark.is_fault, func.count())
        .where(SheetRemark.sheet_id == sheet.id, SheetRemark.code != "sibling")
        .group_by(SheetRemark.code, SheetRemark.is_fault)
    )
    kinds = [
        RemarkKind(code, count, is_fault) for code, is_fault, count in session.execute(counted)
    ]
    return sorted(kinds, key=lambda kind: (not kind.is_fault, -kind.count, kind.code))


def of_the_whole(sheet: Sheet) -> list[SheetRemark]:
    """Return the remarks on the columns of a sheet and on the whole of it."""
    found = select(SheetRemark).where(SheetRemark.sheet_id == sheet.id, SheetRemark.row == 0)
    return list(session.scalars(found.order_by(SheetRemark.id)))


def grid_page(sheet: Sheet, view: RowsView, after: int = 0, code: str = "") -> GridPage:
    """Return the rows of a view behind a row, with their remarks; of one kind where named."""
    table = find_table(sheet.table) if sheet.table else None
    if table is None:
        return GridPage()
    found = list(islice(_rows(sheet, table, view, after, code), ROWS + 1))
    rows = found[:ROWS]
    older = rows[-1].number if len(found) > ROWS else None
    return GridPage(rows, remarks_by_row(sheet, [row.number for row in rows]), older)


def _rows(sheet: Sheet, table: Table, view: RowsView, after: int, code: str) -> Iterator[TableRow]:
    if view is RowsView.ALL:
        yield from rows_from(table, after)
    elif view is RowsView.GOOD:
        yield from _without(sheet, table, after)
    else:
        for number in session.scalars(_numbers(sheet, view, after, code)):
            yield from islice(rows_from(table, number - 1), 1)


def _numbers(sheet: Sheet, view: RowsView, after: int, code: str) -> Select[int]:
    numbers = (
        select(SheetRemark.row)
        .where(SheetRemark.sheet_id == sheet.id, SheetRemark.row > after)
        .group_by(SheetRemark.row)
        .order_by(SheetRemark.row)
        .limit(ROWS + 1)
    )
    faulty = select(SheetRemark.row).where(
        SheetRemark.sheet_id == sheet.id, SheetRemark.is_fault, SheetRemark.row > after
    )
    if view is RowsView.FAULTY:
        numbers = numbers.where(SheetRemark.is_fault)
    else:
        numbers = numbers.where(SheetRemark.row.not_in(faulty))
    return numbers.where(SheetRemark.code == code) if code else numbers


def _without(sheet: Sheet, table: Table, after: int) -> Iterator[TableRow]:
    """Yield the rows that nothing was remarked on."""
    marked = set(
        session.scalars(
            select(SheetRemark.row).where(SheetRemark.sheet_id == sheet.id, SheetRemark.row > after)
        )
    )
    yield from (row for row in rows_from(table, after) if row.number not in marked)


def remarks_by_row(sheet: Sheet, rows: Sequence[int]) -> dict[int, list[SheetRemark]]:
    """Return the remarks on rows, those on cells before those on whole rows."""
    found = select(SheetRemark).where(SheetRemark.sheet_id == sheet.id, SheetRemark.row.in_(rows))
    by_row: dict[int, list[SheetRemark]] = {number: [] for number in rows}
    for remark in session.scalars(found.order_by(SheetRemark.row, SheetRemark.id)):
        by_row[remark.row].append(remark)
    return by_row


def goods_in_slices(company: Company, states: Sequence[str]) -> Iterator[list[Goods]]:
    """Yield a company's goods in these states as they are written now, a hundred at a time."""
    after = 0
    while goods := next_goods(company, after, states, SLICE):
        after = goods[-1].listing.id
        yield goods


def next_goods(company: Company, after: int, states: Sequence[str], most: int) -> list[Goods]:
    """Return the next goods of a company behind a listing's key, by their keys."""
    found = select(Listing).where(
        Listing.company_id == company.id, Listing.id > after, Listing.state.in_(states)
    )
    listings = session.scalars(found.order_by(Listing.id).limit(most)).all()
    return _goods(listings) if listings else []


def _goods(listings: Sequence[Listing]) -> list[Goods]:
    versions: dict[int, list[ListingVersion]] = {listing.id: [] for listing in listings}
    found = select(ListingVersion).where(ListingVersion.listing_id.in_(versions))
    for version in session.scalars(
        found.options(joinedload(ListingVersion.listing), joinedload(ListingVersion.category))
    ):
        versions[version.listing_id].append(version)
    shown = [looked_at(theirs) for theirs in versions.values()]
    goods = goods_of_many(shown, list(versions))
    return [goods[version.id] for version in shown]
