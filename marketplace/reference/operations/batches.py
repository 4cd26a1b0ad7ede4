"""Long imports, in units of work of a few hundred rows, so that nobody waits for them.

Each import that wrote anything leaves one line in the audit, in a unit of its own at its end.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from marketplace.core.audit import Actor, record
from marketplace.core.db import Base, require_unit, session, unit_of_work
from marketplace.reference.operations.tables import ImportReport

T = TypeVar("T")

BATCH = 500
SUBJECT_LENGTH = 32


def batches(facts: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut facts into lists of at most `size`."""
    iterator = iter(facts)
    while batch := list(islice(iterator, size)):
        yield batch


def insert_all(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows at once; one whose unique key is taken meanwhile stays as it is."""
    require_unit()
    if not rows:
        return
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.connection().execute(make(model).on_conflict_do_nothing(), list(rows))


def write_batches(
    facts: Iterable[T],
    store: Callable[[list[T]], tuple[int, int, int]],
    report: ImportReport,
    *,
    kind: str,
    subject: str,
    actor: Actor,
) -> None:
    """Write facts a few hundred a unit, count them in the report, and audit what was written.

    `store` returns how many of its list were added, changed and left as they were. `subject` names
    the file or edition; the audit keeps its first 32 characters.
    """
    for batch in batches(facts):
        report.count(*unit_of_work(store, batch))
    if report.added or report.changed:
        unit_of_work(record_import, report, kind=kind, subject=subject, actor=actor)


def record_import(report: ImportReport, *, kind: str, subject: str, actor: Actor) -> None:
    """Write what an import did, in the present unit: `port:import:done`."""
    record(
        f"{kind}:import:done",
        kind=kind,
        subject=subject[:SUBJECT_LENGTH],
        actor=actor,
        added=report.added,
        changed=report.changed,
        skipped=len(report.faults),
    )
