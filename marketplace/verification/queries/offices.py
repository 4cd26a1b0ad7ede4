"""Named reads: which office checks a company, in whose days, and who is told there."""

from datetime import datetime

from babel.core import get_global
from flask import current_app

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office, Person
from marketplace.accounts.queries.offices import people_in_role
from marketplace.core import clock
from marketplace.reference.queries import due_after, home_pack

#: What the pages promise: the office decides, or asks, within so many working days.
WORKING_DAYS = 2


def due_at_office(
    office: Office | None, start: datetime | None = None, *, working_days: int = WORKING_DAYS
) -> datetime:
    """Return until when an office must act on what came at `start` (now): two of its working days.

    Another room may promise another number of `working_days`. They are those of the country in
    whose time zone the office works, of the home country where there is no office.
    """
    country, zone = _place_of(office)
    return due_after(working_days, country, zone, start or clock.now())


def zone_of_office(office: Office | None) -> str:
    """Return the IANA name of the zone in which an office works."""
    return _place_of(office)[1]


def _place_of(office: Office | None) -> tuple[str, str]:
    pack = home_pack(current_app.config["SETTINGS"].home_country)
    if office is None:
        return pack.COUNTRY, pack.TIME_ZONE
    country = get_global("zone_territories").get(office.time_zone)
    return str(country or pack.COUNTRY), office.time_zone


def verifiers_of(office: Office | None) -> list[Person]:
    """Return who checks companies at an office; those of headquarters where it has nobody.

    At most fifty, who was appointed first on top.
    """
    return people_in_role(OperatorRole.VERIFIER, office)
