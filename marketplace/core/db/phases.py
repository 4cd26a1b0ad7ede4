"""The two phases: reading, and `unit_of_work`, the only place that commits."""

import time
from collections.abc import Callable
from random import SystemRandom
from typing import NamedTuple, ParamSpec, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from marketplace.core.db.base import Base, session
from marketplace.core.errors import NotFound

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Base)

TRIES = 3
#: Pauses between tries, in seconds: the other party of a deadlock finishes in the meantime.
PAUSE_SECONDS = (0.02, 0.08)
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
            time.sleep(SystemRandom().uniform(*PAUSE_SECONDS))
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

    `FOR UPDATE` on PostgreSQL, by a statement of its own: the one that reads begins after the wait,
    so rows joined to this one are as new as itself. On SQLite the write transaction is the lock.
    Raises NotFound when the row is gone, RuntimeError when the order of locks (`Base.lock_rank`,
    then id) is broken; a row that this unit holds already may be read again at any time.
    """
    require_unit()
    place = _keep_order(row)
    if session.get_bind().dialect.name == "postgresql":
        key = inspect(type(row)).primary_key[0]
        session.execute(select(key).where(key == place.key).with_for_update())
    try:
        session.refresh(row)
    except InvalidRequestError:
        raise NotFound from None
    return row


class _Place(NamedTuple):
    rank: int
    key: int


def _keep_order(row: Base) -> _Place:
    identity = inspect(row).identity
    if row.lock_rank is None or identity is None:
        message = f"{type(row).__name__} is no root to lock."
        raise RuntimeError(message)
    place = _Place(row.lock_rank, identity[0])
    taken: list[_Place] = session.info.setdefault("locked", [])
    if place in taken:
        return place
    if taken and place < taken[-1]:
        message = f"{type(row).__name__} is locked before what was locked already."
        raise RuntimeError(message)
    taken.append(place)
    return place
