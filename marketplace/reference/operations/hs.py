"""HS codes and their texts from files, and the first English ones from a package."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from marketplace.core import audit
from marketplace.core.db import session, unit_of_work
from marketplace.core.text import one_line
from marketplace.reference.models import HsCode, HsText
from marketplace.reference.models.hs import (
    MOST_DIGITS,
    TEXT_LENGTH,
    WORLD,
    WORLD_DIGITS,
    hs_key,
)
from marketplace.reference.operations.batches import batches, insert_all
from marketplace.reference.operations.hs_layouts import HsLayout, edition_of, find_layout
from marketplace.reference.operations.tables import (
    FileRow,
    ImportReport,
    RowFault,
    UnreadableFile,
    read_each,
    read_table,
)

#: A mark in printed tariffs that a note exists.
NOTE_MARK = "(+)"
WORLD_LEVELS = (2, 4, 6)
#: Codes per unit of work; each may have texts in four languages.
CODES_A_UNIT = 125


@dataclass(frozen=True)
class HsFact:
    """What one row says: a code and its text in one or more languages."""

    row: int
    code: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HsTarget:
    """Which codes an import writes: their country and edition.

    `may_grow` says whether codes that are not known yet are taken.
    """

    country: str
    edition: str
    may_grow: bool


@dataclass(frozen=True)
class HsOptions:
    """What whoever runs the import says about the file; what is not said is found out."""

    languages: tuple[str, ...] = ()
    country: str | None = None
    edition: str | None = None
    code_column: str | None = None
    text_column: str | None = None
    encoding: str = "utf-8"
    limit: int | None = None


def import_hs(path: Path, options: HsOptions, *, actor: audit.Actor) -> ImportReport:
    """Read a table of HS codes: texts of the world's codes, or a country's own longer codes.

    A row that cannot be read is noted and skipped; the same file twice changes nothing. Writes in
    units of its own. Raises UnreadableFile for a file that is no such table.
    """
    table = read_table(path, encoding=options.encoding)
    layout = find_layout(
        table,
        languages=options.languages,
        country=options.country,
        code_column=options.code_column,
        text_column=options.text_column,
    )
    edition = edition_of(layout, table.name, options.edition) or newest_edition()
    if not edition:
        raise UnreadableFile("There are no HS codes yet: run flask reference fill first.")
    report = ImportReport()
    rows = table.rows(report.faults, options.limit)
    facts = (fact for _row, fact in read_each(rows, _Reader(layout), report.faults))
    shelf = HsTarget(layout.country, edition, may_grow=layout.country != WORLD)
    store_hs(facts, shelf, report, actor=actor)
    return report


def store_hs(
    facts: Iterable[HsFact], shelf: HsTarget, report: ImportReport, *, actor: audit.Actor
) -> None:
    """Write the codes and texts that are new or changed, a few hundred a unit, and audit them."""
    for batch in batches(_first_of_each(facts, report), CODES_A_UNIT):
        counts, strangers = unit_of_work(_store, batch, shelf)
        report.count(*counts)
        for fact in strangers:
            report.fault(fact.row, f"{fact.code} is no code of HS {shelf.edition}.")
    report.faults.sort(key=lambda fault: fault.row)
    if report.added or report.changed:
        unit_of_work(_record, report, shelf, actor)


def newest_edition(country: str = WORLD) -> str:
    """Return the newest edition that the table has of the world's or a country's codes, or ""."""
    found = session.scalar(select(func.max(HsCode.edition)).where(HsCode.country == country))
    return found or ""


def read_code(text: str, country: str) -> str:
    """Return a code's digits; points and blanks between them are forgiven. Raises RowFault."""
    digits = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdigit()):
        raise RowFault(f"{text or 'nothing'} is not an HS code.")
    if country == WORLD and len(digits) not in WORLD_LEVELS:
        raise RowFault(f"{text} has {len(digits)} digits; the world's codes have 2, 4 or 6.")
    if country != WORLD and not WORLD_DIGITS < len(digits) <= MOST_DIGITS:
        raise RowFault(f"{text} has {len(digits)} digits; a country's codes have 7 to 10.")
    return digits


class _Reader:
    """Makes a fact of a row, by a layout."""

    def __init__(self, layout: HsLayout) -> None:
        self._layout = layout

    def __call__(self, row: FileRow) -> HsFact:
        """Return what the row says. Raises RowFault."""
        code = read_code(row.cell(self._layout.code), self._layout.country)
        texts = []
        for language, column in self._layout.texts.items():
            text = one_line(one_line(row.cell(column)).removesuffix(NOTE_MARK))
            if len(text) > TEXT_LENGTH:
                raise RowFault(f"{column} has more than {TEXT_LENGTH} characters.")
            if text:
                texts.append((language, text))
        if not texts:
            raise RowFault(f"{code} has no text.")
        return HsFact(row.number, code, tuple(texts))


def _first_of_each(facts: Iterable[HsFact], report: ImportReport) -> Iterator[HsFact]:
    seen: dict[str, HsFact] = {}
    for fact in facts:
        first = seen.setdefault(fact.code, fact)
        if first is fact:
            yield fact
        elif first.texts == fact.texts:
            report.passed_over += 1
        else:
            report.fault(fact.row, f"{fact.code} stands in row {first.row} with another text.")


def _store(batch: list[HsFact], shelf: HsTarget) -> tuple[tuple[int, int, int], list[HsFact]]:
    ids = _ids(batch, shelf)
    strangers = [fact for fact in batch if fact.code not in ids]
    if shelf.may_grow and strangers:
        new = [_code_row(fact.code, shelf) for fact in strangers]
        insert_all(HsCode, new)
        ids, strangers = _ids(batch, shelf), []
    return _store_texts([fact for fact in batch if fact.code in ids], ids), strangers


def _ids(batch: list[HsFact], shelf: HsTarget) -> dict[str, int]:
    query = select(HsCode.code, HsCode.id).where(
        HsCode.country == shelf.country,
        HsCode.edition == shelf.edition,
        HsCode.code.in_([fact.code for fact in batch]),
    )
    return {row.code: row.id for row in session.execute(query)}


def _code_row(code: str, shelf: HsTarget) -> dict[str, object]:
    return {
        "code": code,
        "level": len(code),
        "country": shelf.country,
        "edition": shelf.edition,
    }


def _store_texts(batch: list[HsFact], ids: dict[str, int]) -> tuple[int, int, int]:
    standing = {
        (row.hs_code_id, row.language): row
        for row in session.scalars(select(HsText).where(HsText.hs_code_id.in_(ids.values())))
    }
    new: list[dict[str, object]] = []
    changed = unchanged = 0
    for fact in batch:
        for language, text in fact.texts:
            row = standing.get((ids[fact.code], language))
            if row is None:
                new.append(
                    {
                        "hs_code_id": ids[fact.code],
                        "language": language,
                        "text": text,
                        "key": hs_key(text),
                    }
                )
            elif row.text != text:
                row.text, row.key = text, hs_key(text)
                changed += 1
            else:
                unchanged += 1
    insert_all(HsText, new)
    return len(new), changed, unchanged


def _record(report: ImportReport, shelf: HsTarget, actor: audit.Actor) -> None:
    audit.record(
        "hs_code:import:done",
        kind="hs_code",
        subject=f"{shelf.country or 'HS'} {shelf.edition}"[:32],
        actor=actor,
        added=report.added,
        changed=report.changed,
        skipped=len(report.faults),
    )
