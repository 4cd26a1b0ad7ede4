"""Named reads: what came to a seller and how soon they answered, from what exists for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from zoneinfo import ZoneInfo

from sqlalchemy import select

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.deals.models import Deal
from marketplace.deals.queries.visible import deals_of_seller

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
WEEKS = 12


@dataclass(frozen=True)
class Received:
    """An inquiry that reached a seller: when, and when they answered, None for not yet."""

    at: datetime
    answered_at: datetime | None

    @property
    def took(self) -> timedelta | None:
        """How long the first answer took."""
        return self.answered_at - self.at if self.answered_at else None


@dataclass(frozen=True)
class Month:
    """What came within thirty days: how many inquiries, the middle of the times to an answer."""

    received: int
    answered: int
    answer_took: timedelta | None


def received_by(company: Company, since: datetime) -> list[Received]:
    """Return the inquiries that reached a seller since then, the oldest first."""
    found = (
        select(Deal.shown_at, Deal.first_answer_at)
        .where(deals_of_seller(company), Deal.shown_at >= since, Deal.opened_side == Side.BUYER)
        .order_by(Deal.shown_at)
    )
    return [Received(at, answered) for at, answered in session.execute(found) if at is not None]


def month_of(received: Sequence[Received], until: datetime) -> Month:
    """Return what came in the thirty days before an instant."""
    within = [one for one in received if until - MONTH < one.at <= until]
    took = [one.took for one in within if one.took is not None]
    return Month(
        received=len(within),
        answered=len(took),
        answer_took=median_low(took) if took else None,
    )


def weeks_of(received: Sequence[Received], zone: str) -> list[tuple[date, int]]:
    """Return the last twelve weeks (their Mondays, in a zone) with how many inquiries came."""
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    counts = {monday - WEEK * back: 0 for back in reversed(range(WEEKS))}
    for one in received:
        day = one.at.astimezone(ZoneInfo(zone)).date()
        begin = day - timedelta(days=day.weekday())
        if begin in counts:
            counts[begin] += 1
    return list(counts.items())
