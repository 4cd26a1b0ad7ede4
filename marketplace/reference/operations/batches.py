"""Long imports, in units of work of a few hundred rows, so that nobody waits for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from marketplace.core.db import Base, require_unit, session

T = TypeVar("T")

BATCH = 500


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
