"""An Excel workbook: measured before it is unpacked, its first visible sheet read row by row."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from marketplace.core.sheets.child.output import Fault, TableWriter
from marketplace.core.sheets.child.sheet_xml import Format, Scan, scan_sheet
from marketplace.core.sheets.faults import CellFault, FileRefused, SheetFault
from marketplace.core.sheets.limits import (
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
)

Cell = int | float | str | bool | time | date | datetime | timedelta

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def read_workbook(path: Path, writer: TableWriter) -> None:
    """Write the rows of a workbook's first visible sheet.

    Raises FileRefused for what is no workbook, is protected, or larger than we unpack.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            measure(packed)
            if "xl/workbook.xml" not in packed.namelist():
                raise FileRefused(SheetFault.NOT_A_SHEET)
            book = load_workbook(str(path))
            place = _first_visible([meta.visible for meta in book.sheets_metadata])
            scan = scan_sheet(packed, place)
            _require_small(scan)
            _write(book.get_sheet_by_index(place), scan, writer)
    except (zipfile.BadZipFile, CalamineError, KeyError, ValueError, EOFError, OSError):
        raise FileRefused(SheetFault.UNREADABLE) from None


def measure(packed: zipfile.ZipFile) -> None:
    """Refuse a zip that holds more than we unpack: by what it says, then by unpacking it unkept."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileRefused(SheetFault.TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(SheetFault.OLD_EXCEL)
    if any(part.compress_type not in _METHODS for part in parts):
        raise FileRefused(SheetFault.UNREADABLE)
    size = 0
    for part in parts:
        with packed.open(part) as stream:
            while chunk := stream.read(MEGABYTE):
                size += len(chunk)
                if size > LARGEST_UNPACKED:
                    raise FileRefused(SheetFault.TOO_LARGE)


def _first_visible(sheets: Sequence[SheetVisibleEnum]) -> int:
    for place, visible in enumerate(sheets):
        if visible == SheetVisibleEnum.Visible:
            return place
    raise FileRefused(SheetFault.EMPTY)


def _require_small(scan: Scan) -> None:
    if scan.rows > MOST_ROWS + 1:
        raise FileRefused(SheetFault.TOO_MANY_ROWS, scan.last_row)
    if scan.last_column >= MOST_COLUMNS:
        raise FileRefused(SheetFault.TOO_MANY_COLUMNS)
    if scan.last_row * (scan.last_column + 1) > 2 * MOST_CELLS:
        raise FileRefused(SheetFault.TOO_LARGE)


def _write(sheet: CalamineSheet, scan: Scan, writer: TableWriter) -> None:
    merged = _merged(sheet, scan.last_row)
    before: list[Cell] = [""] * (sheet.start or (0, 0))[1]  # empty columns are left out
    for number, found in enumerate(sheet.iter_rows(), 1):
        cells = before + found
        shown = [
            as_shown(cell, scan.formats.get((number, column))) for column, cell in enumerate(cells)
        ]
        faults = scan.faults.get(number, []) + [
            Fault(column, CellFault.MERGED) for column in merged.get(number, ())
        ]
        writer.add(number, shown, faults)


def _merged(sheet: CalamineSheet, last_row: int) -> dict[int, list[int]]:
    """Return the first columns of the areas that each row (from 1) shares with a neighbour."""
    found: dict[int, list[int]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, last_row - 1) + 1):
            found.setdefault(row + 1, []).append(left)
    return found


def as_shown(cell: Cell, shape: Format | None = None) -> str:
    """Return a cell as Excel shows it: whole numbers without a point, dates as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return _figure(Decimal(format(cell, ".15g")), shape)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return str(cell)


def _figure(figure: Decimal, shape: Format | None) -> str:
    if shape and shape.percent:
        return _plain(figure * 100) + "%"
    plain = _plain(figure)
    return plain.zfill(shape.zeros) if shape and plain.isdigit() else plain


def _plain(figure: Decimal) -> str:
    text = format(figure, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
