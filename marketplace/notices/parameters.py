"""What a letter says, between the act that tells it and the hour it is rendered.

Links are stored as their facts and written as addresses when the letter is rendered: nothing
secret stands in the table, and a letter rendered again carries the same link. Instants are written
in the zone of whoever reads; a promise that somebody else has to keep in theirs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.config import Settings
from marketplace.core.languages import Language
from marketplace.core.links import Link
from marketplace.core.web.times import written_instant
from marketplace.notices.protocols import recipient_of
from marketplace.reference.countries import home_pack

Parameter = str | int | datetime | Link

_INSTANT = "instant"


def store(parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the parameters as JSON values; TypeError for what a letter cannot carry."""
    return {name: _stored(value) for name, value in parameters.items()}


def _stored(value: Parameter) -> object:
    if isinstance(value, Link):
        return value.as_parameter()
    if isinstance(value, datetime):
        return {_INSTANT: value.isoformat()}
    if isinstance(value, str | int):
        return value
    raise TypeError(f"A letter cannot carry {type(value).__name__}.")


def read(
    stored: Mapping[str, Any], language: Language, settings: Settings, *, zone: str
) -> dict[str, str | int]:
    """Return the parameters for a template, in the present locale; `zone` is an IANA name.

    A link `x` gives its address and `x_until`, its end; `target` gives a page's whole address; an
    instant is written as on pages: "22 Nov 2026, 14:05 Seoul"; in another zone where `x_zone`
    beside the instant `x` names one.
    """
    known: dict[str, str | int] = {}
    for name, value in stored.items():
        if name == "target":
            known[name] = f"{settings.public_url}/{language.tag}{value}"
        elif not isinstance(value, dict):
            known[name] = value
        elif _INSTANT in value:
            there = str(stored.get(f"{name}_zone") or zone)
            known[name] = written_instant(datetime.fromisoformat(value[_INSTANT]), there)
        else:
            link = Link.from_parameter(value)
            known[name] = link.address()
            known[f"{name}_until"] = written_instant(link.ends_at, zone)
    return known


def zone_of(person: str | None, settings: Settings) -> str:
    """Return the zone in which a person (a public id) reads; the home's for whoever is unknown."""
    recipient = recipient_of(person) if person else None
    return recipient.time_zone if recipient else home_pack(settings.home_country).TIME_ZONE
