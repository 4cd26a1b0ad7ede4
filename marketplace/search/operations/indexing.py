"""Bringing the index up to date, in batches, by whoever holds its one writer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from marketplace.catalog.models import Listing
from marketplace.core import clock
from marketplace.core.db import end_reading, insert_if_absent, session, unit_of_work
from marketplace.core.web.logs import get_logger
from marketplace.search.engines.choosing import engine_at
from marketplace.search.engines.contract import Document, IndexBusy, IndexMissing, IndexWriter
from marketplace.search.models import PROBLEM_LENGTH, FirstShown, ToIndex
from marketplace.search.queries.documents import documents_of
from marketplace.search.queries.index_state import index_state

BATCH = 100
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=6)

log = get_logger()

#: What is to be done: the key of a listing and the turn at which it was read.
Turns = Mapping[int, int]


def index_round() -> int:
    """Index a batch of what is due; return how many listings that was.

    Nothing is deleted from the queue before the engine has committed. Leaves the work to
    another process when that one is writing the index.
    """
    if not _due():
        return 0
    state = index_state()
    try:
        with holding(name for name in (state.live, state.building) if name) as writers:
            return _index_due(writers)
    except (IndexBusy, IndexMissing):
        return 0


@contextmanager
def holding(names: Iterable[str]) -> Iterator[list[IndexWriter]]:
    """Hold the writers of indexes; rows are read after this, so that no older ones come later.

    Raises IndexBusy, IndexMissing.
    """
    with ExitStack() as held:
        writers = []
        for name in names:
            writer = engine_at(name).writer()
            held.callback(writer.close)
            writers.append(writer)
        end_reading()
        yield writers


def _index_due(writers: Sequence[IndexWriter]) -> int:
    turns = _due()
    codes = _codes_of(turns)
    documents, failed = _documents(list(turns))
    end_reading()
    new = [key for key, document in documents.items() if document and not _is_known(document)]
    if new:
        documents = _with_first_shown(documents, new, unit_of_work(_remember_first_shown, new))
    write(writers, documents, codes)
    unit_of_work(_done, {key: turn for key, turn in turns.items() if key not in failed}, failed)
    return len(turns)


def _due() -> dict[int, int]:
    rows = session.execute(
        select(ToIndex.listing_id, ToIndex.turn)
        .where(ToIndex.due_at <= clock.now())
        .order_by(ToIndex.due_at)
        .limit(BATCH)
    )
    return {row.listing_id: row.turn for row in rows}


def _codes_of(turns: Turns) -> dict[int, str]:
    rows = session.execute(select(Listing.id, Listing.code).where(Listing.id.in_(turns)))
    return {row.id: row.code for row in rows}


def _documents(keys: Sequence[int]) -> tuple[dict[int, Document | None], dict[int, str]]:
    """Return documents by key, and the problems of those that cannot be made."""
    try:
        return documents_of(keys), {}
    except Exception:
        log.exception("documents_failed", listings=len(keys))
    made: dict[int, Document | None] = {}
    failed: dict[int, str] = {}
    for key in keys:
        try:
            made |= documents_of([key])
        except Exception as error:
            log.exception("document_failed", listing=key)
            failed[key] = f"{type(error).__name__}: {error}"[:PROBLEM_LENGTH]
    return made, failed


def _is_known(document: Document) -> bool:
    return "first_shown" in document.numbers


def _remember_first_shown(listing_ids: Iterable[int]) -> datetime:
    """Write that listings are shown for the first time now; what stands already stays.

    This comes before the engine's commit and after the row of `search_to_index`, which goes behind
    it: `operations.telling` rests on that order.
    """
    now = clock.now()
    for listing_id in listing_ids:
        insert_if_absent(FirstShown, listing_id=listing_id, at=now)
    return now


def _with_first_shown(
    documents: Mapping[int, Document | None], new: Iterable[int], at: datetime
) -> dict[int, Document | None]:
    made = dict(documents)
    for key in new:
        document = made[key]
        if document is not None:
            numbers = {**document.numbers, "first_shown": int(at.timestamp())}
            made[key] = replace(document, numbers=numbers)
    return made


def write(
    writers: Iterable[IndexWriter],
    documents: Mapping[int, Document | None],
    codes: Mapping[int, str],
) -> None:
    """Write documents into each index, and take those out that are None."""
    there = [document for document in documents.values() if document is not None]
    gone = [codes[key] for key, document in documents.items() if document is None and key in codes]
    for writer in writers:
        writer.put(there)
        writer.remove(gone)
        writer.settle()


def _done(turns: Turns, failed: Mapping[int, str]) -> None:
    """Forget what was indexed, unless it changed meanwhile; let what failed wait."""
    for key, turn in turns.items():
        session.execute(delete(ToIndex).where(ToIndex.listing_id == key, ToIndex.turn == turn))
    for key, problem in failed.items():
        attempts = session.scalar(select(ToIndex.attempts).where(ToIndex.listing_id == key)) or 0
        wait = min(FIRST_WAIT * (1 << min(attempts, 12)), LONGEST_WAIT)
        session.execute(
            update(ToIndex)
            .where(ToIndex.listing_id == key)
            .values(attempts=attempts + 1, problem=problem, due_at=clock.now() + wait)
        )
