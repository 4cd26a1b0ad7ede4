"""The child process that reads a stranger's sheet: a file in, JSON lines out, with own limits."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from marketplace.core.sheets.child.csv_file import read_csv
from marketplace.core.sheets.child.json_file import JSON_ENDINGS, read_json
from marketplace.core.sheets.child.output import TableWriter
from marketplace.core.sheets.child.workbook import read_workbook
from marketplace.core.sheets.faults import FileRefused, SheetFault
from marketplace.core.sheets.limits import CPU_SECONDS, LARGEST_OUTPUT, MEMORY_BYTES

ZIP = b"PK\x03\x04"
#: Compound files: workbooks of before 2007, and those with a password (MS-CFB, 2.2).
COMPOUND = b"\xd0\xcf\x11\xe0"


def main() -> None:
    """Read the file of the first argument into the second; write what stands about the table."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    source, target, name, wanted = sys.argv[1:]
    json.dump(answer(Path(source), Path(target), name, json.loads(wanted)), sys.stdout)


def answer(
    source: Path, target: Path, name: str, wanted: list[str] | None = None
) -> dict[str, Any]:
    """Return what stands about the table, or the fault for which the file is refused.

    JSON is read where `wanted` says which of its names, [] for all.
    """
    try:
        with TableWriter(target) as writer:
            _read(source, writer, name, wanted)
            return writer.finish()
    except FileRefused as refused:
        return {"fault": refused.fault.value, "row": refused.row}
    except MemoryError:
        return {"fault": SheetFault.TOO_LARGE.value, "row": 0}


def _read(source: Path, writer: TableWriter, name: str, wanted: list[str] | None) -> None:
    with source.open("rb") as file:
        head = file.read(8)
    if not head:
        raise FileRefused(SheetFault.EMPTY)
    if head.startswith(COMPOUND):
        raise FileRefused(SheetFault.OLD_EXCEL)
    if head.startswith(ZIP):
        read_workbook(source, writer)
    elif wanted is not None and name.lower().endswith(JSON_ENDINGS):
        read_json(source, writer, wanted)
    else:
        read_csv(source, writer)
