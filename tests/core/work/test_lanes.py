"""Deliveries: claimed under a lease and a fence, done once, tried again later, parked at last."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.core.work import lanes
from marketplace.core.work.events import publish
from marketplace.core.work.lanes import (
    ATTEMPTS,
    LEASE,
    Claim,
    LostLease,
    carry_out,
    claim,
    put_back,
    wait_before,
)
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, Lane
from tests.core.work.happenings import (
    FAILURES,
    TOLD,
    Happened,
    Mailed,
    outside_failure,
    refusals,
    written,
)
from tests.support.together import run_together


def publish_all(*events):
    for event in events:
        publish(event)


def only():
    session.rollback()
    return session.scalars(select(Delivery)).one()


def test_work_is_done_once(both_databases, context, step):
    unit_of_work(publish, Happened("now"))
    assert [step(), step()] == [1, 0]
    assert written() == ["now"]
    delivery = only()
    assert delivery.state is DeliveryState.DONE
    assert delivery.done_at <= clock.now()


def test_each_lane_takes_its_own(context, step):
    unit_of_work(publish_all, Happened("inside"), Mailed("outside"))
    assert [step(Lane.MAIL), written(), TOLD] == [1, ["outside"], ["outside"]]
    assert [step(Lane.ACT), step(Lane.MAIL), written()] == [1, 0, ["outside", "inside"]]


def test_the_oldest_is_claimed_first(both_databases, context, step):
    names = [f"{n:02}" for n in range(25)]
    for name in reversed(names):
        with clock.moved_to(clock.now() - timedelta(hours=1) + timedelta(seconds=int(name))):
            unit_of_work(publish, Happened(name))
    assert [step(), step()] == [20, 5]
    assert written() == names


def test_what_is_not_due_waits(context, step):
    with clock.moved_to(clock.now() + timedelta(minutes=1)):
        unit_of_work(publish, Happened("later"))
    assert step() == 0


def test_a_failed_listener_leaves_nothing_and_is_tried_again(both_databases, context, step):
    unit_of_work(publish, Happened("now"))
    FAILURES.extend(refusals(1))
    step()
    assert written() == []
    assert (only().attempts, only().problem) == (1, "Refused: Failure 1")
    with clock.moved_to(only().due_at):
        step()
    assert written() == ["now"]


def test_a_failure_waits_longer_each_time():
    waits = [wait_before(attempts).total_seconds() for attempts in range(1, 8)]
    assert waits == [15, 30, 60, 120, 240, 480, 960]


def test_the_eighth_failure_parks(both_databases, context, step):
    unit_of_work(publish, Happened("never"))
    FAILURES.extend(refusals(ATTEMPTS))
    waited = []
    for _ in range(ATTEMPTS):
        with clock.moved_to(only().due_at):
            before = clock.now()
            assert step() == 1
            waited.append(15 * round((only().due_at - before).total_seconds() / 15))
    assert waited == [15, 30, 60, 120, 240, 480, 960, 0]
    parked = only()
    assert (parked.state, parked.attempts) == (DeliveryState.PARKED, 8)
    assert (parked.problem, parked.parked_at is None) == ("Refused: Failure 8", False)
    with clock.moved_to(clock.now() + timedelta(days=30)):
        assert step() == 0
    assert written() == []


def test_a_delivery_that_fails_holds_up_no_other(context, step):
    unit_of_work(publish_all, Happened("fails"), Happened("works"))
    FAILURES.extend(refusals(1))
    step()
    assert written() == ["works"]


def test_a_failure_outside_that_stays_parks_at_once(context, step):
    unit_of_work(publish, Mailed("to nobody"))
    FAILURES.append(outside_failure(permanent=True))
    step(Lane.MAIL)
    assert (only().state, only().problem) == (
        DeliveryState.PARKED,
        "OutsideFailure: The other side said no.",
    )


def test_a_failure_outside_that_may_pass_is_tried_again(context, step):
    unit_of_work(publish, Mailed("a letter"))
    FAILURES.append(outside_failure(permanent=False))
    step(Lane.MAIL)
    with clock.moved_to(only().due_at):
        step(Lane.MAIL)
    assert (TOLD, written(), only().state) == (
        ["a letter", "a letter"],
        ["a letter"],
        DeliveryState.DONE,
    )


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize(
    ("name", "version", "listener"),
    [
        ("tests.happened", 9, "tests.core.work.happenings.note"),
        ("tests.nobody_knows", 1, "tests.core.work.happenings.note"),
        ("tests.happened", 1, "tests.core.work.happenings.gone"),
    ],
)
def test_work_that_no_code_knows_parks_at_once(context, step, lane, name, version, listener):
    def store():
        event = EventRow(name=name, version=version, at=clock.now(), facts={"what": "x"})
        session.add(event)
        session.flush()
        facts = {"lane": lane, "state": DeliveryState.WAITING, "due_at": clock.now()}
        code = new_public_id("DLV")
        session.add(Delivery(code=code, event_id=event.id, listener=listener, **facts))

    unit_of_work(store)
    assert step(lane) == 1
    assert (only().state, only().problem) == (DeliveryState.PARKED, f"UnknownWork: {listener}")
    assert written() == []


def test_a_claim_holds_until_its_lease_ends(both_databases, context):
    unit_of_work(publish, Happened("now"))
    (first,) = claim(Lane.ACT)
    assert claim(Lane.ACT) == []
    with clock.moved_to(clock.now() + LEASE + timedelta(seconds=1)):
        assert claim(Lane.ACT) == [Claim(first.delivery_id, first.fence + 1)]


@pytest.mark.parametrize(("event", "lane"), [(Happened("x"), Lane.ACT), (Mailed("x"), Lane.MAIL)])
def test_the_late_holder_of_a_lease_does_nothing(both_databases, context, event, lane):
    unit_of_work(publish, event)
    (late,) = claim(lane)
    with clock.moved_to(clock.now() + LEASE + timedelta(seconds=1)):
        (present,) = claim(lane)
        for act in (lambda: carry_out(late), lambda: put_back(late, ValueError())):
            with pytest.raises(LostLease):
                act()
        assert (written(), TOLD) == ([], [])
        session.rollback()
        carry_out(present)
    assert (written(), only().state, only().attempts) == (["x"], DeliveryState.DONE, 0)
    with pytest.raises(LostLease):
        carry_out(late)
    assert written() == ["x"]


def test_the_end_of_a_slow_batch_of_mails_keeps_its_lease(context):
    unit_of_work(publish_all, Mailed("first"), Mailed("second"))
    first, second = claim(Lane.MAIL)
    with clock.moved_to(clock.now() + LEASE - timedelta(seconds=1)):
        carry_out(second)
    with clock.moved_to(clock.now() + LEASE + timedelta(seconds=1)):
        assert [held.delivery_id for held in claim(Lane.MAIL)] == [first.delivery_id]


def test_claims_made_at_the_same_time_share_nothing(both_databases, app, context):
    unit_of_work(publish_all, *(Happened(str(n)) for n in range(30)))
    claims = run_together(app, *[lambda: claim(Lane.ACT, batch=7)] * 5)
    held = [each.delivery_id for batch in claims for each in batch]
    assert len(held) == len(set(held))
    assert all(len(batch) <= 7 for batch in claims)


def test_what_another_worker_holds_by_now_is_not_given_back(both_databases, context):
    unit_of_work(publish, Happened("x"))
    late = lanes.claim(Lane.ACT)
    with clock.moved_to(clock.now() + lanes.LEASE + timedelta(seconds=1)):
        assert len(lanes.claim(Lane.ACT)) == 1
        lanes.give_back(late)
        assert lanes.claim(Lane.ACT) == []
