"""Made-up facts for the style guide, where a component wants more than words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import pgettext

from marketplace.core.money import Money
from marketplace.core.web.todos import Queue
from marketplace.reference.queries.rates import Conversion

ADDRESS = "#main"


@dataclass(frozen=True)
class Samples:
    """What the style guide shows: a price with its conversion, queues of a desk at `now`."""

    now: datetime
    price: Money
    conversion: Conversion
    queues: list[Queue]


def samples(now: datetime) -> Samples:
    """Return the style guide's made-up facts."""
    checks = Queue(
        name=_("Company checks"),
        note=_("new buyers, renewals"),
        icon="shield-check",
        late=3,
        today=9,
        later=28,
        oldest=now - timedelta(days=4),
        next_due=now - timedelta(hours=3),
        href=ADDRESS,
        act=pgettext("button: check companies", "Check"),
    )
    letters = Queue(
        name=_("Waiting inquiries"),
        icon="inbox",
        today=4,
        later=7,
        oldest=now - timedelta(hours=20),
        next_due=now + timedelta(hours=5),
        href=ADDRESS,
        act=_("Look"),
    )
    parked = Queue(
        name=_("Parked work"),
        icon="arrow-uturn-left",
        later=2,
        oldest=now - timedelta(hours=5),
        has_promise=False,
        href=ADDRESS,
        act=_("See why"),
    )
    return Samples(
        now=now,
        price=Money(1_250_00, "USD"),
        conversion=Conversion(Money(1_080_00, "EUR"), date(2026, 11, 22)),
        queues=[checks, letters, parked],
    )
