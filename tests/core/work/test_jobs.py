"""Jobs: done in slices, each with its resume point in one commit; cancelled, failed, resumed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.audit import Actor, AuditEntry, Channel
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.work import jobs, lanes
from marketplace.core.work.jobs import (
    JobFailed,
    cancel_job,
    find_job,
    job,
    jobs_of,
    resume_job,
    start_job,
)
from marketplace.core.work.models import Delivery, DeliveryState, JobState, Lane
from marketplace.core.work.parked import retry_parked
from tests.core.work.happenings import FAILURES, fail_if_asked, write, written

SELLER = Actor(Channel.WEB, "PER-0000-00000", "COM-0000-00000")
KIND = "tests.count"


class Killed(BaseException):
    """Ends the worker as a kill does: nothing after it runs."""


@pytest.fixture(autouse=True)
def count(monkeypatch):
    """Know a job that writes the numbers up to its `to`, one a slice; nothing waits for anybody."""
    monkeypatch.setattr(jobs, "_steps", {})
    monkeypatch.setattr(jobs, "PAUSE_SECONDS", 0)

    @job(KIND)
    def step(held):
        reached = held.at.get("reached", 0)
        if reached == held.facts["to"]:
            return False
        unit_of_work(write_one, held, reached + 1)
        fail_if_asked()
        return True

    return step


def write_one(held, number):
    write(f"{number}")
    held.advance({"reached": number}, done=number, total=held.facts["to"])


def start(to=3):
    return unit_of_work(start_job, KIND, {"to": to}, actor=SELLER, subject="COM-0000-00000").code


def states(code):
    session.rollback()
    row = find_job(code)
    return row.state, row.done, row.total


def deliveries():
    session.rollback()
    return session.scalars(select(Delivery)).all()


def numbers():
    session.rollback()
    return [each for each in written() if each.isdigit()]


def test_a_job_is_done_slice_by_slice_and_says_how_far_it_is(both_databases, context, step):
    code = start()
    assert states(code) == (JobState.WAITING, 0, None)
    assert [step(Lane.LONG), step(Lane.LONG)] == [1, 0]
    assert numbers() == ["1", "2", "3"]
    assert states(code) == (JobState.DONE, 3, 3)
    assert find_job(code).ended_at <= clock.now()
    assert [row.state for row in deliveries()] == [DeliveryState.DONE]


def test_a_job_knows_who_started_it_and_its_ways_are_recorded(context, step):
    code = start()
    step(Lane.LONG)
    told = session.scalars(select(AuditEntry).where(AuditEntry.subject == code))
    assert [(row.tag, row.channel, row.actor_person) for row in told] == [
        ("job:work:started", Channel.WEB, SELLER.person),
        ("job:state:begin", Channel.WORKER, SELLER.person),
        ("job:state:finish", Channel.WORKER, SELLER.person),
    ]
    assert [row.code for row in jobs_of("COM-0000-00000")] == [code]


def test_a_turn_ends_and_the_job_comes_back(context, step, monkeypatch):
    monkeypatch.setattr(jobs, "TURN_SECONDS", 0)
    code = start()
    assert [step(Lane.LONG) for _ in range(2)] == [1, 1]
    assert states(code) == (JobState.RUNNING, 2, 3)
    assert [step(Lane.LONG) for _ in range(3)] == [1, 1, 0]
    assert numbers() == ["1", "2", "3"]


@pytest.mark.parametrize("before_the_commit", [True, False])
def test_a_killed_worker_loses_and_doubles_nothing(
    both_databases, context, step, monkeypatch, before_the_commit
):
    code = start()
    deaths = [Killed()]

    def die(held, number):
        write_one(held, number)
        if number == 2 and deaths and before_the_commit:
            raise deaths.pop()

    @job(KIND)
    def mortal(held):
        reached = held.at.get("reached", 0)
        if reached == 3:
            return False
        unit_of_work(die, held, reached + 1)
        if reached == 1 and deaths:
            raise deaths.pop()
        return True

    with pytest.raises(Killed):
        step(Lane.LONG)
    assert states(code)[0] is JobState.RUNNING
    assert step(Lane.LONG) == 0
    with clock.moved_to(clock.now() + lanes.LEASE + timedelta(seconds=1)):
        assert step(Lane.LONG) == 1
    assert numbers() == ["1", "2", "3"]
    assert states(code) == (JobState.DONE, 3, 3)


def test_who_lost_the_lease_writes_nothing(both_databases, context, count):
    code = start()
    (late,) = lanes.claim(Lane.LONG)
    with clock.moved_to(clock.now() + lanes.LEASE + timedelta(seconds=1)):
        assert len(lanes.claim(Lane.LONG)) == 1
    session.rollback()
    with pytest.raises(lanes.LostLease):
        lanes.carry_out(late)
    assert (numbers(), states(code)[0]) == ([], JobState.WAITING)


def test_a_cancelled_job_keeps_what_it_did_and_does_no_more(both_databases, context, step):
    code = start()

    @job(KIND)
    def cancelled_meanwhile(held):
        reached = held.at.get("reached", 0)
        if reached == 1:
            unit_of_work(cancel_job, code, actor=SELLER)
        unit_of_work(write_one, held, reached + 1)
        return True

    step(Lane.LONG)
    assert numbers() == ["1"]
    assert states(code) == (JobState.CANCELLED, 1, 3)
    assert (step(Lane.LONG), deliveries()) == (0, [])
    with pytest.raises(Conflict):
        unit_of_work(cancel_job, code, actor=SELLER)


def test_a_claimed_job_that_is_cancelled_is_let_go(context, count):
    code = start()
    (held,) = lanes.claim(Lane.LONG)
    unit_of_work(cancel_job, code, actor=SELLER)
    with pytest.raises(lanes.LostLease):
        lanes.carry_out(held)


def test_a_job_that_cannot_be_done_says_why_and_can_be_resumed(both_databases, context, step):
    code = start()
    FAILURES.append(JobFailed({"code": "no_file", "row": 7}))
    step(Lane.LONG)
    assert states(code) == (JobState.FAILED, 1, 3)
    assert find_job(code).problem == {"code": "no_file", "row": 7}
    unit_of_work(resume_job, code, actor=SELLER)
    step(Lane.LONG)
    assert numbers() == ["1", "2", "3"]
    assert (states(code)[0], find_job(code).problem) == (JobState.DONE, None)
    with pytest.raises(Conflict):
        unit_of_work(resume_job, code, actor=SELLER)


def test_a_slice_that_breaks_is_tried_again_from_where_the_job_stands(context, step):
    code = start()
    FAILURES.append(RuntimeError("the disk is full"))
    step(Lane.LONG)
    assert states(code)[0] is JobState.RUNNING
    with clock.moved_to(clock.now() + timedelta(seconds=20)):
        step(Lane.LONG)
    assert (numbers(), states(code)[0]) == (["1", "2", "3"], JobState.DONE)


def test_a_job_that_keeps_breaking_fails_and_a_retry_of_its_delivery_takes_it_up(
    both_databases, context, step, monkeypatch
):
    monkeypatch.setattr(lanes, "ATTEMPTS", 1)
    code = start()
    FAILURES.append(RuntimeError("the disk is full"))
    step(Lane.LONG)
    assert (states(code)[0], find_job(code).problem) == (JobState.FAILED, {"code": "broken"})
    unit_of_work(retry_parked, deliveries()[0].code, actor=SELLER)
    step(Lane.LONG)
    assert (numbers(), states(code)[0]) == (["1", "2", "3"], JobState.DONE)


def test_a_kind_that_no_code_knows_fails(context, step):
    code = start()
    jobs._steps.clear()
    step(Lane.LONG)
    assert states(code)[0] is JobState.FAILED
    assert [row.state for row in deliveries()] == [DeliveryState.PARKED]
