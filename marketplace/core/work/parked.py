"""Parked work: what kept failing, and letting it be tried again."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import require_unit, session
from marketplace.core.errors import Conflict, NotFound
from marketplace.core.web.paging import Page, newest_first
from marketplace.core.work.models import Delivery, DeliveryState


def parked_deliveries(cursor: str | None) -> Page[Delivery]:
    """Return a page of parked deliveries, the newest first."""
    parked = select(Delivery).where(Delivery.state == DeliveryState.PARKED)
    return newest_first(parked, at=Delivery.parked_at, code=Delivery.code, cursor=cursor)


def count_parked() -> int:
    """Return how many deliveries are parked."""
    parked = select(func.count()).where(Delivery.state == DeliveryState.PARKED)
    return session.scalar(parked) or 0


def oldest_parked() -> datetime | None:
    """Return since when the oldest parked delivery is parked; None while there is none."""
    parked = select(func.min(Delivery.parked_at)).where(Delivery.state == DeliveryState.PARKED)
    return session.scalar(parked)


def find_delivery(code: str) -> Delivery | None:
    """Return the delivery with this public id."""
    return session.scalar(select(Delivery).where(Delivery.code == code))


def retry_parked(code: str, *, actor: Actor) -> None:
    """Let a parked delivery be tried again at once, with all its attempts before it.

    Raises NotFound when there is none with this public id, and Conflict when it is not parked any
    more or when a newer timer of its kind waits for the same subject.
    """
    require_unit()
    delivery = session.scalar(
        select(Delivery)
        .where(Delivery.code == code)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if delivery is None:
        raise NotFound
    if delivery.state is not DeliveryState.PARKED:
        raise Conflict(_("Somebody let this be tried again already."))
    if _waits_anew(delivery):
        raise Conflict(_("The same work was planned again in the meantime and will be done then."))
    delivery.state = DeliveryState.WAITING
    delivery.due_at = clock.now()
    delivery.attempts = 0
    delivery.parked_at = None
    delivery.leased_until = None
    audit.record(
        "delivery:state:retried",
        kind="delivery",
        subject=delivery.code,
        actor=actor,
        from_state=DeliveryState.PARKED.value,
        to_state=DeliveryState.WAITING.value,
        listener=delivery.listener,
    )


def _waits_anew(delivery: Delivery) -> bool:
    if delivery.subject is None:
        return False
    same = select(Delivery.id).where(
        Delivery.listener == delivery.listener,
        Delivery.subject == delivery.subject,
        Delivery.state == DeliveryState.WAITING,
    )
    return session.scalar(same) is not None
