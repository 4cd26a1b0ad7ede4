"""What the house forgets by itself: finished deliveries with their events, jobs, once-keys."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, exists, select, tuple_

from marketplace.core import clock
from marketplace.core.db import OnceKey, session, unit_of_work
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, JobRow, JobState
from marketplace.core.work.schedules import schedule

DAY = timedelta(days=1)
#: How long a finished delivery is kept, to be looked at.
KEPT = timedelta(days=30)
#: How long once-keys are kept: a form that is sent again later is carried out again.
KEYS_KEPT = timedelta(days=30)
#: Rows deleted in one transaction.
BATCH = 200


def install(_app: Flask) -> None:
    """Nothing but the import is needed: it registers the sweeps."""


@schedule("core.sweep_deliveries", every=DAY)
def sweep_deliveries() -> bool:
    """Delete deliveries that were done 30 days ago; return whether there may be more."""
    return unit_of_work(_sweep_deliveries) == BATCH


def _sweep_deliveries() -> int:
    old = (
        select(Delivery.id)
        .where(Delivery.state == DeliveryState.DONE, Delivery.done_at < clock.now() - KEPT)
        .order_by(Delivery.done_at)
        .limit(BATCH)
    )
    return len(
        session.execute(delete(Delivery).where(Delivery.id.in_(old)).returning(Delivery.id)).all()
    )


@schedule("core.sweep_events", every=DAY)
def sweep_events() -> bool:
    """Delete events of 30 days ago that no delivery needs; return whether there may be more."""
    return unit_of_work(_sweep_events) == BATCH


def _sweep_events() -> int:
    needed = exists().where(Delivery.event_id == EventRow.id)
    old = (
        select(EventRow.id)
        .where(EventRow.at < clock.now() - KEPT, ~needed)
        .order_by(EventRow.at)
        .limit(BATCH)
    )
    return len(
        session.execute(delete(EventRow).where(EventRow.id.in_(old)).returning(EventRow.id)).all()
    )


@schedule("core.sweep_jobs", every=DAY)
def sweep_jobs() -> bool:
    """Delete jobs that ended well or by hand 30 days ago; return whether there may be more."""
    return unit_of_work(_sweep_jobs) == BATCH


def _sweep_jobs() -> int:
    old = (
        select(JobRow.id)
        .where(
            JobRow.state.in_([JobState.DONE, JobState.CANCELLED]),
            JobRow.ended_at < clock.now() - KEPT,
        )
        .order_by(JobRow.id)
        .limit(BATCH)
    )
    return len(session.execute(delete(JobRow).where(JobRow.id.in_(old)).returning(JobRow.id)).all())


@schedule("core.sweep_once_keys", every=DAY)
def sweep_once_keys() -> bool:
    """Delete the keys of forms that were sent 30 days ago; return whether there may be more."""
    return unit_of_work(_sweep_once_keys) == BATCH


def _sweep_once_keys() -> int:
    old = (
        select(OnceKey.key, OnceKey.purpose)
        .where(OnceKey.used_at < clock.now() - KEYS_KEPT)
        .order_by(OnceKey.used_at)
        .limit(BATCH)
    )
    key = tuple_(OnceKey.key, OnceKey.purpose)
    return len(session.execute(delete(OnceKey).where(key.in_(old)).returning(OnceKey.key)).all())
