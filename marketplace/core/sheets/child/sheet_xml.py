"""A sheet's own XML, walked once as a stream: formulas, errors, formats, and how far it reaches.

ECMA-376 part 1: 18.2.27 (workbook), 18.3.1.4 (cells), 18.8.30 (number formats).
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from marketplace.core.sheets.child.output import Fault
from marketplace.core.sheets.faults import CellFault, FileRefused, SheetFault
from marketplace.core.sheets.limits import MOST_CELLS

Attributes = dict[str, str]

CHUNK = 256 * 1024
#: Formats that Excel has without naming them: 0 %, 0.00 % (18.8.30).
PERCENT_FORMATS = {9, 10}

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Format:
    """What of a number's format its text needs: digits filled up with zeros, or per cent."""

    zeros: int = 0
    percent: bool = False


@dataclass
class Scan:
    """What a sheet's XML says. Rows count from 1, columns from 0; only cells with content count."""

    rows: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    formats: dict[tuple[int, int], Format] = field(default_factory=dict)
    faults: dict[int, list[Fault]] = field(default_factory=dict)


def scan_sheet(packed: zipfile.ZipFile, place: int) -> Scan:
    """Walk through the sheet at a place of the workbook. Raises FileRefused, KeyError."""
    walker = _Cells(_formats(packed))
    _walk(packed, _part_of(packed, place), walker.start, walker.end, walker.text)
    return walker.scan


def _walk(
    packed: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, found: start(tag.rpartition(" ")[2], found)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
    if text:
        parser.CharacterDataHandler = text
    try:
        with packed.open(name) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError:
        raise FileRefused(SheetFault.UNREADABLE) from None


def _refuse(*_declared: object) -> None:
    raise FileRefused(SheetFault.UNREADABLE)


def _part_of(packed: zipfile.ZipFile, place: int) -> str:
    """Return where in the zip the sheet at a place of the workbook lies."""
    keys: list[str] = []
    targets: dict[str, str] = {}

    def note_sheet(tag: str, found: Attributes) -> None:
        if tag == "sheet":
            keys.append(next(found[name] for name in found if name.endswith(" id")))

    def note_target(tag: str, found: Attributes) -> None:
        if tag == "Relationship":
            targets[found["Id"]] = found["Target"]

    _walk(packed, "xl/workbook.xml", note_sheet)
    _walk(packed, "xl/_rels/workbook.xml.rels", note_target)
    target = targets[keys[place]]
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _formats(packed: zipfile.ZipFile) -> list[Format | None]:
    """Return for each style of cells what their numbers need, None for nothing."""
    if "xl/styles.xml" not in packed.namelist():
        return []
    named: dict[int, str] = {}
    styles: list[Format | None] = []
    inside: list[str] = []

    def start(tag: str, found: Attributes) -> None:
        inside.append(tag)
        if tag == "numFmt":
            named[int(found["numFmtId"])] = found["formatCode"]
        if inside[-2:] == ["cellXfs", "xf"]:
            styles.append(_format(int(found.get("numFmtId", "0")), named))

    _walk(packed, "xl/styles.xml", start, lambda _tag: inside.__delitem__(-1))
    return styles


def _format(number: int, named: dict[int, str]) -> Format | None:
    code = named.get(number, "")
    if number in PERCENT_FORMATS or re.search(r'%(?=(?:[^"]*"[^"]*")*[^"]*$)', code):
        return Format(percent=True)
    return Format(zeros=len(code)) if re.fullmatch("0{2,30}", code) else None


class _Cells:
    """Takes the elements of a sheet one after the other."""

    def __init__(self, formats: list[Format | None]) -> None:
        self.scan = Scan()
        self._formats = formats
        self._row = self._column = self._counted_row = 0
        self._kind = self._style = ""
        self._formula = self._value = self._reading = False

    def start(self, tag: str, found: Attributes) -> None:
        """Begin a row, a cell, or what it holds."""
        if tag == "row":
            self._row = int(found["r"]) if "r" in found else self._row + 1
            self._column = -1
        elif tag == "c":
            self._place(found.get("r", ""))
            self._kind, self._style = found.get("t", ""), found.get("s", "")
            self._formula = self._value = False
        elif tag == "f":
            self._formula = True
        elif tag in {"v", "t"}:
            self._reading = True

    def text(self, text: str) -> None:
        """Note that a cell holds something."""
        if self._reading and text:
            self._value = True

    def end(self, tag: str) -> None:
        """End what `start` began."""
        if tag in {"v", "t"}:
            self._reading = False
        elif tag == "c" and (self._value or self._formula):
            self._count()

    def _place(self, written: str) -> None:
        match = _PLACE.fullmatch(written)
        if match is None:
            self._column += 1
            return
        self._row, column = int(match[2]), 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._column = column - 1

    def _count(self) -> None:
        scan = self.scan
        scan.cells += 1
        if scan.cells > MOST_CELLS:
            raise FileRefused(SheetFault.TOO_LARGE)
        scan.last_row = max(scan.last_row, self._row)
        scan.last_column = max(scan.last_column, self._column)
        if self._row != self._counted_row:
            scan.rows, self._counted_row = scan.rows + 1, self._row
        if self._kind == "e":
            self._fault(CellFault.ERROR_VALUE)
        elif self._formula and not self._value and self._kind != "str":
            self._fault(CellFault.FORMULA)
        elif self._style and not self._kind.strip("n"):
            self._note_format(int(self._style))

    def _fault(self, fault: CellFault) -> None:
        self.scan.faults.setdefault(self._row, []).append(Fault(self._column, fault))

    def _note_format(self, style: int) -> None:
        shape = self._formats[style] if style < len(self._formats) else None
        if shape:
            self.scan.formats[self._row, self._column] = shape
