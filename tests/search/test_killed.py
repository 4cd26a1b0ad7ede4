"""An indexer that is killed with -9 in the middle loses nothing and doubles nothing."""

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from marketplace.catalog.operations import hide_listing
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.core.db import database, end_reading, session, unit_of_work
from marketplace.core.work.pollers import pollers
from marketplace.core.work.worker import PollWorker, work_until_idle
from marketplace.search.engines.contract import EngineQuery
from marketplace.search.operations import (
    begin_rebuild,
    index_round,
    indexing,
    mark_company,
    mark_listing,
    rebuild_round,
    rebuilding,
)
from marketplace.search.queries.index_check import check_index
from marketplace.search.queries.index_state import count_waiting, index_state, live_reader
from tests.factories import goods
from tests.factories.copies import copies_of

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 240.0
FEW, MANY = 20, 300
KILLS = 20
#: Of so many kills one is of a whole `flask worker`; it takes seconds to start.
WHOLE = 10


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request):
    return request.param


@pytest.fixture
def app(make_app, engine):
    return make_app(SEARCH_ENGINE=engine)


def stock(app, number):
    """Show so many goods of one seller, all of them in the index; return the seller."""
    seller = goods.make_seller(app)
    company = goods.company_of(seller)
    copies_of(goods.shown_listing(app, company), number - 1)
    unit_of_work(mark_company, company.code)
    work_until_idle(app)
    return seller


def forked(app):
    """Begin to index in a process of its own, as a worker's thread does; return its id."""
    end_reading()
    session.remove()
    child = os.fork()
    if child:
        return child
    try:
        app.extensions.pop("search_engines", None)
        with app.app_context():
            database.engine.dispose(close=False)
        [indexer] = [one for one in pollers() if one.name == "search.index"]
        PollWorker(app, indexer, threading.Event()).run()
    finally:
        os._exit(1)


def progress():
    """Return what changes as an indexer gets on."""
    end_reading()
    return count_waiting(), index_state().built_to, index_state().live


def wait_for_progress(before):
    until = time.monotonic() + LONGEST
    while progress() == before:
        assert time.monotonic() < until, "the indexer does nothing"
        time.sleep(0.005)


def kill_in_the_middle(child, before, wait):
    """Let an indexer get on a little, then a moment more, and kill it."""
    try:
        wait_for_progress(before)
        time.sleep(wait)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def finish():
    while index_round() + rebuild_round():
        end_reading()
    end_reading()


def require_whole(number):
    """Require that the index has each of the goods that are shown, once."""
    end_reading()
    reader = live_reader()
    found = check_index(reader)
    assert (found.missing, found.surplus, found.waiting) == ([], [], 0)
    ids = list(reader.ids())
    assert (
        len(ids) == len(set(ids)) == reader.count() == reader.search(EngineQuery()).total == number
    )


def test_killed_while_indexing_and_while_rebuilding(app, context, monkeypatch):
    seller = stock(app, FEW)
    company = goods.company_of(seller).code
    monkeypatch.setattr(indexing, "BATCH", 4)
    monkeypatch.setattr(rebuilding, "BATCH", 4)
    unit_of_work(mark_company, company)
    before = progress()
    kill_in_the_middle(forked(app), before, 0.01)
    assert 0 < progress()[0] < FEW
    hide_one(seller)
    finish()
    require_whole(FEW - 1)
    unit_of_work(begin_rebuild)
    before = progress()
    kill_in_the_middle(forked(app), before, 0.01)
    assert index_state().building
    hide_one(seller)
    finish()
    require_whole(FEW - 2)
    assert index_state().live != before[-1]


def hide_one(seller):
    code = min(live_reader().ids())
    listing = listing_by_code(code)
    unit_of_work(hide_listing, listing, actor=goods.actor_of(seller))
    unit_of_work(mark_listing, code)


@pytest.mark.full
@pytest.mark.usefixtures("both_databases")
def test_killed_twenty_times_while_indexing_and_rebuilding(app, context, tmp_path, engine):
    company = goods.company_of(stock(app, MANY)).code
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "NARU_PROFILE": "test",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": app.config["SETTINGS"].database_url,
        "SEARCH_ENGINE": engine,
    }
    draw = random.Random(20)
    for number in range(KILLS):
        end_reading()
        if number % 2:
            unit_of_work(begin_rebuild)
        unit_of_work(mark_company, company)
        before = progress()
        is_whole = number % WHOLE == WHOLE - 1
        child = worker(environ) if is_whole else forked(app)
        kill_in_the_middle(child, before, draw.uniform(0, 0.3))
    finish()
    require_whole(MANY)


def worker(environ):
    """Start a whole worker, all its lanes and imports; return its process id."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    return os.posix_spawn(sys.executable, command, environ, file_actions=quiet)
