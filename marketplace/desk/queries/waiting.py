"""Named reads of the desk: what waits for an office, and how many companies it looks after."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.companies.queries import count_founded_since
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.web.todos import Queue, queues_in
from marketplace.core.work.parked import count_parked, oldest_parked

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class CompanyCounts:
    """How many open companies of either side an office looks after, from how many countries.

    `new` signed up in the last seven days, `new_before` in the seven days before those.
    """

    sellers: int
    buyers: int
    countries: int
    new: int
    new_before: int


def what_waits(*, with_parked: bool) -> list[Queue]:
    """Return what waits for the present operator: what rooms put there, then parked work.

    Parked work may concern anybody, so it is for administrators of headquarters alone.
    """
    return queues_in("desk.waits", _parked() if with_parked else ())


def _parked() -> Iterable[Queue]:
    parked = count_parked()
    if not parked:
        return
    yield Queue(
        name=_("Parked work"),
        note=_("It kept failing"),
        icon="arrow-uturn-left",
        later=parked,
        oldest=oldest_parked(),
        has_promise=False,
        href=url_for("desk.home") + "#parked",
        act=_("See why"),
    )


def heading_of(queues: list[Queue]) -> str:
    """Return the sentence that heads the desk, made from what waits."""
    late, today = sum(queue.late for queue in queues), sum(queue.today for queue in queues)
    if late:
        words: str = ngettext("One thing is late.", "%(num)d things are late.", late)
    elif today:
        words = ngettext("One thing is due today.", "%(num)d things are due today.", today)
    elif any(queue.has_promise for queue in queues):
        count = sum(queue.count for queue in queues)
        words = ngettext("One thing waits for you.", "%(num)d things wait for you.", count)
    elif queues:
        words = ngettext(
            "One piece of work could not be done.",
            "%(num)d pieces of work could not be done.",
            sum(queue.count for queue in queues),
        )
    else:
        words = _("Nothing waits for you.")
    return words


def counts_of(countries: AbstractSet[str] | None, now: datetime | None = None) -> CompanyCounts:
    """Return the counts of the companies of some countries (ISO 3166 codes), or of all."""
    now = now or clock.now()
    found = (
        select(Company.side, Company.country, func.count())
        .where(Company.state == CompanyState.OPEN)
        .group_by(Company.side, Company.country)
    )
    if countries is not None:
        found = found.where(Company.country.in_(countries))
    rows = session.execute(found).all()
    new = count_founded_since(now - WEEK, countries)
    return CompanyCounts(
        sellers=sum(number for side, _country, number in rows if side is Side.SELLER),
        buyers=sum(number for side, _country, number in rows if side is Side.BUYER),
        countries=len({country for _side, country, _number in rows}),
        new=new,
        new_before=count_founded_since(now - 2 * WEEK, countries) - new,
    )
