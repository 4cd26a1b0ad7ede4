"""Rebuilding an index beside the live one: in steps, resumed after a crash, swapped at the end."""

import shutil
from collections.abc import Sequence

from sqlalchemy import select

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing
from marketplace.core import clock
from marketplace.core.db import end_reading, insert_if_absent, session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.search.engines.choosing import engine_at, engine_kind, folder_of, forget_engine
from marketplace.search.engines.contract import IndexBusy, IndexMissing, IndexWriter
from marketplace.search.models import IndexState
from marketplace.search.operations.indexing import holding, write
from marketplace.search.queries.documents import documents_of
from marketplace.search.queries.index_state import index_state

BATCH = 500


def begin_rebuild() -> None:
    """Begin a new index beside the live one, in the present unit; one under way goes on."""
    kind = engine_kind()
    insert_if_absent(IndexState, engine=kind, live="", building="", built_to=0)
    state = session.get_one(IndexState, kind, populate_existing=True, with_for_update=True)
    if not state.building:
        state.building = new_public_id("IDX").lower()
        state.building_since = clock.now()
        state.built_to = 0


def rebuild_round() -> int:
    """Do one step of a rebuild; begin one where the live index is missing or of another analysis.

    Returns how many listings were looked at; 0 when there is nothing to build.
    """
    state = index_state()
    if not state.building and not (_is_outdated(state) and _next_ids(0)):
        return 0
    if not state.building:
        unit_of_work(begin_rebuild)
        state = index_state()
    name = state.building
    if not _is_usable(name):
        engine_at(name).create()
        unit_of_work(_advance, name, 0)
    try:
        with holding([name]) as writers:
            built = _build_next(name, writers)
    except (IndexBusy, IndexMissing):
        return 0
    if not built:
        unit_of_work(_swap, name)
        _sweep()
    return built or 1


def _build_next(name: str, writers: Sequence[IndexWriter]) -> int:
    ids = _next_ids(index_state().built_to)
    if ids:
        documents = documents_of(ids)
        end_reading()
        write(writers, documents, {})
        unit_of_work(_advance, name, ids[-1])
    return len(ids)


def _is_outdated(state: IndexState) -> bool:
    return not state.live or not _is_usable(state.live)


def _is_usable(name: str) -> bool:
    return engine_at(name).exists() and engine_at(name).is_current()


def _next_ids(after: int) -> list[int]:
    found = (
        select(Listing.id)
        .where(Listing.id > after, Listing.state == ListingState.SHOWN)
        .order_by(Listing.id)
        .limit(BATCH)
    )
    return list(session.scalars(found))


def _locked() -> IndexState:
    return session.get_one(IndexState, engine_kind(), populate_existing=True, with_for_update=True)


def _advance(name: str, last: int) -> None:
    state = _locked()
    if state.building == name:
        state.built_to = last


def _swap(name: str) -> None:
    state = _locked()
    if state.building == name:
        state.live, state.live_since = name, clock.now()
        state.building, state.building_since, state.built_to = "", None, 0


def _sweep() -> None:
    """Delete indexes that are neither live nor being built."""
    state, kind = index_state(), engine_kind()
    kept = {state.live, state.building}
    end_reading()
    folder = folder_of(kind)
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.name not in kept:
            forget_engine(one.name, kind)
            shutil.rmtree(one, ignore_errors=True)
