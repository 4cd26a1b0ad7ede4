"""Schedules: acts that repeat by themselves. A schedule is a delivery that comes back.

Each has one row, so it is claimed once across all workers, waits longer after each failure, and
parks on the desk like anything else that keeps failing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import insert_if_absent, require_unit, session
from marketplace.core.ids import new_public_id
from marketplace.core.work.models import Delivery, DeliveryState, Lane

#: The subject of a schedule's row, where a timer has its own.
SUBJECT = "schedule"
#: The pause between two steps of a run, so that people can write in between on SQLite.
PAUSE = timedelta(milliseconds=100)

ScheduledAct = Callable[[], bool]


@dataclass(frozen=True)
class Schedule:
    """An act that is due again `every` so often after it was done.

    `act` does one step and returns whether more is to be done at once. In the `act` lane it runs
    inside the unit that plans the next one; in the others outside of any, and is idempotent.
    """

    name: str
    every: timedelta
    lane: Lane
    act: ScheduledAct


_schedules: dict[str, Schedule] = {}


def schedule(
    name: str, *, every: timedelta, lane: Lane = Lane.LONG
) -> Callable[[ScheduledAct], ScheduledAct]:
    """Register an act that repeats; renaming it leaves its row parked."""

    def register(act: ScheduledAct) -> ScheduledAct:
        _schedules[name] = Schedule(name, every, lane, act)
        return act

    return register


def find_schedule(name: str) -> Schedule | None:
    """Return the schedule called `name`, None when no code knows it any more."""
    return _schedules.get(name)


def plan_schedules() -> None:
    """Give each schedule its row, unless it has one; each worker does so as it starts."""
    require_unit()
    standing = set(
        session.scalars(
            select(Delivery.listener).where(
                Delivery.subject == SUBJECT,
                Delivery.state.in_([DeliveryState.WAITING, DeliveryState.PARKED]),
            )
        )
    )
    for one in _schedules.values():
        if one.name not in standing:
            insert_if_absent(
                Delivery,
                code=new_public_id("DLV"),
                listener=one.name,
                subject=SUBJECT,
                lane=one.lane,
                state=DeliveryState.WAITING,
                due_at=clock.now() + one.every,
                attempts=0,
                fence=0,
            )


def come_back(delivery: Delivery, planned: Schedule, *, more: bool) -> None:
    """Set when the row of a schedule is due again: for its next step, or after its interval."""
    delivery.due_at = clock.now() + (PAUSE if more else planned.every)
    delivery.attempts = 0
    delivery.leased_until = None
    delivery.problem = None
