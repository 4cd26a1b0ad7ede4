"""Importing other systems' catalogues at the server: read by a mapping, a few rows per unit."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.catalog.operations.from_rows import (
    GroupResult,
    Outcome,
    import_groups,
    preview_groups,
)
from marketplace.catalog.operations.known_catalogues import KNOWN_CATALOGUE, import_known_catalogue
from marketplace.catalog.operations.sheets.pictures import (
    ZippedPictures,
    good_ones,
    remarks_on_refused,
)
from marketplace.catalog.sheets.mapping import MappedHeads, Mapping
from marketplace.catalog.sheets.rows import RowGroup, RowRemark
from marketplace.catalog.sheets.stream import Stream
from marketplace.companies.models import Company
from marketplace.companies.operations.record import lock_open, write_down
from marketplace.core.audit import Actor
from marketplace.core.db import session, unit_of_work
from marketplace.core.images import Picture
from marketplace.core.sheets.tables import Table

#: Rows of one write transaction: a fifth of a second at most.
ROWS_A_UNIT = 80
#: Between two of them on SQLite, which has one writer, so that people's own writing comes between.
PAUSE_SECONDS = 0.03


@dataclass
class Imported:
    """What became of a catalogue: counts of listings by outcome, rows looked at."""

    rows: int = 0
    listings: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))

    def count(self, taken: Iterable[GroupResult]) -> None:
        """Add what became of some groups."""
        for one in taken:
            self.rows += len(one.group.rows)
            self.listings[one.outcome] += 1


@dataclass(frozen=True)
class Catalogue:
    """A catalogue to be imported: a table that was read, its mapping, and a profile ("" for none).

    `pictures` is the opened zip of the pictures that its rows name.
    """

    table: Table
    mapping: Mapping
    profile: str = ""
    pictures: ZippedPictures | None = None


def import_catalogue(
    catalogue: Catalogue,
    company: str,
    *,
    actor: Actor,
    tell: Callable[[Imported, Sequence[RowRemark]], None],
    is_dry: bool = False,
) -> Imported:
    """Bring a catalogue into a company's goods (its public id); return what became of it.

    Each unit is told to `tell` with its remarks. Rows go in by `import_groups`, as those of
    sheets: what went in already is left as it is, so that an import that was broken off is begun
    again. With the profile `known-catalogue` goods are approved as they go in. Nothing is written
    when `is_dry`. Raises MappingFault when the mapping does not fit the file.
    """
    known = catalogue.profile == KNOWN_CATALOGUE
    heads = MappedHeads(catalogue.table.headings, catalogue.mapping, keywords_from_category=known)
    stream = Stream(catalogue.table, heads=heads)
    done = Imported()
    has_one_writer = session.get_bind().dialect.name == "sqlite"
    tell(done, stream.remarks)
    for groups in stream.slices(0, ROWS_A_UNIT):
        pictures, remarks = _pictures_of(catalogue, groups, is_dry=is_dry)
        waiting = list(groups)
        while waiting:
            if is_dry:
                session.rollback()
                named = catalogue.pictures.names_in(waiting) if catalogue.pictures else ()
                taken = preview_groups(_company(company), waiting, pictures=named)
            else:
                if has_one_writer:
                    time.sleep(PAUSE_SECONDS)
                act = import_known_catalogue if known else import_groups
                taken = unit_of_work(_take, act, company, waiting, pictures, actor)
            waiting = waiting[len(taken) :]
            done.count(taken)
            tell(done, [remark for one in taken for remark in one.remarks])
        tell(done, remarks)
    if not is_dry:
        unit_of_work(_write_down, company, catalogue, done, actor)
    return done


def _pictures_of(
    catalogue: Catalogue, groups: Sequence[RowGroup], *, is_dry: bool
) -> tuple[dict[str, Picture], list[RowRemark]]:
    """Return the pictures that groups name, each read once, and the problems with them."""
    zipped = catalogue.pictures
    if zipped is None:
        return {}, []
    session.rollback()
    read = {} if is_dry else zipped.take_in(groups)
    missing = [remark for group in groups for remark in zipped.missing(group)]
    return good_ones(read), [*missing, *remarks_on_refused(groups, read)]


def _take(
    act: Callable[..., list[GroupResult]],
    company: str,
    groups: Sequence[RowGroup],
    pictures: dict[str, Picture],
    actor: Actor,
) -> list[GroupResult]:
    return act(_company(company), groups, actor=actor, pictures=pictures)


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
