"""Paging by cursor: a page begins after a sort value and a public id, never at an offset."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.core.db import session
from marketplace.core.db.planner_hints import constant

T = TypeVar("T")
S = TypeVar("S", bound=Any)

Attribute = InstrumentedAttribute[Any]

PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of one page in their order, and the cursor of the next one (None on the last)."""

    rows: Sequence[T]
    older: str | None


def newest_first(
    query: Select[T],
    *,
    at: Attribute,
    code: Attribute,
    cursor: str | None,
    size: int = PAGE_SIZE,
) -> Page[T]:
    """Return the page of `query` that begins after `cursor`: by time, then public id, descending.

    A cursor that this function did not write shows the first page.
    """
    found = list(session.scalars(_from(query, at, code, cursor).limit(constant(size + 1))))
    return _cut(found, at, code, size)


def soonest_first(
    query: Select[T],
    *,
    at: Attribute,
    code: Attribute,
    cursor: str | None,
    size: int = PAGE_SIZE,
) -> Page[T]:
    """Return a page in the opposite order of `newest_first`: what is due first comes first.

    The cursor under `older` leads to what is due later.
    """
    after = _read(cursor)
    if after is not None:
        instant, last = after
        query = query.where(or_(at > instant, and_(at == instant, code > last)))
    found = list(session.scalars(query.order_by(at, code).limit(constant(size + 1))))
    return _cut(found, at, code, size)


def newest_rows_first(
    query: Select[Any],
    *,
    at: Attribute,
    code: Attribute,
    cursor: str | None,
    size: int = PAGE_SIZE,
    asked: dict[str, Any] | None = None,
) -> Page[Row[Any]]:
    """Return a page as `newest_first` does, of rows instead of entities; they hold both columns.

    `asked` are values for the parameters of a query that its caller uses again and again.
    """
    if asked is not None and _read(cursor) is None:
        page = _first(query, at, code, size)
    else:
        page = _from(query, at, code, cursor).limit(constant(size + 1))
    return _cut(list(session.execute(page, asked)), at, code, size)


@lru_cache(maxsize=64)
def _first(query: Select[Any], at: Attribute, code: Attribute, size: int) -> Select[Any]:
    return query.order_by(at.desc(), code.desc()).limit(constant(size + 1))


def _from(query: Select[S], at: Attribute, code: Attribute, cursor: str | None) -> Select[S]:
    after = _read(cursor)
    if after is not None:
        query = query.where(_older(at, code, *after))
    return query.order_by(at.desc(), code.desc())


def _cut(found: list[S], at: Attribute, code: Attribute, size: int) -> Page[S]:
    rows = found[:size]
    if len(found) <= size:
        return Page(rows, None)
    return Page(rows, _write(getattr(rows[-1], at.key), getattr(rows[-1], code.key)))


def _older(at: Attribute, code: Attribute, instant: datetime, last: str) -> ColumnElement[bool]:
    return or_(at < instant, and_(at == instant, code < last))


def _write(instant: datetime, code: str) -> str:
    return base64.urlsafe_b64encode(f"{instant.isoformat()} {code}".encode()).decode()


def _read(cursor: str | None) -> tuple[datetime, str] | None:
    try:
        instant, code = base64.urlsafe_b64decode(cursor or "").decode().split(" ")
        read = datetime.fromisoformat(instant).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (read, code) if code.isascii() and code.isprintable() else None
