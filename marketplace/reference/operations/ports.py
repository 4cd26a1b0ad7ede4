"""Ports and airports: our own list of main ones, and UN/LOCODE's files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from marketplace.core import audit
from marketplace.core.db import session
from marketplace.core.text import one_line, text_key
from marketplace.reference.models import Port
from marketplace.reference.models.ports import NAME_LENGTH
from marketplace.reference.operations.batches import insert_all, write_batches
from marketplace.reference.operations.tables import (
    FileRow,
    FileTable,
    ImportReport,
    RowFault,
    UnreadableFile,
    read_each,
    read_table,
)

#: The columns of UNECE's own files, which have no header.
UNECE = (
    "change",
    "country",
    "location",
    "name",
    "namewodiacritics",
    "subdivision",
    "function",
    "status",
    "date",
    "iata",
    "coordinates",
    "remarks",
)
NEEDED = frozenset({"country", "location", "name", "function"})
REMOVED = "X"
SEA_PLACE, AIR_PLACE = 0, 3
COUNTRY_LETTERS, PLACE_LETTERS = 2, 3


@dataclass(frozen=True)
class PortFact:
    """What one row says; `main` None leaves as it is whether a port is offered first."""

    code: str
    name: str
    iata: str
    sea: bool
    air: bool
    main: bool | None = None


def import_ports(
    path: Path, *, actor: audit.Actor, encoding: str = "utf-8", limit: int | None = None
) -> ImportReport:
    """Read sea ports and airports of a UN/LOCODE file, UNECE's own or one with a header.

    Main ports stay as we wrote them. Places without either are passed over, rows that cannot be
    read noted and skipped; the same file twice changes nothing. Raises UnreadableFile for a file
    that is no such table.
    """
    table = _table(path, encoding)
    report = ImportReport()
    facts = _facts(table, report, limit)
    store_ports(facts, report, actor=actor, subject=path.name)
    return report


def store_ports(
    facts: Iterable[PortFact], report: ImportReport, *, actor: audit.Actor, subject: str
) -> None:
    """Write the ports that are new or changed, a few hundred a unit, and audit them."""
    write_batches(facts, _store, report, kind="port", subject=subject, actor=actor)


def _table(path: Path, encoding: str) -> FileTable:
    table = read_table(path, encoding=encoding)
    header = tuple(name.lower() for name in table.header)
    if set(header) >= NEEDED:
        return FileTable(table.name, header, table.lines)
    if len(header) == len(UNECE):
        return read_table(path, encoding=encoding, header=UNECE)
    raise UnreadableFile(
        f"{table.name} is no UN/LOCODE table: it needs the columns country, location, name, "
        "function."
    )


def _facts(table: FileTable, report: ImportReport, limit: int | None) -> Iterator[PortFact]:
    seen: set[str] = set()
    for _row, fact in read_each(table.rows(report.faults, limit), _read, report.faults):
        if fact is None or fact.code in seen:
            report.passed_over += 1
            continue
        seen.add(fact.code)
        yield fact


def _read(row: FileRow) -> PortFact | None:
    """Return the port of a row, None for a place that is none or no longer one."""
    country, location = row.cell("country"), row.cell("location")
    if not location and row.cell("name").startswith("."):
        return None
    code = f"{country}{location}"
    if (
        len(country) != COUNTRY_LETTERS
        or len(location) != PLACE_LETTERS
        or not (code.isascii() and code.isalnum() and code.isupper())
    ):
        raise RowFault(f"{code or 'nothing'} is not a code of UN/LOCODE.")
    function = row.cell("function")
    sea = function[SEA_PLACE : SEA_PLACE + 1] == "1"
    air = function[AIR_PLACE : AIR_PLACE + 1] == "4"
    if row.cell("change") == REMOVED or not (sea or air):
        return None
    name = one_line(row.cell("name"))
    if not name or len(name) > NAME_LENGTH:
        raise RowFault(f"{code} has no name of 1 to {NAME_LENGTH} characters.")
    iata = row.cell("iata") or (location if air else "")
    return PortFact(code, name, iata if len(iata) == PLACE_LETTERS else "", sea, air)


def _store(batch: list[PortFact]) -> tuple[int, int, int]:
    codes = [fact.code for fact in batch]
    standing = {row.code: row for row in session.scalars(select(Port).where(Port.code.in_(codes)))}
    new: list[dict[str, object]] = []
    changed = 0
    for fact in batch:
        row = standing.get(fact.code)
        values: dict[str, object] = {
            "name": fact.name,
            "name_key": text_key(fact.name)[:NAME_LENGTH],
            "iata": fact.iata,
            "sea": fact.sea,
            "air": fact.air,
        }
        if fact.main is not None:
            values["main"] = fact.main
        if row is None:
            new.append({"main": False} | values | {"code": fact.code, "country": fact.code[:2]})
        elif row.main and fact.main is None:
            continue
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed += 1
    insert_all(Port, new)
    return len(new), changed, len(batch) - len(new) - changed
