"""Named reads of the desk: how much came and was decided in four weeks, how soon, at which office.

All of it is read from the checks, inquiries and deals themselves, never from the queue of work.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.accounts.models import Office
from marketplace.accounts.queries.offices import offices_of_countries, open_offices
from marketplace.core import clock
from marketplace.core.web.charts import Bar, Chart
from marketplace.core.web.times import written_by
from marketplace.deals.queries.desk_figures import (
    SOON,
    AnswerFigures,
    SentFigures,
    answered_between,
    inquiries_by_country,
    sent_between,
)
from marketplace.reference.queries import home_pack, is_working_day
from marketplace.verification.queries import WORKING_DAYS
from marketplace.verification.queries.pace import (
    LONGEST,
    DecidedCheck,
    decided_since,
    opened_since,
    waiting_by_country,
)

WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)
DAY = timedelta(days=1)
#: Working days that the first chart shows, and every how many one is named.
DAYS, NAMED = 20, 5
#: A number that takes the plural which a half takes, in every language.
LIKE_A_HALF = 100


@dataclass(frozen=True)
class CheckSpeed:
    """How soon checks were decided: how many, the share in time in percent, the middle in days."""

    decided: int
    in_time: int | None
    days: float | None

    @property
    def unit(self) -> str:
        """The word behind `days`: one of them is a working day."""
        days = self.days or 0.0
        number = int(days) if days.is_integer() else LIKE_A_HALF
        return str(ngettext("working day", "working days", number))


@dataclass(frozen=True)
class OfficeLine:
    """What waits at an office, checks and inquiries, how much is late; checks decided in a week."""

    office: Office
    waiting: int
    late: int
    decided: int


@dataclass(frozen=True)
class WeekLine:
    """What a week brought: its first day, checks opened, checks decided."""

    begin: date
    opened: int
    decided: int


@dataclass(frozen=True)
class WorkPace:
    """What the desk shows of the last four weeks, and of the four before where it compares.

    `by_day` are checks opened a working day, with those decided as its line; `by_length` how many
    working days decisions took.
    """

    speed: CheckSpeed
    speed_before: CheckSpeed
    sent: SentFigures
    answered: AnswerFigures
    answered_before: AnswerFigures
    opened: int
    by_day: Chart
    weeks: list[WeekLine]
    by_length: Chart
    offices: list[OfficeLine]

    @property
    def is_empty(self) -> bool:
        """Whether nothing came and nothing was decided."""
        return not self.opened and not self.speed.decided


def pace_of(countries: AbstractSet[str] | None, zone: str) -> WorkPace:
    """Return how the work of some countries (ISO 3166 codes; None: of all) went, by days in a zone.

    Companies count by their country; a deal counts where one of its sides does.
    """
    now = clock.now()
    since, before = now - FOUR_WEEKS, now - 2 * FOUR_WEEKS
    decided = decided_since(before, countries)
    lately = [one for one in decided if one.decided_at >= since]
    days = _working_days(zone)
    opened = opened_since(since - WEEK, countries)
    answers_until = now - SOON
    return WorkPace(
        speed=_speed(lately),
        speed_before=_speed([one for one in decided if one.decided_at < since]),
        sent=sent_between(since, now, countries),
        answered=answered_between(answers_until - FOUR_WEEKS, answers_until, countries),
        answered_before=answered_between(
            answers_until - 2 * FOUR_WEEKS, answers_until - FOUR_WEEKS, countries
        ),
        opened=sum(at >= since for at in opened),
        by_day=_by_day(days, opened, lately, zone),
        weeks=_weeks(days, opened, lately, zone),
        by_length=_by_length(lately),
        offices=_offices(countries, now),
    )


def _speed(decided: Sequence[DecidedCheck]) -> CheckSpeed:
    if not decided:
        return CheckSpeed(0, None, None)
    in_time = sum(one.is_in_time for one in decided)
    return CheckSpeed(
        len(decided),
        round(100 * in_time / len(decided)),
        float(median(one.days for one in decided)),
    )


def _working_days(zone: str) -> list[date]:
    """Return the last working days of the house's country, the oldest first."""
    country = home_pack(current_app.config["SETTINGS"].home_country).COUNTRY
    day = clock.now().astimezone(ZoneInfo(zone)).date()
    found: list[date] = []
    while len(found) < DAYS:
        if is_working_day(day, country):
            found.append(day)
        day -= DAY
    return found[::-1]


def _counted(days: list[date], instants: Sequence[datetime], zone: str) -> Counter[date]:
    """Count instants by working day; what came on a day off counts for the next one."""
    counts: Counter[date] = Counter()
    for at in instants:
        day = at.astimezone(ZoneInfo(zone)).date()
        if day < days[0]:
            continue
        counts[days[min(bisect_left(days, day), len(days) - 1)]] += 1
    return counts


def _by_day(
    days: list[date], opened: Sequence[datetime], decided: Sequence[DecidedCheck], zone: str
) -> Chart:
    came = _counted(days, opened, zone)
    went = _counted(days, [one.decided_at for one in decided], zone)
    bars = [
        Bar(
            came[day],
            written_by("MMMd", day),
            written_by("MMMd" if not place else "d", day) if place % NAMED == 0 else "",
        )
        for place, day in enumerate(days)
    ]
    return Chart(bars, [went[day] for day in days])


def _weeks(
    days: list[date], opened: Sequence[datetime], decided: Sequence[DecidedCheck], zone: str
) -> list[WeekLine]:
    came = _counted(days, opened, zone)
    went = _counted(days, [one.decided_at for one in decided], zone)
    weeks: dict[date, list[date]] = {}
    for day in days:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    return [
        WeekLine(theirs[0], sum(came[day] for day in theirs), sum(went[day] for day in theirs))
        for theirs in weeks.values()
    ]


def _by_length(decided: Sequence[DecidedCheck]) -> Chart:
    counts = Counter(one.days for one in decided)
    names = [
        _("same day"),
        *(ngettext("%(num)d day", "%(num)d days", number) for number in range(1, LONGEST)),
        _("%(number)s or more", number=LONGEST),
    ]
    bars = [
        Bar(counts[days], name, name, "good" if days <= WORKING_DAYS else "late")
        for days, name in enumerate(names)
    ]
    return Chart(bars)


def _offices(countries: AbstractSet[str] | None, now: datetime) -> list[OfficeLine]:
    """Return what waits at each office whose countries are asked for, the most first."""
    checks, inquiries = waiting_by_country(now - WEEK), inquiries_by_country()
    office_of = offices_of_countries()
    counts: dict[int, list[int]] = {}
    offices = open_offices()
    head = next((office for office in offices if office.is_headquarters), None)
    for country in {*checks, *inquiries}:
        if countries is not None and country not in countries:
            continue
        office = office_of.get(country, head)
        if office is None:
            continue
        line = counts.setdefault(office.id, [0, 0, 0])
        check, inquiry = checks.get(country), inquiries.get(country)
        line[0] += (check.waiting if check else 0) + (inquiry.waiting if inquiry else 0)
        line[1] += (check.late if check else 0) + (inquiry.late if inquiry else 0)
        line[2] += check.decided if check else 0
    lines = [OfficeLine(one, *counts[one.id]) for one in offices if one.id in counts]
    return sorted(lines, key=lambda line: (-line.late, -line.waiting))
