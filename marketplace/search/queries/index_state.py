"""Which index is in use, and how far a rebuild has come."""

from functools import cache
from hashlib import sha256

from sqlalchemy import Select, bindparam, func, select

from marketplace.core.db import session
from marketplace.search.engines.choosing import engine_at, engine_kind
from marketplace.search.engines.contract import IndexMissing, IndexReader
from marketplace.search.models import IndexState, ToIndex

MARK_LENGTH = 10


def index_state() -> IndexState:
    """Return the state of the engine in use; one that is not stored when it never had an index."""
    kind = engine_kind()
    found = session.get(IndexState, kind, populate_existing=True)
    return found or IndexState(engine=kind, live="", building="", built_to=0)


def live_reader() -> IndexReader:
    """Return the reader of the live index. Raises IndexMissing when there is none yet, or lost."""
    return live_index()[1]


def live_index() -> tuple[str, IndexReader]:
    """Return the name of the live index and its reader. Raises IndexMissing as `live_reader`."""
    name = session.scalar(_live_name(), {"kind": engine_kind()})
    if not name:
        raise IndexMissing
    return name, engine_at(name).reader()


def mark_of(name: str, generation: str) -> str:
    """Return what names a state of an index in the addresses of further pages."""
    return sha256(f"{name} {generation}".encode()).hexdigest()[:MARK_LENGTH]


@cache
def _live_name() -> Select[str]:
    return select(IndexState.live).where(IndexState.engine == bindparam("kind"))


def count_waiting() -> int:
    """Return how many listings wait to be indexed."""
    return session.scalar(select(func.count()).select_from(ToIndex)) or 0
