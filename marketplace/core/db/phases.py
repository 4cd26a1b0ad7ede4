"""The two phases: reading, and `unit_of_work`, the only place that commits."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from marketplace.core.db.base import Base, session
from marketplace.core.errors import NotFound

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Base)

TRIES = 3
#: PostgreSQL: serialization_failure and deadlock_detected (its manual, appendix A).
RETRYABLE = frozenset({"40001", "40P01"})

_WRITE = {"writing": True, "postgresql_readonly": False}


def end_reading() -> None:
    """End the reading transaction, so that a slow step (password hashing) holds no connection."""
    require_no_unit()
    session.rollback()


def unit_of_work(operation: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `operation` in a write transaction of its own and commit when it returns.

    A refusal or any other exception rolls everything back. Deadlocks and serialisation errors run
    the whole operation again, three times in all. Raises RuntimeError inside another unit.
    """
    require_no_unit()
    for attempt in range(1, TRIES + 1):
        session.rollback()
        try:
            return _run(operation, args, kwargs)
        except DBAPIError as error:
            if attempt == TRIES or not _is_retryable(error):
                raise
    raise AssertionError


def _run(operation: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    try:
        session.connection(execution_options=_WRITE)
        session.info["unit"] = True
        result = operation(*args, **kwargs)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    else:
        return result
    finally:
        session.info.pop("unit", None)
        session.info.pop("locked", None)


def _is_retryable(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in RETRYABLE


def require_unit() -> None:
    """Raise RuntimeError outside `unit_of_work`: only there may anything be written."""
    if "unit" not in session.info:
        message = "This writes, so it runs inside unit_of_work."
        raise RuntimeError(message)


def require_no_unit() -> None:
    """Raise RuntimeError inside `unit_of_work`: two on one connection pool block each other."""
    if "unit" in session.info:
        message = "A unit_of_work cannot run inside another."
        raise RuntimeError(message)


def lock(row: T) -> T:
    """Take the row for this unit and read it again; guards that decide come after this.

    `FOR UPDATE` on PostgreSQL; on SQLite the write transaction is the lock. Raises NotFound when
    the row is gone, RuntimeError when the order of locks (`Base.lock_rank`, then id) is broken.
    """
    require_unit()
    _keep_order(row)
    try:
        session.refresh(row, with_for_update=True)
    except InvalidRequestError:
        raise NotFound from None
    return row


def _keep_order(row: Base) -> None:
    identity = inspect(row).identity
    if row.lock_rank is None or identity is None:
        message = f"{type(row).__name__} is no root to lock."
        raise RuntimeError(message)
    place = (row.lock_rank, identity[0])
    taken: list[tuple[int, int]] = session.info.setdefault("locked", [])
    if taken and place < taken[-1]:
        message = f"{type(row).__name__} is locked before what was locked already."
        raise RuntimeError(message)
    taken.append(place)
