"""The table that the child writes: JSON lines, and what stands about them."""

import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TextIO

from marketplace.core.sheets.faults import CellFault, CellRemark, FileRefused, SheetFault
from marketplace.core.sheets.limits import LONGEST_CELL, MOST_COLUMNS, MOST_REMARKS

#: The byte offset of every n-th row is kept, so that reading can begin there.
INDEX_EVERY = 200


class Fault(NamedTuple):
    """A fault of the row being written: its column, counted from 0."""

    column: int
    fault: CellFault


class TableWriter:
    """Takes the rows of a sheet, the headings first; writes those that hold anything."""

    def __init__(self, path: Path) -> None:
        """Write the lines to `path`."""
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n", errors="replace")
        self._place = 0
        self._headings: list[str] | None = None
        self._headings_row = 0
        self._unnamed: set[int] = set()
        self._index_rows = array("q")
        self._index_places = array("q")
        self._remarks: list[CellRemark] = []
        self._remark_count = 0
        self.rows = 0

    def __enter__(self) -> Self:
        """Keep the file open for a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def add(self, number: int, cells: Sequence[str], faults: Sequence[Fault] = ()) -> None:
        """Write a row of the sheet, `number` counted from 1; empty ones are left out.

        Raises FileRefused when the first row that holds anything is none of headings.
        """
        trimmed = [cell.strip().replace("\x00", "") for cell in cells]
        if not any(trimmed) and not faults:
            return
        if self._headings is None:
            self._read_headings(number, trimmed)
            return
        width = len(self._headings)
        found = list(faults)
        for column, cell in enumerate(trimmed):
            if len(cell) > LONGEST_CELL:
                trimmed[column] = cell[:LONGEST_CELL]
                found.append(Fault(column, CellFault.TOO_LONG))
            if cell and (column >= width or not self._headings[column]):
                self._note_unnamed(number, column)
        self._write(number, trimmed[:width] + [""] * (width - len(trimmed)), found)

    def _read_headings(self, number: int, cells: Sequence[str]) -> None:
        headings = [" ".join(cell.split()) for cell in cells]
        while headings and not headings[-1]:
            headings.pop()
        if len(headings) > MOST_COLUMNS:
            raise FileRefused(SheetFault.TOO_MANY_COLUMNS, number)
        named = [heading for heading in headings if heading]
        figures = [heading for heading in named if not any(map(str.isalpha, heading))]
        if len(figures) * 2 >= len(named):
            raise FileRefused(SheetFault.NO_HEADINGS, number)
        self._headings, self._headings_row = headings, number
        seen: set[str] = set()
        for column, heading in enumerate(headings):
            if heading and heading.casefold() in seen:
                self._remark(CellRemark(CellFault.DUPLICATE_HEADING, number, column))
            seen.add(heading.casefold())

    def _note_unnamed(self, number: int, column: int) -> None:
        if column not in self._unnamed:
            self._unnamed.add(column)
            self._remark(CellRemark(CellFault.UNNAMED_COLUMN, number, column))

    def _remark(self, remark: CellRemark) -> None:
        self._remark_count += 1
        if len(self._remarks) < MOST_REMARKS:
            self._remarks.append(remark)

    def _write(self, number: int, cells: list[str], faults: list[Fault]) -> None:
        if self.rows % INDEX_EVERY == 0:
            self._index_rows.append(number)
            self._index_places.append(self._place)
        self.rows += 1
        for fault in faults:
            self._remark(CellRemark(fault.fault, number, fault.column))
        line = json.dumps([number, cells, faults], ensure_ascii=False, separators=(",", ":")) + "\n"
        self._place += len(line.encode("utf-8", "replace"))
        self._file.write(line)

    def finish(self) -> dict[str, Any]:
        """Return what stands about the table. Raises FileRefused when it is empty."""
        if self._headings is None or not self.rows:
            raise FileRefused(SheetFault.EMPTY)
        return {
            "headings": self._headings,
            "headings_row": self._headings_row,
            "rows": self.rows,
            "remarks": [remark.as_facts() for remark in self._remarks],
            "remark_count": self._remark_count,
            "index": list(zip(self._index_rows, self._index_places, strict=True)),
        }
