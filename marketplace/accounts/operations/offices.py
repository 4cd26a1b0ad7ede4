"""Opening, changing and closing the organisation's offices."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import errors
from marketplace.accounts.enums import OfficeState
from marketplace.accounts.models import Office, OfficeCountry
from marketplace.accounts.operations.rights import require_administrator
from marketplace.accounts.queries import (
    countries_of,
    headquarters,
    office_name,
    office_of_country,
)
from marketplace.accounts.queries.offices import count_operators
from marketplace.accounts.transitions import OFFICE
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import (
    change_row,
    insert_if_absent,
    insert_with_id,
    lock,
    require_version,
    session,
)
from marketplace.core.errors import Conflict
from marketplace.core.languages import LANGUAGES
from marketplace.core.text import text_key
from marketplace.reference.queries import country_name, home_pack

FACTS = ("name", "name_local", "time_zone", "mail", "phone")


@dataclass(frozen=True)
class OfficeFacts:
    """What is written about an office: `time_zone` an IANA name, `countries` ISO 3166 codes.

    `name` is in Latin letters, `name_local` for readers of the home country's language.
    """

    name: str
    time_zone: str
    name_local: str = ""
    mail: str = ""
    phone: str = ""
    countries: frozenset[str] = frozenset()


def open_office(facts: OfficeFacts, *, actor: Actor, as_headquarters: bool = False) -> Office:
    """Open an office. The first one of a house is its headquarters.

    Raises Conflict when the name is taken or a country has an office, Refused for second
    headquarters.
    """
    require_administrator(actor)
    if as_headquarters and headquarters():
        raise errors.headquarters_stand()
    office = Office(
        state=OfficeState.OPEN,
        is_headquarters=as_headquarters,
        opened_at=clock.now(),
        name_key=text_key(facts.name),
        **{fact: getattr(facts, fact) for fact in FACTS},
    )
    try:
        insert_with_id(office, column="code", prefix="OFF")
    except IntegrityError as error:
        if "name_key" not in str(error.orig):
            raise
        raise errors.office_name_is_taken() from None
    audit.record("office:record:opened", kind="office", subject=office.code, actor=actor)
    _write_countries(office, facts.countries, actor=actor)
    return office


def headquarters_or_new(*, actor: Actor) -> Office:
    """Return the headquarters; a house that has none yet gets them, in the home country's zone."""
    return headquarters() or open_office(_first_headquarters(), actor=actor, as_headquarters=True)


def _first_headquarters() -> OfficeFacts:
    home = home_pack(current_app.config["SETTINGS"].home_country)
    with force_locale("en"):
        name = _("Headquarters")
    with force_locale(LANGUAGES[home.LANGUAGE].locale):
        local = _("Headquarters")
    return OfficeFacts(name, home.TIME_ZONE, name_local="" if local == name else local)


def change_office(office: Office, facts: OfficeFacts, *, seen_version: int, actor: Actor) -> None:
    """Write new facts and countries.

    Raises Conflict when they changed since the form was shown, when the name is taken or a country
    has another office.
    """
    lock(office)
    require_administrator(actor)
    require_version(office, seen_version)
    values = {fact: getattr(facts, fact) for fact in FACTS} | {"name_key": text_key(facts.name)}
    try:
        with session.begin_nested():
            changed = change_row(office, values)
    except IntegrityError:
        raise errors.office_name_is_taken() from None
    if changed:
        audit.record(
            "office:facts:changed",
            kind="office",
            subject=office.code,
            actor=actor,
            fields=[fact for fact in changed if fact in FACTS],
        )
    if _write_countries(office, facts.countries, actor=actor) and not changed:
        office.version += 1


def _write_countries(office: Office, wanted: AbstractSet[str], *, actor: Actor) -> bool:
    """Make the office's countries those wanted; say whether that changed anything.

    Headquarters have none of their own.
    """
    present = set(countries_of(office))
    given = sorted(wanted - present) if not office.is_headquarters else []
    taken = sorted(present - wanted)
    if not given and not taken:
        return False
    session.execute(
        delete(OfficeCountry).where(
            OfficeCountry.office_id == office.id, OfficeCountry.country.in_(taken)
        )
    )
    for country in given:
        if not insert_if_absent(OfficeCountry, country=country, office_id=office.id):
            raise _has_office(country)
    audit.record(
        "office:countries:changed",
        kind="office",
        subject=office.code,
        actor=actor,
        given=given,
        taken=taken,
    )
    return True


def _has_office(country: str) -> Conflict:
    other = office_of_country(country)
    name = country_name(country, str(get_locale()))
    return errors.country_has_office(name, office_name(other) if other else "")


def close_office(office: Office, *, actor: Actor) -> None:
    """Close an office without operators; its countries go back to headquarters.

    Raises Refused for headquarters and while somebody belongs to it, Conflict when it is closed.
    """
    lock(office)
    require_administrator(actor)
    if office.is_headquarters:
        raise errors.headquarters_stay()
    number = count_operators(office)
    if number:
        raise errors.office_has_operators(number)
    OFFICE.apply(office, "close", actor=actor)
    office.version += 1
    _write_countries(office, frozenset(), actor=actor)


def reopen_office(office: Office, *, actor: Actor) -> None:
    """Open a closed office again, still without countries. Raises Conflict when it is open."""
    lock(office)
    require_administrator(actor)
    OFFICE.apply(office, "reopen", actor=actor)
    office.version += 1
