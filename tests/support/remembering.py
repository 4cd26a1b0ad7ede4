"""What many tests begin with is done once a process, by its operations, and then copied.

A factory that is `remembered` (people, their companies, goods that are shown) takes a tenth of a
test's time. When a test begins with calls that another began with, and nothing else was written
before, its SQLite file becomes what that of the other was after them.
"""

import functools
import itertools
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app, has_app_context

from marketplace.core import clock
from marketplace.core.db import session

#: So old may be what is copied: links and locks of the house last longer.
LONGEST = 600.0
#: No more states than these are kept, each of a megabyte.
MOST = 150
#: The clock that no test has replaced.
_now = clock.now
#: Copies of the migrated template, as they were when they were made.
_fresh = {}


class Memory:
    """States of databases by the calls that led to them, from the migrated template on."""

    def __init__(self, folder):
        self._folder = folder
        self._seen = set()
        self._kept = {}
        self._numbers = itertools.count()

    def call(self, lent, factory, call):
        """Return what the factory returns, be it carried out or remembered."""
        before = lent.begun if _state(lent.file) == lent.state else None
        lent.begun = None
        if before is None or not _is_now() or not _can_be_key(call):
            return factory()
        calls = (*before, call)
        result = self._recalled(lent, calls) or self._carried_out(lent, calls, factory)
        lent.begun, lent.state = calls, _state(lent.file)
        return result

    def _recalled(self, lent, calls):
        path, result, made_at = self._kept.get(calls, (None, None, 0.0))
        if path is None or time.monotonic() - made_at > LONGEST or not _closed(lent):
            return None
        shutil.copyfile(path, lent.file)
        lent.app.extensions.pop("kept", None)  # what the house knew of the other state
        return result

    def _carried_out(self, lent, calls, factory):
        """Keep the state after the second time: what only one test begins with is not kept."""
        result = factory()
        if calls not in self._seen:
            self._seen.add(calls)
        elif (calls in self._kept or len(self._kept) < MOST) and _closed(lent):
            path = self._folder / str(next(self._numbers))
            shutil.copyfile(lent.file, path)
            self._kept[calls] = path, result, time.monotonic()
        return result


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
    lent.begun = () if lent.state and lent.state == _fresh.get(lent.file) else None


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
