"""Named reads: which office checks a company, in whose days, and who is told there."""

from datetime import datetime

from babel.core import get_global
from flask import current_app
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole, PersonState
from marketplace.accounts.models import Office, Operator, OperatorGrant, Person
from marketplace.accounts.queries import headquarters
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.reference.queries import due_after, home_pack

#: What the pages promise: the office decides, or asks, within so many working days.
WORKING_DAYS = 2


def due_at_office(
    office: Office | None, start: datetime | None = None, *, working_days: int = WORKING_DAYS
) -> datetime:
    """Return until when an office must act on what came at `start` (now): two of its working days.

    Another room may promise another number of `working_days`.

    The days are those of the country in whose time zone the office works, the home country's where
    there is no office.
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
    found = _verifiers_at(office) if office else []
    if found or office is None or office.is_headquarters:
        return found
    return _verifiers_at(headquarters())


def _verifiers_at(office: Office | None) -> list[Person]:
    if office is None:
        return []
    found = (
        select(Person)
        .join(Operator, Operator.person_id == Person.id)
        .join(OperatorGrant, OperatorGrant.person_id == Person.id)
        .where(
            Operator.office_id == office.id,
            OperatorGrant.role == OperatorRole.VERIFIER,
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Operator.appointed_at, Person.id)
        .limit(50)
    )
    return list(session.scalars(found))
