"""Counting searches, but never who searched: words, language, day, how often, how many hits.

A process holds counts and writes them in one unit, behind the first answer that goes out some
seconds later. Counts that a killed process held are lost, which does no harm. For each browser one
bit of 63 is set, drawn from its address or its person with a random salt that is deleted with its
week. So the house can say that at least three different browsers searched for words, and nobody can
say which.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import delete, func, select, update

from marketplace.core import clock
from marketplace.core.db import insert_if_absent, session, unit_of_work
from marketplace.search.models import Searched, SearchedWeek

#: The most different words of a day, and of what a process has yet to write; more do not count.
MOST_A_DAY = 2_000
MOST_UNWRITTEN = 500
#: How long a process counts before it writes what it has counted, in seconds.
WRITTEN_AFTER_SECONDS = 5.0
KEPT = timedelta(days=90)
BITS = 63
BATCH = 500


@dataclass(frozen=True)
class CountedSearch:
    """A search as it is counted. `browser` tells browsers apart and is kept nowhere."""

    language: str
    words: str
    hits: int
    branch: str
    browser: str


class _Key(NamedTuple):
    day: date
    language: str
    words: str


@dataclass
class _Count:
    count: int
    hits: int
    branch: str
    seen_by: int


class _UnwrittenCounts:
    """What a process has counted and not written yet, and the salt of its week."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.counts: dict[_Key, _Count] = {}
        self.written_at = -WRITTEN_AFTER_SECONDS
        self.monday: date | None = None
        self.salt = b""

    @property
    def is_due(self) -> bool:
        """Whether some seconds have passed since the last writing."""
        return time.monotonic() - self.written_at >= WRITTEN_AFTER_SECONDS

    def take(self) -> Mapping[_Key, _Count]:
        """Return what is to be written now and forget it; nothing before it is due."""
        if not self.is_due:
            return {}
        self.written_at = time.monotonic()
        counts, self.counts = self.counts, {}
        return counts


def count_search(search: CountedSearch) -> None:
    """Count a search; write what was counted, some seconds after the last writing."""
    unwritten: _UnwrittenCounts = current_app.extensions.setdefault("searched", _UnwrittenCounts())
    today = clock.now().date()
    bit = _bit(search.browser, _salt(unwritten, today))
    with unwritten.guard:
        key = _Key(today, search.language, search.words)
        count = unwritten.counts.get(key)
        if count is not None:
            count.count, count.hits = count.count + 1, search.hits
            count.branch, count.seen_by = search.branch, count.seen_by | bit
        elif len(unwritten.counts) < MOST_UNWRITTEN:
            unwritten.counts[key] = _Count(1, search.hits, search.branch, bit)
        counts = unwritten.take()
    if counts:
        unit_of_work(_write, counts)


def has_late_counts() -> bool:
    """Whether this process holds counts that may be written: no search came after them."""
    unwritten: _UnwrittenCounts | None = current_app.extensions.get("searched")
    return unwritten is not None and bool(unwritten.counts) and unwritten.is_due


def write_counts() -> None:
    """Write what this process holds, unless another thread was faster."""
    unwritten: _UnwrittenCounts = current_app.extensions["searched"]
    with unwritten.guard:
        counts = unwritten.take()
    if counts:
        unit_of_work(_write, counts)


def _bit(browser: str, salt: bytes) -> int:
    drawn = hashlib.blake2b(browser.encode(), key=salt, digest_size=8).digest()
    return 1 << (int.from_bytes(drawn) % BITS)


def _salt(unwritten: _UnwrittenCounts, today: date) -> bytes:
    """Return the salt of this week, the same for every process."""
    monday = monday_of(today)
    if unwritten.monday != monday:
        unwritten.salt = unit_of_work(_salt_of, monday)
        unwritten.monday = monday
    return unwritten.salt


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _salt_of(monday: date) -> bytes:
    insert_if_absent(SearchedWeek, monday=monday, salt=secrets.token_hex(32))
    return bytes.fromhex(session.get_one(SearchedWeek, monday).salt)


def _write(counts: Mapping[_Key, _Count]) -> None:
    """Add counts to the rows of their day, and new rows while the day has room for them."""
    room: dict[date, int] = {}
    for key, count in sorted(counts.items()):
        if _added(key, count):
            continue
        if key.day not in room:
            there = select(func.count()).where(Searched.day == key.day)
            room[key.day] = MOST_A_DAY - (session.scalar(there) or 0)
        if room[key.day] <= 0:
            continue
        room[key.day] -= 1
        if not insert_if_absent(Searched, **key._asdict(), **vars(count)):
            _added(key, count)  # another process was faster


def _added(key: _Key, count: _Count) -> bool:
    """Add to the row of these words; say whether there is one."""
    row = update(Searched).where(
        Searched.day == key.day, Searched.language == key.language, Searched.words == key.words
    )
    added = session.execute(
        row.values(
            count=Searched.count + count.count,
            hits=count.hits,
            branch=count.branch,
            seen_by=Searched.seen_by.op("|")(count.seen_by),
        ).returning(Searched.id)
    )
    return added.first() is not None


def sweep_searched() -> bool:
    """Delete a batch of what was counted 90 days ago, and the salts of weeks that are over.

    Returns whether there may be more.
    """
    return unit_of_work(_sweep) == BATCH


def _sweep() -> int:
    today = clock.now().date()
    session.execute(delete(SearchedWeek).where(SearchedWeek.monday < monday_of(today)))
    old = select(Searched.id).where(Searched.day < today - KEPT).limit(BATCH)
    gone = delete(Searched).where(Searched.id.in_(old)).returning(Searched.id)
    return len(session.execute(gone).all())
