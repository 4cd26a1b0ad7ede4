"""The lease on a delivery and its fence: only the holder of the newest one may write for it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.models import Delivery, DeliveryState

LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class Claim:
    """A delivery that this worker holds until the lease ends, under its fence."""

    delivery_id: int
    fence: int


class LostLease(Exception):
    """Another worker holds the delivery by now: what this one did is taken back."""


class UnknownWork(Exception):
    """No code knows this listener, timer, job or version of an event: it parks at once."""


def fenced(held: Claim) -> Delivery:
    """Return the claimed delivery, locked for the present unit; LostLease when it is not ours."""
    delivery = session.scalar(
        select(Delivery)
        .where(
            Delivery.id == held.delivery_id,
            Delivery.fence == held.fence,
            Delivery.state == DeliveryState.WAITING,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if delivery is None:
        raise LostLease
    return delivery


def renew(held: Claim) -> Delivery:
    """Let the lease begin anew, in the present unit; LostLease when it is not ours."""
    delivery = fenced(held)
    delivery.leased_until = clock.now() + LEASE
    return delivery


def mark_done(delivery: Delivery) -> None:
    """Say that a delivery's work is done."""
    delivery.state = DeliveryState.DONE
    delivery.done_at = clock.now()
