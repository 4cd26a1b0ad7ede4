"""Claiming work with a lease and a fence, and finishing it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from marketplace.core import clock
from marketplace.core.db import insert_if_absent, session, unit_of_work
from marketplace.core.errors import OutsideFailure
from marketplace.core.work.events import Event, find_listener, read_event
from marketplace.core.work.fences import (
    LEASE,
    Claim,
    LostLease,
    UnknownWork,
    fenced,
    mark_done,
    renew,
)
from marketplace.core.work.jobs import carry_on, fail_parked, is_job
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, Heartbeat, Lane
from marketplace.core.work.schedules import SUBJECT, Schedule, come_back, find_schedule
from marketplace.core.work.timers import find_timer

BATCH = 20
ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=15)
PROBLEM_LENGTH = 200

__all__ = [
    "ATTEMPTS",
    "LEASE",
    "Claim",
    "LostLease",
    "UnknownWork",
    "beat",
    "carry_out",
    "claim",
    "give_back",
    "newest_beats",
    "put_back",
    "wait_before",
]


def claim(lane: Lane, *, batch: int = BATCH) -> list[Claim]:
    """Take up to `batch` due deliveries of the lane, oldest first, in a unit of their own."""
    return unit_of_work(_claim, lane, batch)


def _claim(lane: Lane, batch: int) -> list[Claim]:
    now = clock.now()
    due = (
        select(Delivery.id)
        .where(
            Delivery.lane == lane,
            Delivery.state == DeliveryState.WAITING,
            Delivery.due_at <= now,
            or_(Delivery.leased_until.is_(None), Delivery.leased_until < now),
        )
        .order_by(Delivery.due_at, Delivery.id)
        .limit(batch)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(
        update(Delivery)
        .where(Delivery.id.in_(due.scalar_subquery()))
        .values(leased_until=now + LEASE, fence=Delivery.fence + 1)
        .returning(Delivery.due_at, Delivery.id, Delivery.fence)
    )
    in_order = sorted(rows, key=lambda row: (row.due_at, row.id))
    return [Claim(row.id, row.fence) for row in in_order]


def carry_out(held: Claim) -> None:
    """Do the work of a claim and mark it done; raises what the listener raises.

    In the `act` lane both happen in one unit. In the others the lease begins anew before the work,
    so that the end of a slow batch goes out once. Raises LostLease, and then nothing was written.
    """
    delivery = session.get(Delivery, held.delivery_id)
    if delivery is None:
        raise LostLease
    if delivery.lane is Lane.ACT:
        unit_of_work(_act_and_finish, held)
        return
    if is_job(delivery):
        carry_on(held)
        return
    unit_of_work(renew, held)
    if delivery.subject == SUBJECT:
        planned = _schedule_of(delivery)
        unit_of_work(_come_back, held, planned, more=planned.act())
        return
    event, listener = _event_of(delivery), find_listener(delivery.listener)
    if event is None or listener is None:
        raise UnknownWork(delivery.listener)
    listener.act(event)
    unit_of_work(_finish, held)


def _schedule_of(delivery: Delivery) -> Schedule:
    planned = find_schedule(delivery.listener)
    if planned is None:
        raise UnknownWork(delivery.listener)
    return planned


def _come_back(held: Claim, planned: Schedule, *, more: bool) -> None:
    come_back(fenced(held), planned, more=more)


def _act_and_finish(held: Claim) -> None:
    delivery = fenced(held)
    if delivery.subject == SUBJECT:
        planned = _schedule_of(delivery)
        come_back(delivery, planned, more=planned.act())
        return
    mark_done(delivery)
    if delivery.subject is not None:
        act = find_timer(delivery.listener)
        if act is None:
            raise UnknownWork(delivery.listener)
        act(delivery.subject)
        return
    event, listener = _event_of(delivery), find_listener(delivery.listener)
    if event is None or listener is None:
        raise UnknownWork(delivery.listener)
    listener.act(event)


def _event_of(delivery: Delivery) -> Event | None:
    row = session.get_one(EventRow, delivery.event_id)
    return read_event(row.name, row.version, row.facts)


def _finish(held: Claim) -> None:
    mark_done(fenced(held))


def put_back(held: Claim, error: Exception) -> bool:
    """Let a failed delivery wait longer each time, or park it; say whether it was parked."""
    return unit_of_work(_put_back, held, error)


def _put_back(held: Claim, error: Exception) -> bool:
    delivery = fenced(held)
    delivery.attempts += 1
    delivery.leased_until = None
    delivery.problem = f"{type(error).__name__}: {error}"[:PROBLEM_LENGTH]
    hopeless = isinstance(error, UnknownWork) or (
        isinstance(error, OutsideFailure) and error.permanent
    )
    if hopeless or delivery.attempts >= ATTEMPTS:
        delivery.state = DeliveryState.PARKED
        delivery.parked_at = clock.now()
        if is_job(delivery):
            fail_parked(delivery)
        return True
    delivery.due_at = clock.now() + wait_before(delivery.attempts)
    return False


def give_back(held: Collection[Claim]) -> None:
    """End the leases of claims that were not begun, so that another worker need not wait for it."""
    if held:
        unit_of_work(_give_back, held)


def _give_back(held: Collection[Claim]) -> None:
    for one in held:
        session.execute(
            update(Delivery)
            .where(
                Delivery.id == one.delivery_id,
                Delivery.fence == one.fence,
                Delivery.state == DeliveryState.WAITING,
            )
            .values(leased_until=None)
        )


def wait_before(attempts: int) -> timedelta:
    """Return how long a delivery waits after its n-th failure: 15 s, doubled each time."""
    return FIRST_WAIT * (1 << (attempts - 1))


def beat(lane: Lane) -> None:
    """Write that this lane's worker is alive, in a unit of its own."""
    unit_of_work(_beat, lane)


def _beat(lane: Lane) -> None:
    now = clock.now()
    if not insert_if_absent(Heartbeat, lane=lane, at=now):
        session.get_one(Heartbeat, lane).at = now


def newest_beats() -> dict[Lane, datetime]:
    """Return when each lane's worker last looked for work."""
    return {row.lane: row.at for row in session.scalars(select(Heartbeat))}
