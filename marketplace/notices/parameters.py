"""What a letter says, between the act that tells it and the hour it is rendered.

Links are stored as their facts and written as addresses when the letter is rendered: nothing
secret stands in the table, and a letter rendered again carries the same link.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_gmt

from marketplace.config import Settings
from marketplace.core.languages import Language
from marketplace.core.links import Link
from marketplace.reference.countries import home_pack

Parameter = str | int | Link


def store(parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the parameters as JSON values; TypeError for what a letter cannot carry."""
    return {name: _stored(value) for name, value in parameters.items()}


def _stored(value: Parameter) -> object:
    if isinstance(value, Link):
        return value.as_parameter()
    if isinstance(value, str | int):
        return value
    raise TypeError(f"A letter cannot carry {type(value).__name__}.")


def read(stored: Mapping[str, Any], language: Language, settings: Settings) -> dict[str, str | int]:
    """Return the parameters for a template.

    A link `x` gives its address and `x_until`, its end; `target` gives a page's whole address.
    """
    known: dict[str, str | int] = {}
    for name, value in stored.items():
        if name == "target":
            known[name] = f"{settings.public_url}/{language.tag}{value}"
            continue
        if not isinstance(value, dict):
            known[name] = value
            continue
        link = Link.from_parameter(value)
        known[name] = link.address()
        known[f"{name}_until"] = written_instant(link.ends_at, language, settings)
    return known


def written_instant(instant: datetime, language: Language, settings: Settings) -> str:
    """Return an instant with its zone, such as "November 22, 2026, 14:05 UTC".

    Readers of the home country's language read it in the home country's zone, all others in UTC.
    """
    pack = home_pack(settings.home_country)
    if language.tag != pack.LANGUAGE:
        return f"{_clock_face(instant, language.locale, ZoneInfo('UTC'))} UTC"
    zone = ZoneInfo(pack.TIME_ZONE)
    offset = get_timezone_gmt(instant.astimezone(zone), "long", language.locale)
    return f"{_clock_face(instant, language.locale, zone)} {offset}"


def _clock_face(instant: datetime, locale: str, zone: ZoneInfo) -> str:
    there = instant.astimezone(zone)
    day = format_date(there, "long", locale=locale)
    return f"{day}, {format_time(there, 'HH:mm', locale=locale, tzinfo=zone)}"
