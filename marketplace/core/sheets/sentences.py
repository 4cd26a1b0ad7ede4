"""What is wrong with a sheet, in the words of whoever reads it."""

from flask_babel import format_decimal
from flask_babel import gettext as _

from marketplace.core.sheets.faults import CellFault, SheetFault, column_name
from marketplace.core.sheets.limits import (
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MEGABYTE,
    MOST_COLUMNS,
    MOST_CSV_ROWS,
    MOST_ROWS,
)


def refusal_sentence(fault: SheetFault, row: int = 0) -> str:
    """Return why a file is refused and what to do, in the present language."""
    facts = {
        "row": row,
        "rows": format_decimal(MOST_ROWS),
        "csv_rows": format_decimal(MOST_CSV_ROWS),
        "columns": MOST_COLUMNS,
        "megabytes": LARGEST_UNPACKED // MEGABYTE,
    }
    return str(_REFUSALS[fault](facts))


def cell_sentence(fault: CellFault, column: int) -> str:
    """Return what is wrong with a cell in a column (from 0), in the present language."""
    facts = {"column": column_name(column), "longest": format_decimal(LONGEST_CELL)}
    return str(_CELLS[fault](facts))


_REFUSALS = {
    SheetFault.NOT_A_SHEET: lambda facts: _(
        "This is neither an Excel file (.xlsx) nor a CSV file. Save your table as one of these and "
        "choose it again.",
        **facts,
    ),
    SheetFault.OLD_EXCEL: lambda facts: _(
        "This Excel file has a password or an old format (.xls). Save it as .xlsx without a "
        "password and choose it again.",
        **facts,
    ),
    SheetFault.UNREADABLE: lambda facts: _(
        "We could not read this file. Open it in your program, save it again as .xlsx or CSV, and "
        "choose it again.",
        **facts,
    ),
    SheetFault.TOO_LARGE: lambda facts: _(
        "This file is too large: unpacked, an Excel file may have at most %(megabytes)s MB. Save "
        "it as CSV, without pictures, and choose it again.",
        **facts,
    ),
    SheetFault.TOO_MANY_ROWS: lambda facts: _(
        "This sheet has more than %(rows)s rows. Save it as CSV, which may have %(csv_rows)s, or "
        "divide it.",
        **facts,
    ),
    SheetFault.TOO_MANY_CSV_ROWS: lambda facts: _(
        "This file has more than %(csv_rows)s rows. Divide it into several files.", **facts
    ),
    SheetFault.TOO_MANY_COLUMNS: lambda facts: _(
        "This sheet has more than %(columns)s columns. Remove those that are not needed.", **facts
    ),
    SheetFault.ENCODING: lambda facts: _(
        "The text of this file cannot be read, from line %(row)s on. Save it as “CSV UTF-8” and "
        "choose it again.",
        **facts,
    ),
    SheetFault.QUOTES: lambda facts: _(
        "In row %(row)s of this file a quotation mark is opened and not closed. Fix it and choose "
        "the file again.",
        **facts,
    ),
    SheetFault.EMPTY: lambda facts: _(
        "There are no rows in this file. The first visible sheet is the one that we read.", **facts
    ),
    SheetFault.NO_HEADINGS: lambda facts: _(
        "Row %(row)s should have the headings of the columns, but has figures. Put the headings "
        "into the first row.",
        **facts,
    ),
}

_CELLS = {
    CellFault.FORMULA: lambda facts: _(
        "There is a formula here without its result. Save the file in Excel once, or paste the "
        "value.",
        **facts,
    ),
    CellFault.ERROR_VALUE: lambda facts: _(
        "The formula here gives an error. Fix it, or paste the value.", **facts
    ),
    CellFault.MERGED: lambda facts: _(
        "Cells are merged here: only the first one has the value. Split them and fill each one.",
        **facts,
    ),
    CellFault.TOO_LONG: lambda facts: _("This cell has more than %(longest)s characters.", **facts),
    CellFault.TOO_MANY_CELLS: lambda facts: _(
        "This row has more cells than there are headings. A text with a comma belongs in "
        "quotation marks.",
        **facts,
    ),
    CellFault.DUPLICATE_HEADING: lambda facts: _(
        "The heading of column %(column)s is already used for another column.", **facts
    ),
    CellFault.UNNAMED_COLUMN: lambda facts: _(
        "Column %(column)s has no heading. What stands in it is not read.", **facts
    ),
}
