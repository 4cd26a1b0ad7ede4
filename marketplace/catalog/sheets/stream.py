"""A kept table as groups of rows, a slice at a time, from wherever a job stands."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from marketplace.catalog.sheets.mapping import MappedHeads
from marketplace.catalog.sheets.remarks import OF_CELL
from marketplace.catalog.sheets.rows import GoodsRow, Heads, RowGroup, RowRemark, grouped
from marketplace.core.sheets.faults import CellRemark
from marketplace.core.sheets.tables import Table, TableRow, rows_from
from marketplace.core.text import text_key


@dataclass
class SeenKeys:
    """Which codes and SKUs a sheet had so far, and in which row; `row` is the last one looked at.

    Kept as short hashes: a sheet may have hundreds of thousands.
    """

    row: int = 0
    codes: dict[bytes, int] = field(default_factory=dict)
    skus: dict[bytes, int] = field(default_factory=dict)

    def mark(self, group: RowGroup) -> RowGroup:
        """Return the group with what is wrong with its code and SKUs, and remember them."""
        faults: dict[int, list[RowRemark]] = {}
        for row in group.rows:
            sku = text_key(row.values.get("sku") or "")
            if sku:
                first = self.skus.setdefault(_hash(sku), row.number)
                if first != row.number:
                    found = RowRemark(row.number, "sku", "sku_twice", {"row": first})
                    faults.setdefault(row.number, []).append(found)
        if group.code:
            begins = group.rows[0].number
            first = self.codes.setdefault(_hash(text_key(group.code)), begins)
            if first != begins:
                found = RowRemark(begins, "listing_code", "apart", {"row": first})
                faults.setdefault(begins, []).append(found)
        self.row = group.rows[-1].number
        return RowGroup(tuple(_with(row, faults.get(row.number, [])) for row in group.rows))


class RememberedStreams:
    """What the streams of a process saw of the sheets that it works on: of the last few."""

    MOST = 4

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._seen: dict[str, SeenKeys] = {}

    def of(self, job: str) -> SeenKeys | None:
        """Return what was seen in a job (its public id), None when it is forgotten."""
        return self._seen.get(job)

    def keep(self, job: str, seen: SeenKeys) -> None:
        """Remember what was seen; the one that was kept longest ago goes."""
        self._seen.pop(job, None)
        self._seen[job] = seen
        while len(self._seen) > self.MOST:
            self._seen.pop(next(iter(self._seen)))

    def drop(self, job: str) -> None:
        """Forget a job that has ended."""
        self._seen.pop(job, None)


def _with(row: GoodsRow, faults: Sequence[RowRemark]) -> GoodsRow:
    return replace(row, faults=(*row.faults, *faults)) if faults else row


def _hash(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=8).digest()


class Stream:
    """The groups of a table behind a row; `seen` goes on with what stood before it."""

    def __init__(
        self, table: Table, seen: SeenKeys | None = None, heads: Heads | MappedHeads | None = None
    ) -> None:
        """`seen` of a stream that came to the same row; without one the rows before are read.

        `heads` read a table whose columns are not ours.
        """
        self.table = table
        self.heads = heads or Heads(table.headings)
        self.seen = seen or SeenKeys()

    @property
    def remarks(self) -> list[RowRemark]:
        """What is to be said of the columns."""
        return [*self.heads.remarks, *self._of_cells(0, self.table.remarks)]

    def slices(self, after_row: int, most_rows: int) -> Iterator[list[RowGroup]]:
        """Yield the groups behind a row, so many rows at a time; a group is never parted."""
        self._catch_up(after_row)
        waiting: list[RowGroup] = []
        count = 0
        for group in grouped(map(self._row, rows_from(self.table, after_row))):
            if waiting and count + len(group.rows) > most_rows:
                yield waiting
                waiting, count = [], 0
            waiting.append(self.seen.mark(group))
            count += len(group.rows)
        if waiting:
            yield waiting

    def _catch_up(self, after_row: int) -> None:
        if self.seen.row == after_row:
            return
        self.seen = SeenKeys()
        for group in grouped(map(self._row, rows_from(self.table))):
            if group.rows[0].number > after_row:
                break
            self.seen.mark(group)
        self.seen.row = after_row

    def _row(self, row: TableRow) -> GoodsRow:
        read = self.heads.read(row.number, row.cells)
        return _with(read, self._of_cells(row.number, row.remarks))

    def _of_cells(self, row: int, remarks: Sequence[CellRemark]) -> list[RowRemark]:
        """Return what reading the file remarked on, of columns that are known."""
        found = []
        for remark in remarks:
            of_heading = remark.row in {0, self.table.headings_row}
            if of_heading != (row == 0):
                continue
            known = remark.column < len(self.heads.columns)
            column = self.heads.columns[remark.column] if known else None
            if column is None and row and known:
                continue
            facts = {"place": remark.column}
            key = column.key if column else ""
            found.append(RowRemark(row, key, f"{OF_CELL}{remark.fault.value}", facts))
        return found
