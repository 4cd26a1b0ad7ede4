"""A worker that is killed with -9 while a sheet goes in loses nothing and doubles nothing."""

import os
import random
import signal
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Listing, ListingOption, SheetGoods
from marketplace.catalog.operations.sheets import go_in, going_in
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.core import clock
from marketplace.core.db import database, end_reading, session, unit_of_work
from marketplace.core.work import jobs, lanes
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker
from tests.factories import goods
from tests.factories.sheets import checked, numbered, worked

LONGEST = 120.0
FEW, MANY = 16, 200


@pytest.fixture
def company(app, context):
    made = goods.make_seller(app)
    goods.add_hs_code()
    goods.add_tree()
    return goods.company_of(made)


def forked(app):
    """Begin to work through the long lane in a process of its own; return its id."""
    end_reading()
    session.remove()
    child = os.fork()
    if child:
        return child
    try:
        with app.app_context():
            database.engine.dispose(close=False)
        LaneWorker(app, Lane.LONG, threading.Event()).run()
    finally:
        os._exit(1)


def went_in():
    end_reading()
    return session.scalar(select(func.count(Listing.id)))


def kill_in_the_middle(app, wait):
    """Let a worker get on a little, then a moment more, kill it, and let its lease run out."""
    before, until = went_in(), time.monotonic() + LONGEST
    child = forked(app)
    try:
        while went_in() == before:
            assert time.monotonic() < until, "the worker does nothing"
            time.sleep(0.005)
        time.sleep(wait)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    end_reading()
    clock.advance(lanes.LEASE + timedelta(seconds=1))


def require_whole(app, sheet, number):
    """Require that each row of the sheet went in, once."""
    done = worked(app, sheet)
    assert (done.state, done.new, done.changed, done.faulty) == (SheetState.DONE, number, 0, 0)
    assert went_in() == number
    skus = session.scalars(select(ListingOption.sku)).all()
    assert (len(skus), len(set(skus))) == (number, number)
    assert session.scalar(select(func.count()).select_from(SheetGoods)) == number


def kill_and_require(app, company, number, waits):
    sheet = checked(app, company, [numbered(each) for each in range(number)])
    unit_of_work(go_in, sheet, actor=goods.owner_of(company))
    code = sheet.code
    for wait in waits:
        kill_in_the_middle(app, wait)
    assert 0 < went_in() < number
    require_whole(app, find_any_sheet(code), number)


def test_killed_while_a_sheet_goes_in(app, company, monkeypatch):
    monkeypatch.setattr(going_in, "ROWS", 3)
    kill_and_require(app, company, FEW, [0, 0.02])


@pytest.mark.full
def test_killed_twenty_times_while_a_sheet_goes_in(both_databases, app, company, monkeypatch):
    monkeypatch.setattr(going_in, "ROWS", 4)
    monkeypatch.setattr(jobs, "PAUSE_SECONDS", 0.05)
    draw = random.Random(20)
    kill_and_require(app, company, MANY, [draw.uniform(0, 0.1) for _ in range(20)])
