"""CSV as Excel and others save it: which encoding, which delimiter, row by row."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from marketplace.core.sheets.child.output import Fault, TableWriter
from marketplace.core.sheets.faults import CellFault, FileRefused, SheetFault
from marketplace.core.sheets.limits import MEGABYTE, MOST_CSV_ROWS

DELIMITERS = ",;\t"
#: The longest cell, in characters: a quote that is never closed would make one cell of the rest.
LONGEST_RECORD_CELL = MEGABYTE
LOOKED_AT = 64 * 1024
#: Of a text in CP949, so many letters outside ASCII are the syllables in use (KS X 1001).
KOREAN_SHARE = 0.8
#: A syllable in use has two bytes in EUC-KR, any other syllable eight.
BYTES_OF_A_SYLLABLE = 2

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: What `writing.guarded` set before a cell, so that no program takes it for a formula.
_GUARD = re.compile(r"\A'(?='*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")


def read_csv(path: Path, writer: TableWriter) -> None:
    """Write the rows of a CSV file. Raises FileRefused for what is none or is too long."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(LOOKED_AT)
    if _CONTROLS.search(head) or head.lstrip()[:1] == "<":
        raise FileRefused(SheetFault.NOT_A_SHEET)
    delimiter, skipped = delimiter_of(head)
    csv.field_size_limit(LONGEST_RECORD_CELL)
    with path.open(encoding=encoding, newline="") as file:
        width = 0
        for number, cells in _records(csv.reader(file, delimiter=delimiter)):
            if number <= skipped:
                continue
            if number > MOST_CSV_ROWS + 1 + skipped:
                raise FileRefused(SheetFault.TOO_MANY_CSV_ROWS, number)
            width = width or len(cells)
            plain = [_GUARD.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in cells]
            more = len(cells) > width and any(map(str.strip, cells[width:]))
            faults = [Fault(width, CellFault.TOO_MANY_CELLS)] if more else []
            writer.add(number, plain[:width] if more else plain, faults)


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise FileRefused(SheetFault.QUOTES, number) from None
        yield number, cells


def encoding_of(path: Path) -> str:
    """Return how a text is written: by its mark, else UTF-8, else CP949 where it reads as Korean.

    Raises FileRefused with the line where it is none of them, and for what is no text.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            _require(path, encoding)
            return encoding
    zeros = head.count(0)
    if zeros * 4 > len(head):
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        _require(path, encoding)
        return encoding
    if zeros:
        raise FileRefused(SheetFault.NOT_A_SHEET)
    wrong = _wrong_line(path, "utf-8")
    if not wrong:
        return "utf-8"
    if not _wrong_line(path, "cp949") and _is_korean(path):
        return "cp949"
    raise FileRefused(SheetFault.ENCODING, wrong)


def _require(path: Path, encoding: str) -> None:
    wrong = _wrong_line(path, encoding)
    if wrong:
        raise FileRefused(SheetFault.ENCODING, wrong)


def _wrong_line(path: Path, encoding: str) -> int:
    """Return the line (from 1) where the file is not in that encoding, 0 when it is throughout."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(LOOKED_AT):
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                before = error.object[: error.start]
                return line + before.decode(encoding, "ignore").count("\n")
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return line
    return 0


def _is_korean(path: Path) -> bool:
    """Whether the letters outside ASCII of a text in CP949 are Korean syllables in use."""
    with path.open(encoding="cp949", newline="") as file:
        letters = [sign for sign in file.read(MEGABYTE) if not sign.isascii() and sign.isalpha()]
    common = sum(1 for letter in letters if _is_syllable_in_use(letter))
    return bool(letters) and common >= KOREAN_SHARE * len(letters)


def _is_syllable_in_use(letter: str) -> bool:
    if not "가" <= letter <= "힣":
        return False
    try:
        return len(letter.encode("euc_kr")) == BYTES_OF_A_SYLLABLE
    except UnicodeEncodeError:
        return False


def delimiter_of(head: str) -> tuple[str, int]:
    """Return what stands between cells, and how many lines before the headings say only that."""
    said = re.match(r"sep=(.)\r?\n", head, re.IGNORECASE)
    if said and said[1] in DELIMITERS:
        return said[1], 1
    return max(DELIMITERS, key=lambda sign: _evenness(head, sign)), 0


def _evenness(head: str, delimiter: str) -> tuple[int, int]:
    """Return in how many of the first records a delimiter makes as many cells as in the first."""
    try:
        records = list(islice(csv.reader(head.splitlines(), delimiter=delimiter), 20))
    except csv.Error:
        return (0, 0)
    widths = [len(record) for record in records if record]
    if not widths or widths[0] == 1:
        return (0, 0)
    return (sum(1 for width in widths if width == widths[0]), widths[0])
