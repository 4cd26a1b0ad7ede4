"""Working days of a country, and promises reckoned in them.

Weekends and holidays come from the `holidays` library, public holidays of the whole country; a
country it does not know has its weekend by CLDR and no holidays. Where a Saturday is worked to make
up for a bridging day (China), the library says so.
"""

import datetime as dt
import threading
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from flask_babel import gettext as _

from marketplace.core.web.times import written_by, written_time, zone_place

if TYPE_CHECKING:
    from holidays import HolidayBase

DAY = dt.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
WEEK = 7
#: In days. No break is longer, be it that a company works one day a week and has all the days off
#: that it may write down; one that works on no day at all is a mistake.
LONGEST_BREAK = 750


#: A calendar fills itself year by year as it is asked, which two threads must not do at once.
_one_at_a_time = threading.RLock()


class NeverWorks(ValueError):
    """No working day was found for two years."""


def is_working_day(
    day: dt.date,
    country: str,
    *,
    weekdays: Collection[int] | None = None,
    closed: Collection[dt.date] = (),
) -> bool:
    """Whether people of a country (ISO 3166 code) work on a day.

    `weekdays` are those a company works on (Monday is 0) instead of the country's; `closed` its own
    days off. Public holidays count in either case.
    """
    if day in closed:
        return False
    if weekdays is None:
        return _is_countrys_working_day(day, country)
    return day.weekday() in weekdays and not holiday_name(day, country)


def holiday_name(day: dt.date, country: str, locale: str = "en") -> str:
    """Return what a country celebrates on a day, "" when nothing; see `holiday_language`."""
    calendar = _calendar(country, locale)
    if calendar is None:
        return ""
    with _one_at_a_time:
        name: str = calendar.get(day, "")
    return name


def holiday_language(country: str, locale: str = "en") -> str:
    """Return the language (BCP 47) in which `holiday_name` answers readers of a locale.

    Theirs if the library has it, else English, else the country's own.
    """
    calendar = _calendar(country, locale)
    spoken = (calendar.language or calendar.default_language) if calendar is not None else None
    return (spoken or "en").replace("_", "-")


def weekend_of(country: str) -> frozenset[int]:
    """Return the days of a country's weekend (Monday is 0): Friday and Saturday in Riyadh."""
    calendar = _calendar(country)
    if calendar is not None:
        return frozenset(calendar.weekend)
    return _weekend_by_cldr(country)


def due_after(
    working_days: int,
    country: str,
    zone: str,
    start: dt.datetime,
    *,
    weekdays: Collection[int] | None = None,
    closed: Collection[dt.date] = (),
) -> dt.datetime:
    """Return the end of the n-th working day after `start`, for whoever must act in that zone.

    The day of `start` is the one in `zone` and does not count; for 0 it is the day itself or the
    next working one. The answer is an instant in UTC, the day's last second. Raises ValueError for
    a naive start or fewer than 0 days, NeverWorks.
    """
    if start.tzinfo is None or working_days < 0:
        message = "A promise begins at an aware instant and lasts 0 working days or more."
        raise ValueError(message)
    day = start.astimezone(ZoneInfo(zone)).date()
    if working_days == 0:
        day -= DAY
    for _day in range(max(working_days, 1)):
        day = _next_working_day(day, country, weekdays, closed)
    return end_of_day(day, zone)


def end_of_day(day: dt.date, zone: str) -> dt.datetime:
    """Return the last second of a day in a zone, as an instant in UTC.

    Reckoned back from the next midnight, since clocks may change in the hour before it.
    """
    midnight = dt.datetime.combine(day + DAY, dt.time.min, ZoneInfo(zone))
    return midnight.astimezone(dt.UTC) - dt.timedelta(seconds=1)


def due_words(due: dt.datetime, zone: str) -> str:
    """Return a promise in the page's language: `Thursday 3 December, 23:59 in Lisbon`."""
    words: str = _(
        "%(day)s, %(time)s in %(place)s",
        day=written_by("MMMMEEEEd", due.astimezone(ZoneInfo(zone))),
        time=written_time(due, zone),
        place=zone_place(zone),
    )
    return words


def _next_working_day(
    day: dt.date,
    country: str,
    weekdays: Collection[int] | None,
    closed: Collection[dt.date],
) -> dt.date:
    for _try in range(LONGEST_BREAK):
        day += DAY
        if is_working_day(day, country, weekdays=weekdays, closed=closed):
            return day
    raise NeverWorks


def _is_countrys_working_day(day: dt.date, country: str) -> bool:
    calendar = _calendar(country)
    if calendar is None:
        return day.weekday() not in _weekend_by_cldr(country)
    with _one_at_a_time:
        works: bool = calendar.is_working_day(day)
    return works


@lru_cache(maxsize=256)
def _calendar(country: str, locale: str = "en") -> "HolidayBase | None":
    import holidays  # loads the rules of every country

    try:
        calendar = holidays.country_holidays(country)
    except NotImplementedError:
        return None
    language = _language(calendar, locale)
    return holidays.country_holidays(country, language=language) if language else calendar


def _language(calendar: "HolidayBase", locale: str) -> str | None:
    supported, own = calendar.supported_languages, calendar.default_language
    wanted = locale.partition("_")[0]
    exact = [language for language in supported if language.partition("_")[0] == wanted]
    english = [language for language in supported if language.startswith("en")]
    return next(iter([*exact, *english, *([own] if own else [])]), None)


@lru_cache(maxsize=256)
def _weekend_by_cldr(country: str) -> frozenset[int]:
    try:
        locale = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return frozenset({SATURDAY, SUNDAY})
    first, last = locale.weekend_start, locale.weekend_end
    days = (last - first) % WEEK + 1
    return frozenset((first + step) % WEEK for step in range(days))
