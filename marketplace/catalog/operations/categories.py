"""The tree of goods: our own, filled in at the start, and larger ones from files."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select

from marketplace.catalog.models import Category
from marketplace.catalog.models.categories import SOURCE_LENGTH
from marketplace.catalog.operations.category_files import (
    CategoryFact,
    TreeFormat,
    read_branch,
    read_tree,
    slug_of,
)
from marketplace.catalog.operations.category_rows import store_batch
from marketplace.catalog.queries.categories import OWN_TREE
from marketplace.core import audit
from marketplace.core.db import session, unit_of_work
from marketplace.reference.operations.batches import batches
from marketplace.reference.operations.fill import FillPart, fill_part
from marketplace.reference.operations.tables import ImportReport, SkippedRow, UnreadableFile

TREE = Path(__file__).parents[1] / "tree"


def fill_tree(*, actor: audit.Actor) -> ImportReport | None:
    """Fill in the tree of goods that comes with the house, unless this edition is there already.

    Categories keep their rows by their slug; one that the edition no longer has is retired, since
    goods may stand on it. Returns None where nothing had to be done. Writes in units of its own.
    """
    return fill_part(FillPart("categories", _edition, _fill), actor=actor)


def own_branches() -> list[Path]:
    """Return the files of our own tree, by name."""
    return sorted(TREE.glob("*.toml"))


def import_categories(
    path: Path,
    kind: TreeFormat,
    *,
    actor: audit.Actor,
    source: str = "",
    encoding: str = "utf-8",
    limit: int | None = None,
) -> ImportReport:
    """Read a tree of goods beside our own; the same file twice changes nothing.

    `source` names the tree, the file's format where none is given. Names, order and place follow
    the file; nothing is taken away. A row that cannot be read is noted and skipped, with all that
    stands below it. Writes in units of its own. Raises UnreadableFile for a file that is no such
    tree.
    """
    name = slug_of(source or kind)
    if not name or len(name) > SOURCE_LENGTH or name == OWN_TREE:
        raise UnreadableFile(f"{source} cannot be the name of a tree beside our own.")
    report = ImportReport()
    facts = read_tree(path, kind, report, encoding=encoding, limit=limit)
    _store(facts, name, report, actor=actor)
    return report


def _fill(actor: audit.Actor) -> ImportReport:
    report = ImportReport()
    facts = [fact for path in own_branches() for fact in read_branch(path, report)]
    if report.faults:  # the package's own data: a mistake of ours, which tests find
        raise UnreadableFile(report.faults[0].sentence)
    report.changed += unit_of_work(_retire_others, {fact.code for fact in facts})
    _store(facts, OWN_TREE, report, actor=actor)
    return report


def _edition() -> str:
    content = b"".join(path.name.encode() + path.read_bytes() for path in own_branches())
    return hashlib.sha256(content).hexdigest()[:16]


def _store(
    facts: Iterable[CategoryFact], source: str, report: ImportReport, *, actor: audit.Actor
) -> None:
    for batch in batches(_first_of_each(facts, report)):
        stored = unit_of_work(store_batch, batch, source, check_hs=source != OWN_TREE)
        report.count(stored.added, stored.changed, stored.unchanged)
        report.faults.extend(SkippedRow(row, sentence) for row, sentence in stored.faults)
    report.faults.sort(key=lambda fault: fault.row)
    if report.added or report.changed:
        unit_of_work(_record, report, source, actor)


def _first_of_each(facts: Iterable[CategoryFact], report: ImportReport) -> Iterator[CategoryFact]:
    rows: dict[str, int] = {}
    for fact in facts:
        first = rows.setdefault(fact.code, fact.row)
        if first == fact.row:
            yield fact
        else:
            report.fault(fact.row, f"{fact.code} stands in row {first} already.")


def _retire_others(codes: set[str]) -> int:
    """Retire our own categories that are not among these, take the others back; say how many."""
    changed = 0
    for row in session.scalars(select(Category).where(Category.source == OWN_TREE)):
        gone = row.source_code not in codes
        if row.retired is not gone:
            row.retired = gone
            changed += 1
    return changed


def _record(report: ImportReport, source: str, actor: audit.Actor) -> None:
    audit.record(
        "category:import:done",
        kind="category",
        subject=source,
        actor=actor,
        added=report.added,
        changed=report.changed,
        skipped=len(report.faults),
    )
