"""What many tests begin with is done once a process, by its operations, and then copied.

A factory that is `remembered` (people, their companies, goods that are shown) takes a tenth of a
test's time. When a test begins with calls that another began with, and nothing else was written
before, its SQLite file becomes what that of the other was after them.
"""

import functools
import itertools
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app, has_app_context

from marketplace.core import clock
from marketplace.core.db import session

#: So old may be what is copied: links and locks of the house last longer.
LONGEST = 600.0
#: No more states than these are kept, each of a megabyte.
MOST = 150
#: The state of the migrated template.
FRESH = "fresh"
#: The clock that no test has replaced.
_now = clock.now
#: Copies of the migrated template, as they were when they were made.
_fresh = {}


@dataclass(frozen=True, eq=False)
class _Kept:
    """A state: where its copy lies, None without one, and what the call that led to it gave."""

    path: Path | None
    result: object


class Memory:
    """States of databases, each by the state before it and the call that led on from there."""

    def __init__(self, folder):
        self._folder = folder
        self._seen = set()
        self._numbers = itertools.count()
        self._since = time.monotonic()
        self._kept = {}

    def _forget(self):
        for kept in self._kept.values():
            kept.path.unlink()
        self._since = time.monotonic()
        self._kept = {}

    def call(self, lent, factory, call):
        """Return what the factory returns, be it carried out or remembered."""
        before = lent.begun if _state(lent.file) == lent.state else None
        lent.begun = None
        if before is None or not _is_now() or not _can_be_key(call):
            return factory()
        if before == FRESH and time.monotonic() - self._since > LONGEST:
            self._forget()
        kept = self._kept.get((before, call))
        if kept is None or not _closed(lent):
            kept = self._carried_out(lent, before, call, factory)
        else:
            shutil.copyfile(kept.path, lent.file)
            lent.app.extensions.pop("process_cache", None)  # what the house knew of the other state
        lent.begun, lent.state = kept.path and kept, _state(lent.file)
        return kept.result

    def _carried_out(self, lent, before, call, factory):
        """Keep the state after the second time: what only one test begins with is not kept."""
        after = _Kept(None, factory())
        if (before, call) not in self._seen:
            self._seen.add((before, call))
        elif len(self._kept) < MOST and (before, call) not in self._kept and _closed(lent):
            after = _Kept(self._folder / str(next(self._numbers)), after.result)
            shutil.copyfile(lent.file, after.path)
            self._kept[before, call] = after
        return after


def remembered(factory):
    """Let a factory of texts and plain facts be remembered; its first argument is the house."""

    @functools.wraps(factory)
    def call(app, *facts, **named):
        lent = app.extensions.get("lent")
        if lent is None or lent.file is None:
            return factory(app, *facts, **named)
        if has_app_context() and current_app._get_current_object() is app:
            session.rollback()  # as each unit of work begins
        carry_out = functools.partial(factory, app, *facts, **named)
        key = factory.__module__, factory.__name__, facts, tuple(sorted(named.items())), lent.kind
        return lent.memory.call(lent, carry_out, key)

    return call


def note_fresh(path):
    """Take down that a database is the migrated template and nothing else."""
    _fresh.clear()
    _fresh[path] = _state(path)


def begin(lent):
    """Take down where a house's database lies, and that nothing was done to it if it is fresh."""
    url = lent.engine.url
    lent.file = Path(url.database) if url.get_backend_name() == "sqlite" else None
    lent.state = lent.file and _state(lent.file)
    lent.begun = FRESH if lent.state and lent.state == _fresh.get(lent.file) else None


def _log_of(path):
    return path.with_name(f"{path.name}-wal")


def _state(path):
    """Return what changes with each commit: size and time of the file, and of its log."""
    found = []
    for part in (path, _log_of(path)):
        try:
            facts = part.stat()
        except FileNotFoundError:
            continue
        if facts.st_size:
            found.append((part, facts.st_size, facts.st_mtime_ns))
    return found


def _can_be_key(call):
    try:
        hash(call)
    except TypeError:  # texts by language, such as a test writes them
        return False
    return True


def _is_now():
    """Whether the clock stands where it does outside of tests."""
    return clock.now is _now and abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def _closed(lent):
    """Close the connections that nobody uses; return whether none is left, and so no log."""
    engine = lent.engine
    if engine.pool.checkedout():
        return False
    engine.dispose()
    return not _log_of(lent.file).exists()
