"""Timers: acts that are due once, at an instant. A timer is a delivery with a due time ahead."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete

from marketplace.core.db import insert_if_absent, require_unit, session
from marketplace.core.ids import new_public_id
from marketplace.core.work.models import Delivery, DeliveryState, Lane

TimerAct = Callable[[str], None]

_timers: dict[str, TimerAct] = {}


def timer(name: str) -> Callable[[TimerAct], TimerAct]:
    """Register the act of a timer; it gets the subject's public id, in the worker's unit."""

    def register(act: TimerAct) -> TimerAct:
        _timers[name] = act
        return act

    return register


def find_timer(name: str) -> TimerAct | None:
    """Return the act of the timer called `name`, None when no code knows it any more."""
    return _timers.get(name)


def set_timer(name: str, subject: str, due_at: datetime) -> None:
    """Let the timer fire for `subject` at `due_at`, replacing one that waits."""
    cancel_timer(name, subject)
    insert_if_absent(
        Delivery,
        code=new_public_id("DLV"),
        listener=name,
        subject=subject,
        lane=Lane.ACT,
        state=DeliveryState.WAITING,
        due_at=due_at,
        attempts=0,
        fence=0,
    )


def cancel_timer(name: str, subject: str) -> None:
    """Take back a timer that waits; nothing happens when there is none."""
    require_unit()
    session.execute(
        delete(Delivery).where(
            Delivery.listener == name,
            Delivery.subject == subject,
            Delivery.state == DeliveryState.WAITING,
        )
    )
