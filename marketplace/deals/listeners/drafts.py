"""Drafts that nobody came back to are forgotten."""

from datetime import timedelta

from marketplace.core.db import unit_of_work
from marketplace.core.work.schedules import schedule
from marketplace.deals.operations.drafts import BATCH, sweep_drafts


@schedule("deals.sweep_drafts", every=timedelta(days=1))
def forget_drafts() -> bool:
    """Delete anonymous drafts whose time is over; return whether there may be more."""
    return unit_of_work(sweep_drafts) == BATCH
