"""`flask worker`: one thread a lane, until it is told to stop."""

import signal
import threading
import time
from datetime import timedelta

from flask import Flask

from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.web.logs import get_logger
from marketplace.core.work import lanes
from marketplace.core.work.models import Lane
from marketplace.core.work.pollers import Poller, pollers
from marketplace.core.work.schedules import plan_schedules

IDLE_SECONDS = 0.4
STOP_LOOK_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 30.0
BEAT_EVERY = timedelta(seconds=10)

log = get_logger()


class LaneWorker:
    """Works through one lane; `step` does one round, `run` repeats until the stop event is set."""

    def __init__(self, app: Flask, lane: Lane, stop: threading.Event) -> None:
        """Bind the lane to the application whose database it works on."""
        self.app = app
        self.lane = lane
        self.stop = stop
        self._next_beat = clock.now() - BEAT_EVERY

    def run(self) -> None:
        """Work until stopped; a round that fails as a whole is logged and tried again."""
        while not self.stop.is_set():
            try:
                busy = self.step() > 0
            except Exception:
                log.exception("lane_round_failed", lane=self.lane.value)
                busy = False
            if not busy:
                self.stop.wait(IDLE_SECONDS)

    def step(self) -> int:
        """Claim what is due and carry it out; return how many deliveries were claimed.

        Told to stop, it gives back what it has not begun.
        """
        with self.app.app_context():
            self._beat_when_due()
            claims = lanes.claim(self.lane)
        for place, held in enumerate(claims):
            if self.stop.is_set():
                with self.app.app_context():
                    lanes.give_back(claims[place:])
                break
            with self.app.app_context():
                carry_out_one(held, self.lane)
                self._beat_when_due()
        return len(claims)

    def _beat_when_due(self) -> None:
        if clock.now() >= self._next_beat or self._next_beat > clock.now() + BEAT_EVERY:
            lanes.beat(self.lane)
            self._next_beat = clock.now() + BEAT_EVERY


class PollWorker:
    """Repeats a poller's rounds: at once while there is something to do, else after a pause."""

    def __init__(self, app: Flask, poller: Poller, stop: threading.Event) -> None:
        """Bind the poller to the application whose database it works on."""
        self.app = app
        self.poller = poller
        self.stop = stop

    def run(self) -> None:
        """Work until stopped; after a round that fails the pauses grow to half a minute."""
        pause = IDLE_SECONDS
        while not self.stop.is_set():
            try:
                busy = self.step() > 0
                pause = IDLE_SECONDS
            except Exception:
                log.exception("poll_failed", poller=self.poller.name)
                busy, pause = False, min(pause * 2, LONGEST_PAUSE_SECONDS)
            if not busy:
                self.stop.wait(pause)

    def step(self) -> int:
        """Do one round; return how much it did."""
        with self.app.app_context():
            return self.poller.act()


def carry_out_one(held: lanes.Claim, lane: Lane) -> None:
    """Carry out one claim; a failure puts it back or parks it, and is logged."""
    try:
        lanes.carry_out(held)
    except lanes.LostLease:
        log.warning("lease_lost", lane=lane.value, delivery=held.delivery_id)
    except Exception as error:
        session.rollback()
        log.exception("delivery_failed", lane=lane.value, delivery=held.delivery_id)
        try:
            lanes.put_back(held, error)
        except lanes.LostLease:
            log.warning("lease_lost", lane=lane.value, delivery=held.delivery_id)


def work_until_idle(app: Flask) -> int:
    """Carry out everything that is due now in every lane; return how much that was."""
    done = 0
    while True:
        claimed = sum(LaneWorker(app, lane, threading.Event()).step() for lane in Lane)
        claimed += sum(PollWorker(app, each, threading.Event()).step() for each in pollers())
        if not claimed:
            return done
        done += claimed


def run_worker(app: Flask) -> None:
    """Run every lane in its own thread until SIGTERM or SIGINT; each finishes its delivery."""
    stop = threading.Event()
    told: list[int] = []  # an Event set in a handler could wait for itself at a second signal
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: told.append(number))
    with app.app_context():
        unit_of_work(plan_schedules)
    threads = [
        threading.Thread(target=LaneWorker(app, lane, stop).run, name=f"lane-{lane.value}")
        for lane in Lane
    ]
    threads += [
        threading.Thread(target=PollWorker(app, each, stop).run, name=f"poll-{each.name}")
        for each in pollers()
    ]
    for thread in threads:
        thread.start()
    while not told:
        time.sleep(STOP_LOOK_SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
