"""The worker: several at once do nothing twice; it beats, survives failures, and stops in order."""

import os
import signal
import threading
from collections import Counter
from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.work import lanes
from marketplace.core.work.events import publish
from marketplace.core.work.lanes import newest_beats
from marketplace.core.work.models import Lane
from marketplace.core.work.worker import LaneWorker, carry_out_one, run_worker, work_until_idle
from tests.core.work.happenings import FAILURES, TOLD, Happened, Mailed, refusals, written
from tests.support.together import run_together


def publish_all(*events):
    for event in events:
        publish(event)


@pytest.mark.database
def test_workers_side_by_side_do_nothing_twice(app, context):
    names = [f"{n:02}" for n in range(60)]
    unit_of_work(publish_all, *map(Happened, names))
    unit_of_work(publish_all, *map(Mailed, names))

    def work(lane):
        worker = LaneWorker(app, lane, threading.Event())
        while worker.step():
            pass

    run_together(app, *[lambda lane=lane: work(lane) for lane in [*Lane] * 2])
    assert Counter(written()) == Counter(names * 2)
    assert Counter(TOLD) == Counter(names)


def test_work_until_idle_does_what_work_makes(app, context):
    unit_of_work(publish_all, Mailed("a letter"), *(Happened(str(n)) for n in range(21)))
    assert work_until_idle(app) == 22
    assert work_until_idle(app) == 0


def test_a_round_beats_for_its_lane(both_databases, context, step):
    assert newest_beats() == {}
    step(Lane.MAIL)
    beats = newest_beats()
    assert list(beats) == [Lane.MAIL]
    assert clock.now() - beats[Lane.MAIL] < timedelta(seconds=10)


def test_a_worker_beats_every_ten_seconds(app, context):
    worker = LaneWorker(app, Lane.ACT, threading.Event())
    begin = clock.now()
    seen = []
    for seconds in (0, 5, 11, 12):
        with clock.moved_to(begin + timedelta(seconds=seconds)):
            worker.step()
        session.rollback()
        seen.append(round((newest_beats()[Lane.ACT] - begin).total_seconds()))
    assert seen == [0, 0, 11, 11]


def test_a_worker_beats_on_when_the_clock_is_set_back(app, context):
    worker = LaneWorker(app, Lane.ACT, threading.Event())
    with clock.moved_to(clock.now() + timedelta(days=2)):
        worker.step()
    worker.step()
    session.rollback()
    assert newest_beats()[Lane.ACT] <= clock.now()


def test_a_stopped_worker_gives_the_rest_of_its_batch_back(both_databases, app, context, step):
    unit_of_work(publish_all, Happened("one"), Happened("two"))
    stop = threading.Event()
    stop.set()
    LaneWorker(app, Lane.ACT, stop).step()
    assert written() == []
    assert step() == 2
    assert written() == ["one", "two"]


def test_a_round_that_fails_as_a_whole_is_not_the_end(app, context, monkeypatch):
    stop, calls = threading.Event(), []

    def claim(_lane):
        calls.append(1)
        if len(calls) == 2:
            stop.set()
            return []
        raise ConnectionError("the database is away")

    monkeypatch.setattr(lanes, "claim", claim)
    LaneWorker(app, Lane.ACT, stop).run()
    assert len(calls) == 2


def test_a_failure_is_logged_without_the_words_of_people(context, step, capsys):
    unit_of_work(publish, Happened("secret words"))
    FAILURES.extend(refusals(1))
    step()
    logged = capsys.readouterr().out
    assert "delivery_failed" in logged
    assert "secret words" not in logged


def test_a_lost_lease_is_logged_and_does_nothing(context, capsys):
    unit_of_work(publish, Happened("x"))
    (late,) = lanes.claim(Lane.ACT)
    with clock.moved_to(clock.now() + lanes.LEASE + timedelta(seconds=1)):
        lanes.claim(Lane.ACT)
    carry_out_one(late, Lane.ACT)
    assert "lease_lost" in capsys.readouterr().out
    assert written() == []


def test_the_worker_works_until_it_is_told_to_stop(app, context):
    unit_of_work(publish_all, Happened("inside"), Mailed("outside"))
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}

    def stop_when_done():
        for _ in range(200):
            threading.Event().wait(0.05)
            if len(elsewhere_written(app)) == 2:
                break
        os.kill(os.getpid(), signal.SIGTERM)

    watcher = threading.Thread(target=stop_when_done)
    watcher.start()
    try:
        run_worker(app)
    finally:
        watcher.join()
        for name, handler in before.items():
            signal.signal(name, handler)
    assert sorted(written()) == ["inside", "outside"]


def elsewhere_written(app):
    with app.app_context():
        return written()
