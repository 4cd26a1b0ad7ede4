"""Schedules repeat: one row each, claimed once across workers, in the lane they name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import require_no_unit, require_unit, session, unit_of_work
from marketplace.core.work import lanes, schedules
from marketplace.core.work.models import Delivery, DeliveryState, Lane
from marketplace.core.work.schedules import SUBJECT, plan_schedules, schedule
from tests.core.work.happenings import write, written
from tests.support.together import run_together

HOUR = timedelta(hours=1)


@pytest.fixture
def planned(monkeypatch):
    """Know the schedules of the test alone; `planned(steps)` makes one that does so many steps."""
    monkeypatch.setattr(schedules, "_schedules", {})

    def make(steps=1, lane=Lane.LONG):
        left = []

        @schedule("tests.tidy", every=HOUR, lane=lane)
        def tidy():
            if lane is Lane.ACT:
                require_unit()
                write("tidy")
            else:
                require_no_unit()
                unit_of_work(write, "tidy")
            left.append(1)
            return len(left) % steps != 0

        unit_of_work(plan_schedules)

    return make


def rows():
    session.rollback()
    return session.scalars(select(Delivery).where(Delivery.subject == SUBJECT)).all()


@pytest.mark.parametrize("lane", [Lane.LONG, Lane.ACT])
def test_a_schedule_is_due_after_its_interval_and_again_after_it(
    both_databases, context, planned, step, lane
):
    planned(lane=lane)
    begin = clock.now()
    done = []
    for minutes in (0, 61, 62, 120, 122):
        with clock.moved_to(begin + timedelta(minutes=minutes)):
            done.append(step(lane))
    assert done == [0, 1, 0, 0, 1]
    assert written() == ["tidy", "tidy"]
    assert len(rows()) == 1


def test_a_run_of_several_steps_goes_on_at_once(context, planned, step):
    planned(steps=3)
    begin = clock.now() + HOUR
    for seconds in (1, 2, 3, 4):
        with clock.moved_to(begin + timedelta(seconds=seconds)):
            step(Lane.LONG)
    assert written() == ["tidy"] * 3


def test_workers_that_begin_together_plan_one_row(both_databases, app, context, planned):
    planned()
    run_together(app, *[lambda: unit_of_work(plan_schedules)] * 4)
    assert [row.listener for row in rows()] == ["tests.tidy"]


def test_workers_side_by_side_claim_a_schedule_once(both_databases, app, context, planned):
    planned()
    with clock.moved_to(clock.now() + 2 * HOUR):
        later = clock.now()

    def claim():
        with clock.moved_to(later):
            return lanes.claim(Lane.LONG)

    assert sorted(map(len, run_together(app, claim, claim, claim))) == [0, 0, 1]


def test_a_schedule_that_fails_waits_and_then_does_its_work(context, planned, step, monkeypatch):
    planned()
    known = schedules.find_schedule("tests.tidy")
    failing = schedules.Schedule("tests.tidy", HOUR, Lane.LONG, lambda: 1 // 0)
    monkeypatch.setitem(schedules._schedules, "tests.tidy", failing)
    begin = clock.now() + HOUR
    with clock.moved_to(begin + timedelta(seconds=1)):
        step(Lane.LONG)
    assert rows()[0].problem == "ZeroDivisionError: integer division or modulo by zero"
    monkeypatch.setitem(schedules._schedules, "tests.tidy", known)
    with clock.moved_to(begin + timedelta(seconds=20)):
        step(Lane.LONG)
    assert written() == ["tidy"]
    assert [(row.attempts, row.problem) for row in rows()] == [(0, None)]


def test_a_schedule_that_no_code_knows_parks_and_is_not_planned_again(context, planned, step):
    planned()
    known = dict(schedules._schedules)
    schedules._schedules.clear()
    with clock.moved_to(clock.now() + 2 * HOUR):
        step(Lane.LONG)
    schedules._schedules.update(known)
    unit_of_work(plan_schedules)
    assert [row.state for row in rows()] == [DeliveryState.PARKED]


def test_a_worker_that_lost_the_lease_plans_nothing(context, planned):
    planned()
    with clock.moved_to(clock.now() + 2 * HOUR):
        (late,) = lanes.claim(Lane.LONG)
    with clock.moved_to(clock.now() + 3 * HOUR):
        assert len(lanes.claim(Lane.LONG)) == 1
        session.rollback()
        with pytest.raises(lanes.LostLease):
            lanes.carry_out(late)
    assert written() == []
