"""Timers fire once when due; one that waits is replaced or taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.work.models import Delivery, DeliveryState
from marketplace.core.work.timers import cancel_timer, find_timer, set_timer, timer
from tests.core.work.happenings import FAILURES, TIMER, refusals, ring, written
from tests.support.together import run_together

HOUR = timedelta(hours=1)


def states():
    session.rollback()
    return session.scalars(select(Delivery.state)).all()


def test_a_timer_fires_once_when_it_is_due(both_databases, context, step):
    due = clock.now() + HOUR
    unit_of_work(set_timer, TIMER, "PER-1", due)
    assert step() == 0
    with clock.moved_to(due):
        assert [step(), step()] == [1, 0]
    assert (written(), states()) == (["PER-1"], [DeliveryState.DONE])


def test_setting_it_again_replaces_the_one_that_waits(both_databases, context, step):
    now = clock.now()
    unit_of_work(set_timer, TIMER, "PER-1", now + HOUR)
    unit_of_work(set_timer, TIMER, "PER-1", now + 3 * HOUR)
    unit_of_work(set_timer, TIMER, "PER-2", now + HOUR)
    with clock.moved_to(now + 2 * HOUR):
        step()
    assert written() == ["PER-2"]
    with clock.moved_to(now + 4 * HOUR):
        step()
    assert written() == ["PER-2", "PER-1"]


def test_a_timer_that_has_fired_may_be_set_again(context, step):
    for _ in range(2):
        unit_of_work(set_timer, TIMER, "PER-1", clock.now())
        step()
    assert written() == ["PER-1", "PER-1"]


def test_a_timer_may_set_itself_again(context, step):
    @timer("tests.again")
    def again(subject):
        set_timer("tests.again", subject, clock.now() + HOUR)

    unit_of_work(set_timer, "tests.again", "PER-1", clock.now())
    assert step() == 1
    assert sorted(states()) == [DeliveryState.DONE, DeliveryState.WAITING]


def test_a_timer_is_taken_back(context, step):
    unit_of_work(set_timer, TIMER, "PER-1", clock.now())
    unit_of_work(cancel_timer, TIMER, "PER-1")
    unit_of_work(cancel_timer, TIMER, "PER-2")
    assert (step(), written()) == (0, [])


def test_a_timer_that_fails_is_tried_again(context, step):
    unit_of_work(set_timer, TIMER, "PER-1", clock.now())
    FAILURES.extend(refusals(1))
    step()
    with clock.moved_to(clock.now() + HOUR):
        step()
    assert (written(), states()) == (["PER-1"], [DeliveryState.DONE])


def test_a_timer_that_no_code_knows_parks(context, step):
    unit_of_work(set_timer, "tests.forgotten", "PER-1", clock.now())
    step()
    assert states() == [DeliveryState.PARKED]


def test_two_who_set_it_at_once_leave_one(both_databases, app, context):
    due = clock.now() + HOUR
    answers = run_together(app, *[lambda: unit_of_work(set_timer, TIMER, "PER-1", due)] * 4)
    assert answers == [None] * 4
    assert states() == [DeliveryState.WAITING]


def test_outside_a_unit_nothing_is_set(context):
    with pytest.raises(RuntimeError):
        set_timer(TIMER, "PER-1", clock.now())


def test_a_timer_is_found_by_its_name():
    assert find_timer(TIMER) is ring
    assert find_timer("tests.forgotten") is None
