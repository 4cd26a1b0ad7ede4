"""Sheets that we write: every cell is text, none a formula, however many rows there are."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from marketplace.core.sheets.limits import LONGEST_CELL, MOST_ROWS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTH = 18
#: The longest list of choices in the rule of a column, in characters (Excel's limit).
LONGEST_CHOICES = 255

#: Cells that a program may take for a formula, with the wide signs of East Asian keyboards too
#: (OWASP, CSV injection); a plain negative number is none.
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_FIGURE = re.compile(r"-[0-9]+([.,][0-9]+)*")

REMARK_COLOUR = "#fdecea"
HEADING_COLOUR = "#e6efe9"
STANDING_OUT_COLOUR = "#b4d8c9"


@dataclass(frozen=True)
class Heading:
    """A column's heading, with a note that shows beside it and the values to choose from.

    `width` is in characters. Choices longer than Excel takes are left out. Those that `stand_out`
    have a darker ground.
    """

    text: str
    note: str = ""
    choices: tuple[str, ...] = ()
    width: int = WIDTH
    stand_out: bool = False


@dataclass(frozen=True)
class Explanation:
    """A second sheet beside the first: `rows` of cells under their headings, the first of them.

    A row of one cell is the heading of a group. `name` is the sheet's.
    """

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class SheetRow:
    """A row to be written; cells at `marked` (columns from 0) are coloured."""

    cells: Sequence[str]
    marked: Collection[int] = ()


def write_xlsx(
    target: BinaryIO,
    headings: Sequence[Heading],
    rows: Iterable[SheetRow],
    *,
    name: str,
    explanation: Explanation | None = None,
    right_to_left: bool = False,
) -> None:
    """Write a workbook, row by row; `name` is the sheet's, at most 31 characters of it are kept.

    Columns are of Excel's kind text, so that what people type keeps its zeros.
    """
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        text = book.add_format({"num_format": "@", "text_wrap": False, "valign": "top"})
        marked = book.add_format({"num_format": "@", "valign": "top", "bg_color": REMARK_COLOUR})
        sheet = book.add_worksheet(sheet_name(name))
        if right_to_left:
            sheet.right_to_left()
        _write_headings(book, sheet, headings, text)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                if cell or column in row.marked:
                    shape = marked if column in row.marked else text
                    sheet.write_string(number, column, cell[:LONGEST_CELL], shape)
        if explanation:
            _write_explanation(book, explanation, right_to_left=right_to_left)


def _write_headings(
    book: "Workbook", sheet: "Worksheet", headings: Sequence[Heading], text: "Format"
) -> None:
    plain, standing_out = _bold(book, HEADING_COLOUR), _bold(book, STANDING_OUT_COLOUR)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS + 1}"})
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width, text)
        shape = standing_out if heading.stand_out else plain
        sheet.write_string(0, column, heading.text, shape)
        if heading.note:
            sheet.write_comment(0, column, heading.note, {"x_scale": 2, "y_scale": 1.5})
        if heading.choices and len(",".join(heading.choices)) <= LONGEST_CHOICES:
            rule = {"validate": "list", "source": list(heading.choices), "error_type": "warning"}
            sheet.data_validation(1, column, MOST_ROWS, column, rule)


def _bold(book: "Workbook", colour: str) -> "Format":
    return book.add_format(
        {"bold": True, "num_format": "@", "bg_color": colour, "text_wrap": True, "valign": "top"}
    )


def _write_explanation(book: "Workbook", explanation: Explanation, *, right_to_left: bool) -> None:
    wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    heading, group = _bold(book, HEADING_COLOUR), _bold(book, STANDING_OUT_COLOUR)
    sheet = book.add_worksheet(sheet_name(explanation.name))
    if right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 2 * WIDTH, wrapped)
    sheet.set_column(1, 9, 3 * WIDTH, wrapped)
    for number, cells in enumerate(explanation.rows):
        shape = heading if not number else group if len(cells) == 1 else wrapped
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell[:LONGEST_CELL], shape)


def sheet_name(text: str) -> str:
    """Return a name as Excel takes it for a sheet: without its signs of reference, short."""
    return re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:31].strip() or "1"


def write_csv(target: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write CSV as Excel reads it without being told: UTF-8 with its mark, commas.

    A cell that a program might take for a formula gets an apostrophe before it, which reading such
    a file takes away again.
    """
    target.write(codecs.BOM_UTF8)
    file = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(file)
    writer.writerow(list(map(guarded, headings)))
    for row in rows:
        writer.writerow(list(map(guarded, row)))
    file.flush()
    file.detach()


def guarded(cell: str) -> str:
    """Return a cell that no program takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _FIGURE.fullmatch(cell) else cell
