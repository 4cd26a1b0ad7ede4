"""Worker or web process killed with -9 while a sheet comes and goes in: nothing lost or doubled."""

import functools
import io
import os
import random
import signal
import threading
import time
from datetime import timedelta

import pytest
from limits import RateLimitItemPerHour
from sqlalchemy import func, select

from marketplace.catalog.enums import SheetState
from marketplace.catalog.models import Listing, ListingOption, Sheet, SheetGoods
from marketplace.catalog.operations.sheets import go_in, going_in, upload_sheet
from marketplace.catalog.queries.sheets import find_any_sheet
from marketplace.catalog.routes.seller import sheet as one_page
from marketplace.catalog.routes.seller import sheets as pages
from marketplace.core import clock
from marketplace.core.db import database, end_reading, session, unit_of_work
from marketplace.core.work import jobs, lanes
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker, work_until_idle
from marketplace.extensions import limiter
from tests.factories import goods
from tests.factories.sheets import checked, numbered, sheet_bytes, worked
from tests.support.browsing import browser_of, hidden_fields

LONGEST = 120.0
FEW, MANY = 16, 200
KILLS = 20


@pytest.fixture
def company(app, context):
    made = goods.make_seller(app)
    goods.add_hs_code()
    goods.add_tree()
    return goods.company_of(made)


def forked(app, work):
    """Begin to do something in a process of its own, on connections of its own; return its id."""
    child = os.fork()
    if child:
        return child
    try:
        with app.app_context():
            database.engine.dispose(close=False)
            limiter.limiter.storage._engine.dispose(close=False)
        work()
        os._exit(0)
    finally:
        os._exit(1)


def killed(child):
    """Kill a process that was forked; return whether it was still at work."""
    os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def went_in():
    end_reading()
    return session.scalar(select(func.count(Listing.id)))


def kill_in_the_middle(app, wait):
    """Let a worker get on a little, then a moment more, kill it, and let its lease run out."""
    before, until = went_in(), time.monotonic() + LONGEST
    end_reading()
    session.remove()
    child = forked(app, LaneWorker(app, Lane.LONG, threading.Event()).run)
    try:
        while went_in() == before:
            assert time.monotonic() < until, "the worker does nothing"
            time.sleep(0.005)
        time.sleep(wait)
    finally:
        killed(child)
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


class Page:
    """A seller's browser; outside requests nothing is open when a process is forked."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            made = goods.make_seller(app)
            goods.add_hs_code()
            goods.add_tree()
        self.browser = browser_of(app, made.person)
        self.list = f"/en/c/{made.company}/selling/sheets"

    def fields(self):
        """Return a form for a sheet as it was opened once: its once-key goes with each press."""
        return hidden_fields(self.browser.get(self.list).text) | {"then": "ask"}

    def upload(self, fields, rows):
        """Press the button below an upload; return the answer."""
        file = {"sheet": (io.BytesIO(sheet_bytes(rows)), "goods.csv")}
        return self.browser.post(self.list, data=fields | file)

    def begin(self, fields, code):
        """Press the button that lets a checked sheet go in."""
        token = {"csrf_token": fields["csrf_token"]}
        return self.browser.post(f"{self.list}/{code}/begin", data=token)

    def sheets(self):
        """Return the public ids of all sheets."""
        with self.app.app_context():
            return session.scalars(select(Sheet.code).order_by(Sheet.id)).all()

    def work(self):
        """Let the worker do what waits; return how many listings and SKUs there are then."""
        work_until_idle(self.app)
        with self.app.app_context():
            skus = session.scalars(select(ListingOption.sku)).all()
            return went_in(), len(skus), len(set(skus))


def dying(before=None):
    """Return what kills its process, after doing what it stands for."""

    def die(*arguments, **named):
        if before is not None:
            before(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return die


def dies_at(app, work, module, name, *, after=None):
    """Let a process do something that is killed where it calls something of a module."""

    def until_it_dies():
        setattr(module, name, dying(after))
        work()

    _child, status = os.waitpid(forked(app, until_it_dies), 0)
    assert os.WIFSIGNALED(status), "it never came there"


def test_the_web_process_is_killed_while_a_sheet_is_sent_and_let_in(app):
    page, rows = Page(app), [numbered(each) for each in range(3)]
    fields = page.fields()
    send = functools.partial(page.upload, fields, rows)
    dies_at(app, send, os, "fsync")
    dies_at(app, send, pages, "upload_sheet", after=upload_sheet)
    assert page.sheets() == []
    dies_at(app, send, pages, "redirect")
    (code,) = page.sheets()
    assert send().location.endswith(code)
    assert page.sheets() == [code]
    page.work()
    begin = functools.partial(page.begin, fields, code)
    dies_at(app, begin, one_page, "redirect")
    begin()
    assert page.work() == (3, 3, 3)


@pytest.mark.full
def test_the_web_process_is_killed_twenty_times(both_databases, app, monkeypatch):
    monkeypatch.setattr(pages, "SHEETS_OF_PERSON", RateLimitItemPerHour(1000, namespace="many"))
    page, draw, kills, number = Page(app), random.Random(5), 0, 0
    page.upload(page.fields(), [numbered(1)])
    begun = time.monotonic()
    page.upload(page.fields(), [numbered(2)])
    longest = time.monotonic() - begun
    while kills < KILLS:
        number += 1
        assert number < 2 * KILLS, "it is always faster"
        fields, rows = page.fields(), [numbered(10 * number + each) for each in range(3)]
        for press in (functools.partial(page.upload, fields, rows), _begin_last(page, fields)):
            child = forked(app, press)
            time.sleep(draw.uniform(0, longest))
            kills += killed(child)
            press()
            assert len(page.sheets()) == number + 2
            done = page.work()
        assert done == (3 * number,) * 3


def _begin_last(page, fields):
    return lambda: page.begin(fields, page.sheets()[-1])
