"""Exchange rates from files: the ECB's history or day, and a plain list of dated rates."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from marketplace.core import audit, clock
from marketplace.core.db import session
from marketplace.core.money import DIGITS, rounded_quotient
from marketplace.core.money.values import LARGEST
from marketplace.reference.enums import RateSource
from marketplace.reference.models import RATE_SCALE, ExchangeRate
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

ECB_BASE = "EUR"
ECB_ORIGIN = "European Central Bank, euro reference rates"
NOT_QUOTED = frozenset({"", "N/A", "-"})
PLAIN_HEADER = frozenset({"date", "base", "quote", "rate"})
DECIMALS = len(str(RATE_SCALE)) - 1
#: The smallest rate that is taken: smaller ones lose digits, and keep them written inversely.
SMALLEST = 10**4

_RATE = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,30}))?", re.ASCII)

Key = tuple[str, str, dt.date]


@dataclass(frozen=True)
class RateFact:
    """What a file says of one pair on one day; `rate` in billionths."""

    row: int
    day: dt.date
    base: str
    quote: str
    rate: int
    source: RateSource
    origin: str

    @property
    def key(self) -> Key:
        """What two facts may not share unless they say the same."""
        return self.base, self.quote, self.day


def import_rates(
    path: Path,
    *,
    actor: audit.Actor,
    encoding: str = "utf-8",
    limit: int | None = None,
) -> ImportReport:
    """Read the ECB's file (csv or zip) or a plain CSV (date, base, quote, rate) into the table.

    A row that cannot be read is noted and skipped; the same file twice changes nothing. Writes in
    units of its own. Raises UnreadableFile for a file that is neither.
    """
    table = read_table(path, encoding=encoding)
    report = ImportReport()
    store_rates(facts_of(table, report, limit), report, actor=actor, subject=path.name)
    return report


def facts_of(
    table: FileTable, report: ImportReport, limit: int | None = None
) -> Iterator[RateFact]:
    """Return the facts of a table of either layout. Raises UnreadableFile for any other."""
    names = {name.lower() for name in table.header}
    rows = table.rows(report.faults, limit)
    if names >= PLAIN_HEADER:
        return _first_of_each(_plain_facts(rows, table.name, report), report)
    if table.header[0].lower() == "date" and "USD" in table.header:
        quotes = tuple(name for name in table.header[1:] if name in DIGITS)
        return _first_of_each(_ecb_facts(rows, quotes, report), report)
    raise UnreadableFile(
        f"{table.name} is neither the ECB's file (Date, USD, JPY, …) "
        "nor a list with the columns date, base, quote, rate."
    )


def store_rates(
    facts: Iterable[RateFact], report: ImportReport, *, actor: audit.Actor, subject: str
) -> None:
    """Write the facts that are new or say another rate, a few hundred a unit, and audit them."""
    write_batches(facts, _store, report, kind="exchange_rate", subject=subject, actor=actor)


def read_rate(text: str) -> int:
    """Return a rate in billionths, rounded half up. Raises RowFault."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        raise RowFault(f"{text.strip() or 'nothing'} is not a rate such as 1352.40.")
    fraction = match[2] or ""
    scaled = int(match[1] + fraction.ljust(DECIMALS, "0"))
    if len(fraction) > DECIMALS:
        scaled = rounded_quotient(scaled, 10 ** (len(fraction) - DECIMALS))
    if not SMALLEST <= scaled <= LARGEST:
        raise RowFault(f"{text.strip()} is too small or too large; write the pair in reverse.")
    return scaled


def read_day(text: str) -> dt.date:
    """Return a day written as 2026-11-25, or 25 November 2026 as in the ECB's daily file.

    Raises RowFault, also for a day that has not come.
    """
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            day = dt.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - no hour
        except ValueError:
            continue
        if day > clock.now().date():
            raise RowFault(f"{day.isoformat()} has not come yet.")
        return day
    raise RowFault(f"{text.strip() or 'nothing'} is not a day such as 2026-11-25.")


def _plain_facts(rows: Iterator[FileRow], name: str, report: ImportReport) -> Iterator[RateFact]:
    def read(row: FileRow) -> RateFact:
        cells = {key.lower(): value.strip() for key, value in row.cells.items()}
        base, quote = cells["base"].upper(), cells["quote"].upper()
        for code in (base, quote):
            if code not in DIGITS:
                raise RowFault(f"{code or 'nothing'} is not a currency.")
        if base == quote:
            raise RowFault(f"{base} stands on both sides.")
        day, rate = read_day(cells["date"]), read_rate(cells["rate"])
        return RateFact(row.number, day, base, quote, rate, RateSource.FILE, name[:100])

    for _number, fact in read_each(rows, read, report.faults):
        yield fact


def _ecb_facts(
    rows: Iterator[FileRow], quotes: tuple[str, ...], report: ImportReport
) -> Iterator[RateFact]:
    def read(row: FileRow) -> list[RateFact]:
        day = read_day(next(iter(row.cells.values())))
        quoted = {code: row.cell(code) for code in quotes}
        return [
            RateFact(row.number, day, ECB_BASE, code, read_rate(cell), RateSource.ECB, ECB_ORIGIN)
            for code, cell in quoted.items()
            if cell not in NOT_QUOTED
        ]

    for _number, facts in read_each(rows, read, report.faults):
        yield from facts


def _first_of_each(facts: Iterator[RateFact], report: ImportReport) -> Iterator[RateFact]:
    """Pass on the first fact of a pair and day; another one later in the file is a fault."""
    seen: dict[Key, RateFact] = {}
    for fact in facts:
        first = seen.setdefault(fact.key, fact)
        if first is fact:
            yield fact
        elif first.rate == fact.rate:
            report.passed_over += 1
        else:
            sentence = f"gives another rate for {fact.base} and {fact.quote} than row {first.row}."
            report.fault(fact.row, sentence)


def _store(batch: list[RateFact]) -> tuple[int, int, int]:
    days = {fact.day for fact in batch}
    bases = {fact.base for fact in batch}
    standing = {
        (row.base, row.quote, row.day): row
        for row in session.scalars(
            select(ExchangeRate).where(ExchangeRate.day.in_(days), ExchangeRate.base.in_(bases))
        )
    }
    now = clock.now()
    new: list[dict[str, object]] = []
    changed = 0
    for fact in batch:
        row = standing.get(fact.key)
        values = {
            "rate": fact.rate,
            "source": fact.source,
            "origin": fact.origin,
            "read_at": now,
        }
        if row is None:
            new.append({"day": fact.day, "base": fact.base, "quote": fact.quote, **values})
        elif row.rate != fact.rate:
            for name, value in values.items():
                setattr(row, name, value)
            changed += 1
    insert_all(ExchangeRate, new)
    return len(new), changed, len(batch) - len(new) - changed
