"""A company's goods as a file: written in the background a slice at a time, kept for a week.

Each slice stores its rows as a part; at the end the parts become one file. Names in the storage
come from the job, so that a worker that is killed leaves nothing that is not found again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from flask_babel import force_locale
from sqlalchemy import delete, select

from marketplace.catalog.operations.sheets.kinds import EXPORT
from marketplace.catalog.queries.goods_files import KEPT, goods_files, parts_of
from marketplace.catalog.queries.sheet_pages import next_goods
from marketplace.catalog.queries.sheet_rows import columns_in, count_of_rows, languages_of
from marketplace.catalog.sheets.writing import rows_of, write_goods
from marketplace.companies.models import Company
from marketplace.companies.operations.record import MEMBERS, lock_for
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import session, unit_of_work
from marketplace.core.languages import LANGUAGES
from marketplace.core.storage import storage
from marketplace.core.work.jobs import Job, job, start_job
from marketplace.core.work.models import JobRow, JobState
from marketplace.core.work.schedules import schedule

#: Listings of one part.
LISTINGS = 100
#: Files that are removed in one round.
ROUND = 20


@dataclass(frozen=True)
class ExportRequest:
    """What file of goods is wanted: `xlsx` or `csv`, in which language, goods in which states."""

    kind: str
    language: str
    states: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        """Return it as a job keeps it."""
        return {"kind": self.kind, "language": self.language, "states": list(self.states)}


def export_goods(company: Company, wish: ExportRequest, *, actor: Actor) -> JobRow:
    """Begin to write a company's goods into a file; the same wish again finds the one under way.

    Raises NotAllowed for anybody but a member, Conflict when the company was closed.
    """
    lock_for(actor, company, MEMBERS)
    for file in goods_files(company):
        if file.is_busy and file.job.facts == wish.facts():
            return file.job
    return start_job(EXPORT, wish.facts(), actor=actor, subject=company.code)


@job(EXPORT)
def export_slice(present: Job) -> bool:
    """Store the rows of some listings more; at the end put the parts together."""
    company = find_any_company(present.subject)
    if company is None or "file" in present.at:
        _remove(parts_of(present.code, present.at))
        return False
    after, parts = int(present.at.get("listing", 0)), list(present.at.get("parts", []))
    states: Sequence[str] = present.facts["states"]
    total = present.total if parts else count_of_rows(company, states)
    languages = present.at.get("languages") or languages_of(company)
    with force_locale(LANGUAGES[present.facts["language"]].locale):
        goods = next_goods(company, after, states, LISTINGS)
        if not goods:
            return _put_together(present)
        columns = columns_in(languages)
        rows = [row for one in goods for row in rows_of(one, columns)]
    at = {
        "listing": goods[-1].listing.id,
        "parts": [*parts, after],
        "languages": languages,
    }
    session.rollback()
    (*_before, part) = parts_of(present.code, at)
    storage().remove(part)
    storage().put(part, "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    unit_of_work(_note, present, at, present.done + len(rows), total)
    return True


def _note(present: Job, at: Mapping[str, Any], done: int, total: int | None) -> None:
    present.advance(at, done=done, total=total)


def _put_together(present: Job) -> bool:
    """Write the file from its parts; they go in the next slice, once its name is committed."""
    kind = present.facts["kind"]
    name = f"{present.code.lower()}.{kind}"
    columns = columns_in(present.at.get("languages", ()))
    session.rollback()
    with TemporaryDirectory() as folder:
        path = Path(folder, "goods")
        with path.open("w+b") as file:
            write_goods(file, kind, columns, _rows(parts_of(present.code, present.at)))
        storage().put_file(name, path)
    at = {**present.at, "file": name}
    unit_of_work(_note, present, at, present.done, present.done)
    return True


def _rows(parts: Sequence[str]) -> Iterator[list[str]]:
    for part in parts:
        content = storage().get(part)
        if content is None:
            raise LookupError(part)
        yield from (cast("list[str]", json.loads(line)) for line in content.splitlines())


def _remove(names: Sequence[str]) -> None:
    for name in names:
        storage().remove(name)


@schedule("catalog.forget_goods_files", every=KEPT / 7)
def forget_goods_files() -> bool:
    """Remove files of goods that were written a week ago; return whether there may be more."""
    long_ago = clock.now() - KEPT
    old = (
        select(JobRow)
        .where(
            JobRow.kind == EXPORT,
            JobRow.state.in_([JobState.DONE, JobState.CANCELLED]),
            JobRow.ended_at < long_ago,
        )
        .order_by(JobRow.id)
        .limit(ROUND)
    )
    found = [(row.id, row.code, dict(row.at)) for row in session.scalars(old)]
    session.rollback()
    for key, code, at in found:
        _remove([*parts_of(code, at), *filter(None, [at.get("file")])])
        unit_of_work(_forget, key)
    return len(found) == ROUND


def _forget(key: int) -> None:
    session.execute(delete(JobRow).where(JobRow.id == key))
