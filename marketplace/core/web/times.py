"""Times on pages: in the reader's zone, with its name."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time, get_timezone_location
from flask import Flask, has_request_context
from flask_babel import get_locale
from flask_babel import gettext as _

#: The house's English writes the day before the month and the hours from 0 to 23.
DAY_FIRST = {"en": "en_GB"}

_find_zone: list[Callable[[], str]] = []


def find_zone_with(find: Callable[[], str]) -> None:
    """Tell how the reader's time zone (an IANA name) is found; `marketplace.accounts` does."""
    _find_zone[:] = [find]


def install(app: Flask) -> None:
    """Offer the filters to templates."""
    app.add_template_filter(written_instant, "datetime")
    app.add_template_filter(written_day, "date")


def present_zone_name() -> str:
    """Return the IANA name of the reader's zone; UTC outside a request."""
    return _find_zone[0]() if _find_zone and has_request_context() else "UTC"


def written_instant(instant: datetime, zone: str | None = None) -> str:
    """Return an instant in the reader's zone (or another): `25 Nov 2026, 17:40 Seoul`."""
    there = instant.astimezone(ZoneInfo(zone or present_zone_name()))
    locale = _locale()
    words: str = _(
        "%(day)s, %(time)s %(place)s",
        day=format_skeleton("yMMMd", there, locale=locale),
        time=format_time(there, "short", tzinfo=there.tzinfo, locale=locale),
        place=zone_place(zone or present_zone_name()),
    )
    return words


def written_day(instant: datetime, zone: str | None = None) -> str:
    """Return the day of an instant in the reader's zone (or another): `25 Nov 2026`."""
    there = instant.astimezone(ZoneInfo(zone or present_zone_name()))
    written: str = format_skeleton("yMMMd", there, locale=_locale())
    return written


def zone_place(zone: str, locale: str | None = None) -> str:
    """Return the city that names a zone, in the language of the page: `Seoul`, `서울`."""
    if zone == "UTC":
        return zone
    there, spoken = ZoneInfo(zone), locale or str(get_locale())
    place: str = get_timezone_location(there, locale=spoken, return_city=True)
    return place


def _locale() -> str:
    locale = str(get_locale())
    return DAY_FIRST.get(locale, locale)
