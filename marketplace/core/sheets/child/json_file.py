"""JSON and JSON lines, as catalogues of other systems come: each object is a row."""

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from marketplace.core.sheets.child.output import TableWriter
from marketplace.core.sheets.faults import FileRefused, SheetFault
from marketplace.core.sheets.limits import LARGEST_UNPACKED, MOST_COLUMNS, MOST_CSV_ROWS

JSON_ENDINGS = (".json", ".jsonl", ".ndjson")


def read_json(path: Path, writer: TableWriter, wanted: Collection[str] = ()) -> None:
    """Write the objects of a file as rows; what is nested is named with dots (`price.min`).

    Of objects with thousands of names the `wanted` ones are written, () for all.
    A value that is a list of plain values is written with a line each, one of objects as JSON.
    Raises FileRefused for what is too long, and with the line for what is no JSON of objects.
    """
    by_line = _is_by_line(path)
    if not by_line and path.stat().st_size > LARGEST_UNPACKED:
        raise FileRefused(SheetFault.TOO_LARGE)
    headings: dict[str, None] = {}
    for _number, row in _rows(path, by_line=by_line):
        headings.update(dict.fromkeys(name for name in row if not wanted or name in wanted))
        if len(headings) > MOST_COLUMNS:
            raise FileRefused(SheetFault.TOO_MANY_COLUMNS)
    writer.add(1, list(headings))
    for number, row in _rows(path, by_line=by_line):
        writer.add(number, [row.get(heading, "") for heading in headings])


def _is_by_line(path: Path) -> bool:
    with path.open(encoding="utf-8-sig") as file:
        first = file.readline().strip()
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _rows(path: Path, *, by_line: bool) -> Iterator[tuple[int, dict[str, str]]]:
    """Return the rows with their numbers: lines of the file, or places in its list from 2 on."""
    for number, found in _objects(path, by_line=by_line):
        if number > MOST_CSV_ROWS + 1:
            raise FileRefused(SheetFault.TOO_MANY_CSV_ROWS, number)
        if not isinstance(found, dict):
            raise FileRefused(SheetFault.UNREADABLE, number - 1 if by_line else 0)
        row: dict[str, str] = {}
        _flatten(found, "", row)
        yield number, row


def _objects(path: Path, *, by_line: bool) -> Iterable[tuple[int, object]]:
    try:
        if by_line:
            with path.open(encoding="utf-8-sig") as file:
                for number, line in enumerate(file, 2):
                    if line.strip():
                        yield number, _object(line, number - 1)
            return
        found = _object(path.read_text(encoding="utf-8-sig"), 0)
    except ValueError:
        raise FileRefused(SheetFault.UNREADABLE) from None
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else [found]
    if not isinstance(found, list):
        raise FileRefused(SheetFault.UNREADABLE)
    yield from enumerate(found, 2)


def _object(text: str, line: int) -> object:
    """Read JSON that stands in a line of a file, or is all of it (0)."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise FileRefused(SheetFault.UNREADABLE, line or fault.lineno) from None


def _flatten(found: dict[str, object], before: str, row: dict[str, str]) -> None:
    for name, value in found.items():
        if isinstance(value, dict):
            _flatten(value, f"{before}{name}.", row)
        else:
            row[before + name] = _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, list):
        if any(isinstance(each, dict | list) for each in value):
            return json.dumps(value, ensure_ascii=False)
        return "\n".join(_text(each) for each in value)
    return str(value)
