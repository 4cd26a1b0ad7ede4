"""What may be wrong with a sheet: the whole file, or one cell of it. Data only, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class SheetFault(StrEnum):
    """Why a whole file is refused."""

    NOT_A_SHEET = "not_a_sheet"
    OLD_EXCEL = "old_excel"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CSV_ROWS = "too_many_csv_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    ENCODING = "encoding"
    QUOTES = "quotes"
    EMPTY = "empty"
    NO_HEADINGS = "no_headings"


class CellFault(StrEnum):
    """What is wrong with a cell, a heading or a column; the file is read all the same."""

    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    MERGED = "merged"
    TOO_LONG = "too_long"
    TOO_MANY_CELLS = "too_many_cells"
    DUPLICATE_HEADING = "duplicate_heading"
    UNNAMED_COLUMN = "unnamed_column"


class FileRefused(Exception):
    """Raised while reading: this file is not taken; `row` is where, 0 for the whole file."""

    def __init__(self, fault: SheetFault, row: int = 0) -> None:
        """Keep the fault and its row (counted from 1, as the sheet shows it)."""
        self.fault = fault
        self.row = row
        super().__init__(fault.value)


@dataclass(frozen=True)
class CellRemark:
    """A fault at a place: `row` counts from 1 as the sheet shows it, `column` from 0."""

    fault: CellFault
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The place as the sheet names it: `B7`."""
        return f"{column_name(self.column)}{self.row}"

    def as_facts(self) -> dict[str, Any]:
        """Return the remark as JSON."""
        return {"fault": self.fault.value, "row": self.row, "column": self.column}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "CellRemark":
        """Make the remark that `as_facts` wrote."""
        return cls(CellFault(facts["fault"]), facts["row"], facts["column"])


def column_name(column: int) -> str:
    """Return how a sheet names its column (counted from 0): A, B, … Z, AA."""
    letters = ""
    place = column + 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
