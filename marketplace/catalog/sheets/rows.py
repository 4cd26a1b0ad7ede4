"""Rows of a sheet as facts about goods: each cell read, rows of one listing together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marketplace.catalog.sheets.cells import Cells, Fault
from marketplace.catalog.sheets.columns import Column, column_named
from marketplace.catalog.sheets.remarks import is_fault
from marketplace.core.text import normalise, text_key

#: More rows of one listing than it may have options are no listing.
MOST_ROWS = 200


@dataclass(frozen=True)
class RowRemark:
    """Something about a cell, a row (`column` is ""), or the whole sheet (`row` is 0).

    `code` is one of `sheets.remarks`, `facts` what its sentence names.
    """

    row: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_fault(self) -> bool:
        """Whether the row cannot go in because of it."""
        return is_fault(self.code)


@dataclass(frozen=True)
class GoodsRow:
    """A row: its number in the file, what its cells say by column key, what cannot be read."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[RowRemark, ...] = ()


@dataclass(frozen=True)
class RowGroup:
    """The rows of one listing, in their order."""

    rows: tuple[GoodsRow, ...]

    @property
    def code(self) -> str:
        """The seller's code of the listing, "" for none."""
        return str(self.rows[0].values.get("listing_code") or "")

    @property
    def skus(self) -> list[str]:
        """The SKUs of its rows as they are compared."""
        return [key for row in self.rows if (key := text_key(row.values.get("sku") or ""))]

    @property
    def faults(self) -> list[RowRemark]:
        """What cannot be read in its rows."""
        return [remark for row in self.rows for remark in row.faults]

    def first(self, key: str) -> tuple[GoodsRow, Any] | None:
        """Return the first row that says something in a column, and what it says."""
        for row in self.rows:
            if row.values.get(key) is not None:
                return row, row.values[key]
        return None


class Heads:
    """The columns of a sheet, as its first row names them."""

    def __init__(self, headings: Sequence[str]) -> None:
        """`headings` are the cells of the first row; unknown and repeated ones are left out."""
        self.columns: list[Column | None] = []
        self.remarks: list[RowRemark] = []
        self._cells = Cells()
        for number, heading in enumerate(headings, start=1):
            self.columns.append(self._named(number, heading))

    def _named(self, number: int, heading: str) -> Column | None:
        if not normalise(heading):
            return None
        column = column_named(heading)
        if column is None:
            facts = {"heading": heading[:80], "number": number}
            self.remarks.append(RowRemark(0, "", "unknown_column", facts))
        elif column in self.columns:
            self.remarks.append(RowRemark(0, column.key, "column_twice", {"heading": heading[:80]}))
            return None
        return column

    @property
    def keys(self) -> set[str]:
        """The keys of the columns that are there."""
        return {column.key for column in self.columns if column is not None}

    def read(self, number: int, cells: Sequence[str]) -> GoodsRow:
        """Return what a row says."""
        values: dict[str, Any] = {}
        faults = []
        for column, cell in zip(self.columns, cells, strict=False):
            if column is None or column.key == "remarks":
                continue
            try:
                value = self._cells.read(column, cell)
            except Fault as fault:
                faults.append(RowRemark(number, column.key, fault.code, fault.facts))
                continue
            if value is not None:
                values[column.key] = value
        return GoodsRow(number, values, tuple(faults))


def grouped(rows: Iterable[GoodsRow]) -> Iterator[RowGroup]:
    """Return the rows listing by listing: those below one another with the same code are one."""
    waiting: list[GoodsRow] = []
    for row in rows:
        if not row.values and not row.faults:
            continue
        if waiting and not _belong(waiting, row):
            yield RowGroup(tuple(waiting))
            waiting = []
        waiting.append(row)
    if waiting:
        yield RowGroup(tuple(waiting))


def _belong(waiting: Sequence[GoodsRow], row: GoodsRow) -> bool:
    before, code = (text_key(each.values.get("listing_code") or "") for each in (waiting[0], row))
    return bool(code) and before == code and len(waiting) < MOST_ROWS
