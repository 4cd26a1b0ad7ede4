"""Days and times, on pages and in mails: the one place that decides how they are written.

Times are in the reader's zone, with its name, on a clock from 0 to 23 in every language.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_timezone_location
from flask import Flask, has_request_context
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.core import clock

#: The house's English writes the day before the month.
DAY_FIRST = {"en": "en_GB"}

#: The house's English puts no comma behind the weekday.
_FULL = {"en": "EEEE d MMMM y"}

#: How much of a day is written: `25 Nov 2026`, `25 November 2026`, `Wednesday 25 November 2026`.
Length = Literal["short", "long", "full"]

_find_zone: list[Callable[[], str]] = []


def find_zone_with(find: Callable[[], str]) -> None:
    """Register how the reader's time zone (an IANA name) is found; `marketplace.accounts` does."""
    _find_zone[:] = [find]


def install(app: Flask) -> None:
    """Offer the filters to templates: `at | datetime`, `at | date`, `on | day`."""
    app.add_template_filter(written_instant, "datetime")
    app.add_template_filter(written_day, "date")
    app.add_template_filter(written_day_of_year, "day")


def present_zone_name() -> str:
    """Return the IANA name of the reader's zone; UTC outside a request."""
    return _find_zone[0]() if _find_zone and has_request_context() else "UTC"


def written_instant(instant: datetime, zone: str | None = None, *, length: Length = "short") -> str:
    """Return an instant in the reader's zone (or another): `25 Nov 2026, 17:40 Seoul`."""
    name = zone or present_zone_name()
    words: str = _(
        "%(day)s, %(time)s %(place)s",
        day=written_day(instant, name, length=length),
        time=written_time(instant, name),
        place=zone_place(name),
    )
    return words


def written_day(day: date | datetime, zone: str | None = None, *, length: Length = "short") -> str:
    """Return a day: `25 Nov 2026`. That of an instant is the day in the reader's zone or `zone`."""
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo(zone or present_zone_name())).date()
    if length == "short":
        return written_by("yMMMd", day)
    pattern = _FULL.get(str(get_locale()), length) if length == "full" else length
    written: str = format_date(day, pattern, locale=written_locale())
    return written


def written_day_of_year(day: date) -> str:
    """Return a day without its year while that is this one: `22 Nov`, `22 Nov 2025`."""
    return written_by("MMMd" if day.year == clock.now().year else "yMMMd", day)


def written_time(instant: datetime, zone: str) -> str:
    """Return what the clock shows in a zone: `17:40`."""
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M}"


def written_by(skeleton: str, day: date) -> str:
    """Return the parts of a day that a skeleton (CLDR) names, in the language's order."""
    return _by_skeleton(skeleton, day, written_locale())


@lru_cache(maxsize=1024)
def _by_skeleton(skeleton: str, day: date, locale: str) -> str:
    written: str = format_skeleton(skeleton, day, locale=locale)
    return written


def zone_place(zone: str, locale: str | None = None) -> str:
    """Return the city that names a zone, in the language of the page: `Seoul`, `서울`."""
    if zone == "UTC":
        return zone
    there, spoken = ZoneInfo(zone), locale or str(get_locale())
    place: str = get_timezone_location(there, locale=spoken, return_city=True)
    return place


def written_locale() -> str:
    """Return the Babel locale whose order of day and month the present language uses."""
    locale = str(get_locale())
    return DAY_FIRST.get(locale, locale)
