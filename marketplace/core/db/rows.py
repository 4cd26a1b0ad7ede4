"""Small acts on single rows that every room needs."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from flask_babel import gettext as _
from sqlalchemy import Insert, Result, insert, inspect, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from marketplace.core.db.base import Base, session
from marketplace.core.db.phases import require_unit
from marketplace.core.errors import Conflict
from marketplace.core.ids import new_public_id

T = TypeVar("T", bound=Base)

DRAWS = 5


def insert_if_absent(model: type[Base], **values: object) -> bool:
    """Insert a row unless one of its unique keys is taken; say whether it was inserted."""
    require_unit()
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement: Insert = make(model).values(**values).on_conflict_do_nothing()
    inserted: Result[tuple[Any]] = session.connection().execute(
        statement.returning(literal_column("1"))
    )
    return inserted.first() is not None


def insert_rows(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows in one statement; every row names the same attributes of the model.

    None of them comes into the session: whoever needs one reads it.
    """
    require_unit()
    if not rows:
        return
    parts = {one.key: [prop.key for prop in one.props] for one in inspect(model).composites}
    wanted = [_with_nothing(row, parts) for row in rows] if parts else rows
    session.execute(insert(model), wanted, execution_options={"render_nulls": True})


def _with_nothing(row: Mapping[str, Any], parts: Mapping[str, list[str]]) -> Mapping[str, Any]:
    """Return a row where a None of several columns (money) is one for each of them."""
    empty = [key for key in parts if key in row and row[key] is None]
    if not empty:
        return row
    nothing = dict.fromkeys(part for key in empty for part in parts[key])
    return {key: value for key, value in row.items() if key not in empty} | nothing


def insert_with_id(row: T, *, column: str, prefix: str) -> T:
    """Add `row` and flush it under a fresh public id, drawing again on a clash.

    Raises IntegrityError when another constraint fails, or after five clashes.
    """
    require_unit()
    for draw in range(DRAWS):
        setattr(row, column, new_public_id(prefix))
        try:
            with session.begin_nested():
                session.add(row)
                session.flush()
        except IntegrityError as error:
            if column not in str(error.orig) or draw == DRAWS - 1:
                raise
        else:
            return row
    raise AssertionError


class VersionedRow(Protocol):
    """A row whose edits are told apart by a version, counted up by each."""

    version: int


def require_version(row: VersionedRow, seen: int) -> None:
    """Raise Conflict when `row` (locked) has changed since the form showed version `seen`.

    The version stays as it is: an edit that changes something raises it (`change_row`), one that
    changes nothing does not.
    """
    if row.version != seen:
        raise Conflict(_("Someone changed this while you were writing. Below is what it says now."))


def advance_version(row: VersionedRow, seen: int) -> None:
    """Do as `require_version`, and give `row` its next version: for an act that is a change."""
    require_version(row, seen)
    row.version += 1


def change_row(row: Base, values: Mapping[str, object]) -> list[str]:
    """Set the columns of `row` (locked) that differ and return their names in order.

    A row that has a version gets its next one, unless nothing differs.
    """
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed and hasattr(row, "version"):
        row.version += 1
    return changed
