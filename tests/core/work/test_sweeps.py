"""What the house forgets by itself, and what it keeps."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import OnceKey, new_once_key, once, session, unit_of_work
from marketplace.core.work import sweeps
from marketplace.core.work.events import publish
from marketplace.core.work.jobs import cancel_job, find_job, start_job
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, JobRow, JobState
from marketplace.core.work.schedules import SUBJECT, plan_schedules
from marketplace.core.work.worker import work_until_idle
from tests.core.work.happenings import Happened

LONG_AGO = timedelta(days=31)


def park():
    waiting = session.scalars(select(Delivery).where(Delivery.state == DeliveryState.WAITING)).one()
    waiting.state, waiting.problem, waiting.parked_at = DeliveryState.PARKED, "x", clock.now()


@pytest.fixture
def old_work(app, context):
    """Two deliveries done and one parked 31 days ago, one done today."""
    with clock.moved_to(clock.now() - LONG_AGO):
        for name in ("one", "two"):
            unit_of_work(publish, Happened(name))
        work_until_idle(app)
        unit_of_work(publish, Happened("parked"))
        unit_of_work(park)
    unit_of_work(publish, Happened("today"))
    work_until_idle(app)


def waiting_names():
    session.rollback()
    return [row.facts["what"] for row in session.scalars(select(EventRow).order_by(EventRow.id))]


def test_deliveries_done_a_month_ago_go_with_their_events(both_databases, old_work):
    assert (sweeps.sweep_deliveries(), sweeps.sweep_events()) == (False, False)
    assert waiting_names() == ["parked", "today"]
    session.rollback()
    states = session.scalars(select(Delivery.state).order_by(Delivery.id)).all()
    assert DeliveryState.DONE in states
    assert len(states) == 2


def test_what_is_too_much_for_one_transaction_goes_step_by_step(old_work, monkeypatch):
    monkeypatch.setattr(sweeps, "BATCH", 1)
    steps = [sweeps.sweep_deliveries() for _time in range(3)]
    assert steps == [True, True, False]
    assert [sweeps.sweep_events() for _time in range(3)] == [True, True, False]


def test_an_event_that_a_delivery_needs_stays(both_databases, old_work):
    sweeps.sweep_events()
    assert waiting_names() == ["one", "two", "parked", "today"]


def test_once_keys_of_a_month_ago_are_forgotten(both_databases, context):
    with clock.moved_to(clock.now() - LONG_AGO):
        unit_of_work(once, new_once_key(), "tests", lambda: "old")
    unit_of_work(once, new_once_key(), "tests", lambda: "new")
    assert sweeps.sweep_once_keys() is False
    session.rollback()
    assert session.scalars(select(OnceKey.result)).all() == ["new"]


def test_every_worker_plans_the_sweeps(context):
    unit_of_work(plan_schedules)
    found = select(Delivery.listener).where(Delivery.subject == SUBJECT)
    assert {"core.sweep_deliveries", "core.sweep_events", "core.sweep_once_keys"} <= set(
        session.scalars(found)
    )


def test_a_sweep_writes_no_new_work(context, app):
    unit_of_work(plan_schedules)
    before = session.scalar(select(func.count()).select_from(Delivery))
    session.rollback()
    with clock.moved_to(clock.now() + timedelta(days=2)):
        work_until_idle(app)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Delivery)) == before


def test_jobs_that_ended_a_month_ago_go_and_failed_ones_stay(both_databases, app, context):
    def start(kind):
        return unit_of_work(start_job, kind, {}, actor=AT_THE_SERVER, subject="COM-1").code

    with clock.moved_to(clock.now() - LONG_AGO):
        start("tests.unknown")
        work_until_idle(app)
        for _time in range(2):
            code = start("tests.cancelled")
            unit_of_work(cancel_job, code, actor=AT_THE_SERVER)
    waits = start("tests.waits")
    assert sweeps.sweep_jobs() is False
    session.rollback()
    left = select(JobRow.kind, JobRow.state).order_by(JobRow.id)
    assert session.execute(left).all() == [
        ("tests.unknown", JobState.FAILED),
        ("tests.waits", JobState.WAITING),
    ]
    assert find_job(waits)
