"""Tables in files: read row by row, each row with its number; what cannot be read is reported."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

LARGEST_TABLE = 100 * 1024 * 1024
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OTHER_FILES = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
}
SEPARATORS = ",;\t|"
#: The flag of a member of a zip archive that is encrypted (APPNOTE.TXT, 4.4.4).
ENCRYPTED = 0x1


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is a sentence for whoever runs the import."""


class RowFault(Exception):
    """One row cannot be read; the message says why."""


@dataclass(frozen=True)
class SkippedRow:
    """A row that was skipped, by its number in the file (the header is row 1), and why."""

    row: int
    sentence: str


@dataclass
class ImportReport:
    """What an import did. `passed_over` counts valid rows that are not for us."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    passed_over: int = 0
    faults: list[SkippedRow] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many facts could be read."""
        return self.added + self.changed + self.unchanged

    def count(self, added: int, changed: int, unchanged: int) -> None:
        """Add what one unit of work did."""
        self.added += added
        self.changed += changed
        self.unchanged += unchanged

    def fault(self, row: int, sentence: str) -> None:
        """Note a row that is skipped."""
        self.faults.append(SkippedRow(row, sentence))


@dataclass(frozen=True)
class FileRow:
    """One row: its number and its cells by the header's names."""

    number: int
    cells: dict[str, str]

    def cell(self, name: str) -> str:
        """Return a cell without blanks around; "" when the table has no such column."""
        return self.cells.get(name, "").strip()


@dataclass(frozen=True)
class FileTable:
    """A header and the rows below it, read as they are asked for."""

    name: str
    header: tuple[str, ...]
    lines: Sequence[Sequence[str]]
    first_row: int = 2

    def rows(self, faults: list[SkippedRow], limit: int | None = None) -> Iterator[FileRow]:
        """Yield the rows that have as many cells as the header; the others go to `faults`."""
        for number, line in enumerate(self.lines[:limit], start=self.first_row):
            if not any(cell.strip() for cell in line):
                continue
            if len(line) != len(self.header):
                sentence = f"has {len(line)} cells where the header has {len(self.header)}."
                faults.append(SkippedRow(number, sentence))
                continue
            yield FileRow(number, dict(zip(self.header, line, strict=True)))


def read_table(
    path: Path, *, encoding: str = "utf-8", header: tuple[str, ...] | None = None
) -> FileTable:
    """Read a CSV or TSV file, or the only one inside a zip archive.

    `header` is for files that have none of their own. Raises UnreadableFile: no such file, another
    kind of file, another encoding, damaged.
    """
    text = _decode(path.name, _bytes_of(path), encoding)
    lines = _lines(path.name, text)
    if not lines:
        raise UnreadableFile(f"{path.name} is empty.")
    if header is not None:
        return FileTable(path.name, header, lines, first_row=1)
    first = tuple(cell.strip() for cell in lines[0])
    return FileTable(path.name, first, lines[1:])


def read_each(
    rows: Iterator[FileRow], read: Callable[[FileRow], T], faults: list[SkippedRow]
) -> Iterator[tuple[int, T]]:
    """Yield (row number, what `read` made of it); a RowFault is reported and its row skipped."""
    for row in rows:
        try:
            yield row.number, read(row)
        except RowFault as fault:
            faults.append(SkippedRow(row.number, str(fault)))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise UnreadableFile(f"{path.name} is larger than 100 MB.")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}.") from None
    if path.suffix.lower() == ".zip":
        return _only_member(path.name, content)
    for mark, kind in OTHER_FILES.items():
        if content.startswith(mark):
            raise UnreadableFile(f"{path.name} is {kind}, not a table of text (CSV).")
    return content


def _only_member(name: str, content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) != 1:
                raise UnreadableFile(f"{name} holds {len(members)} files; one is expected.")
            if members[0].file_size > LARGEST_TABLE:
                raise UnreadableFile(f"{name} holds more than 100 MB.")
            if members[0].flag_bits & ENCRYPTED:
                raise UnreadableFile(f"{name} asks for a password: unpack it first.")
            return archive.read(members[0])
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, zlib.error):
        raise UnreadableFile(f"{name} is damaged: it is no whole zip archive.") from None


def _decode(name: str, content: bytes, encoding: str) -> str:
    for mark, kind in MARKS.items():
        if content.startswith(mark):
            encoding = kind
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            f"{name} is not written in {encoding.removesuffix('-sig')} (line {line}). "
            "Save it as UTF-8, or name its encoding: --encoding cp949, --encoding cp1252."
        ) from None
    except (LookupError, UnicodeError):
        raise UnreadableFile(f"{encoding} is no encoding that is known here.") from None


def _lines(name: str, text: str) -> list[list[str]]:
    if "\x00" in text:
        raise UnreadableFile(f"{name} is damaged: it holds characters that no text has (NUL).")
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[list[str]] = []
    try:
        lines.extend(reader)
    except csv.Error as error:
        raise UnreadableFile(f"{name} is damaged at line {reader.line_num}: {error}.") from None
    return lines
