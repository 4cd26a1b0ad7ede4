"""Tables: a sheet that somebody uploaded, read once in a child process and kept as its rows.

The rows lie in the storage as JSON lines with an index of places, so that a job streams them from
where it stands, with little memory, on any machine.
"""

import json
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

from marketplace.core.child_process import run_child
from marketplace.core.db import require_no_unit
from marketplace.core.errors import Refused
from marketplace.core.sheets.faults import CellFault, CellRemark, SheetFault
from marketplace.core.sheets.limits import LARGEST_FILE, MEGABYTE, TIMEOUT_SECONDS
from marketplace.core.sheets.sentences import refusal_sentence
from marketplace.core.storage import content_hash, file_hash, storage

_ROOT = Path(__file__).resolve().parents[3]
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from marketplace.core.sheets.child import main; main()"
)


class SheetRefused(Refused):
    """The whole file is refused.

    `fault` and `row` (0 for none) may be kept and said again later, in another language, by
    `sentences.refusal_sentence`.
    """

    def __init__(self, fault: SheetFault, row: int = 0) -> None:
        """Say the fault in the reader's language."""
        super().__init__(refusal_sentence(fault, row))
        self.fault = fault
        self.row = row


@dataclass(frozen=True)
class Table:
    """A table as it is kept. `key` names it in the storage; `headings` are as they were written.

    `rows` counts those that hold anything, without the headings, which stand in `headings_row`.
    `remarks` are the first of `remark_count`, those of headings and columns among them; each row
    carries its own besides.
    """

    key: str
    headings: tuple[str, ...]
    headings_row: int
    rows: int
    remarks: tuple[CellRemark, ...]
    remark_count: int
    index: tuple[tuple[int, int], ...]


class TableRow(NamedTuple):
    """A row: `number` as the sheet shows it, a cell for each heading, what is wrong with cells."""

    number: int
    cells: list[str]
    remarks: list[CellRemark]


def keep_upload(stream: BinaryIO, ending: str) -> str:
    """Store an uploaded file as it came, without holding it in memory; return its key.

    `ending` is `sheet` or `zip`, for the name in the storage. Raises SheetRefused over 200 MB.
    """
    require_no_unit()
    with TemporaryDirectory() as folder:
        path = Path(folder, "upload")
        _copy(stream, path)
        key = f"{file_hash(path)}.{ending}"
        storage().put_file(key, path)
    return key


def _copy(stream: BinaryIO, path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        while chunk := stream.read(MEGABYTE):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise SheetRefused(SheetFault.TOO_LARGE)
            file.write(chunk)


def read_table(
    source: Path | bytes | str, name: str, *, json_columns: Collection[str] | None = None
) -> Table:
    """Read a sheet and keep its rows: a file, its bytes, or the key that `keep_upload` gave.

    `name` is what the file was called. XLSX (its first visible sheet) and CSV (UTF-8, UTF-16 or
    CP949; comma, semicolon or tab); JSON and JSON lines only where `json_columns` says which names
    of their objects, () for all. Never inside a unit. Raises SheetRefused for what cannot be read
    or is too large, and KeyError when nothing is stored under the key.
    """
    require_no_unit()
    with TemporaryDirectory() as folder:
        path, target = Path(folder, "sheet"), Path(folder, "rows")
        if isinstance(source, Path):
            path = source
        elif isinstance(source, bytes):
            path.write_bytes(source)
        else:
            with _opened(source) as stream:
                _copy(stream, path)
        if path.stat().st_size > LARGEST_FILE:
            raise SheetRefused(SheetFault.TOO_LARGE)
        found = _in_child(path, target, name, json_columns)
        if "fault" in found:
            raise SheetRefused(SheetFault(found["fault"]), found["row"])
        return _keep(found, target)


def _opened(key: str) -> BinaryIO:
    stream = storage().open(key)
    if stream is None:
        raise KeyError(key)
    return stream


def _in_child(
    path: Path, target: Path, name: str, json_columns: Collection[str] | None
) -> dict[str, Any]:
    wanted = json.dumps(None if json_columns is None else sorted(json_columns))
    arguments = (str(_ROOT), str(path), str(target), name, wanted)
    done = run_child("-c", _CHILD, *arguments, seconds=TIMEOUT_SECONDS)
    if done is None or done.returncode < 0:  # killed by one of its limits
        return {"fault": SheetFault.TOO_LARGE, "row": 0}
    if done.returncode:
        return {"fault": SheetFault.UNREADABLE, "row": 0}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _keep(found: dict[str, Any], rows: Path) -> Table:
    about = json.dumps(found, ensure_ascii=False).encode()
    key = content_hash(file_hash(rows).encode() + about)
    storage().put_file(_rows_name(key), rows)
    storage().put(_about_name(key), about)
    return _table(key, found)


def _rows_name(key: str) -> str:
    return f"{key}-rows.jsonl"


def _about_name(key: str) -> str:
    return f"{key}-table.json"


def _table(key: str, found: dict[str, Any]) -> Table:
    return Table(
        key=key,
        headings=tuple(found["headings"]),
        headings_row=found["headings_row"],
        rows=found["rows"],
        remarks=tuple(map(CellRemark.from_facts, found["remarks"])),
        remark_count=found["remark_count"],
        index=tuple((number, place) for number, place in found["index"]),
    )


def find_table(key: str) -> Table | None:
    """Return a table that was read before, None when it was forgotten."""
    about = storage().get(_about_name(key))
    return None if about is None else _table(key, json.loads(about))


def rows_from(table: Table, after_row: int = 0) -> Iterator[TableRow]:
    """Stream the rows behind `after_row`, the number of the last one dealt with, 0 for all.

    Raises KeyError when the table was forgotten.
    """
    behind = bisect_right(table.index, (after_row, sys.maxsize)) - 1
    with _opened(_rows_name(table.key)) as stream:
        stream.seek(table.index[behind][1] if behind >= 0 else 0)
        for line in stream:
            number, cells, faults = json.loads(line)
            if number > after_row:
                remarks = [CellRemark(CellFault(fault), number, column) for column, fault in faults]
                yield TableRow(number, cells, remarks)


def forget_table(key: str) -> None:
    """Remove a table from the storage; nothing happens when it is not there."""
    storage().remove(_rows_name(key))
    storage().remove(_about_name(key))
