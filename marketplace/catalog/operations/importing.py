"""Foreign catalogues brought in at the server: read by a mapping, a few rows a unit."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.catalog.operations.vouching import KNOWN_CATALOGUE, take_in_known
from marketplace.catalog.operations.whole import Outcome, Taken, look_at, take_in
from marketplace.catalog.sheets.mapping import MappedHeads, Mapping
from marketplace.catalog.sheets.rows import Group, Remark
from marketplace.catalog.sheets.stream import Stream
from marketplace.companies.models import Company
from marketplace.companies.operations.record import lock_open, write_down
from marketplace.core.audit import Actor
from marketplace.core.db import session, unit_of_work
from marketplace.core.sheets.tables import Table

#: Rows of one write transaction: a fifth of a second.
ROWS_A_UNIT = 40
#: Between two of them, so that people's own writing comes between.
PAUSE_SECONDS = 0.03


@dataclass
class Imported:
    """What became of a catalogue: counts of listings by outcome, rows looked at."""

    rows: int = 0
    listings: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))

    def count(self, taken: Iterable[Taken]) -> None:
        """Add what became of some groups."""
        for one in taken:
            self.rows += len(one.group.rows)
            self.listings[one.outcome] += 1


@dataclass(frozen=True)
class Catalogue:
    """A catalogue to be brought in: a table that was read, how, and by which profile ("" none)."""

    table: Table
    mapping: Mapping
    profile: str = ""


def import_catalogue(
    catalogue: Catalogue,
    company: str,
    *,
    actor: Actor,
    tell: Callable[[Imported, Sequence[Remark]], None],
    is_dry: bool = False,
) -> Imported:
    """Bring a catalogue into a company's goods (its public id); return what became of it.

    Each unit is told to `tell` with its remarks. Rows go in by `take_in`, as those of sheets: what
    went in already is left as it is, so that an import that was broken off is begun again. With the
    profile `known-catalogue` goods are approved as they go in. Nothing is written when `is_dry`.
    Raises MappingFault when the mapping does not fit the file.
    """
    known = catalogue.profile == KNOWN_CATALOGUE
    heads = MappedHeads(catalogue.table.headings, catalogue.mapping, keywords_from_category=known)
    stream = Stream(catalogue.table, heads=heads)
    done = Imported()
    tell(done, stream.remarks)
    for groups in stream.slices(0, ROWS_A_UNIT):
        waiting = list(groups)
        while waiting:
            taken = _carry_out(company, waiting, actor, known=known, is_dry=is_dry)
            waiting = waiting[len(taken) :]
            done.count(taken)
            tell(done, [remark for one in taken for remark in one.remarks])
    if not is_dry:
        unit_of_work(_write_down, company, catalogue, done, actor)
    return done


def _carry_out(
    company: str, groups: Sequence[Group], actor: Actor, *, known: bool, is_dry: bool
) -> list[Taken]:
    if is_dry:
        session.rollback()
        return look_at(_company(company), groups)
    time.sleep(PAUSE_SECONDS)
    act = take_in_known if known else take_in
    return unit_of_work(lambda: act(_company(company), groups, actor=actor))


def _company(code: str) -> Company:
    return session.scalars(select(Company).where(Company.code == code)).one()


def _write_down(code: str, catalogue: Catalogue, done: Imported, actor: Actor) -> None:
    company = lock_open(_company(code))
    figures = {outcome.value: count for outcome, count in done.listings.items()}
    write_down(
        company,
        "catalogue:imported",
        actor=actor,
        profile=catalogue.profile,
        table=catalogue.table.key,
        rows=done.rows,
        **figures,
    )
