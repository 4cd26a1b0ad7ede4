"""Named reads: in which language, currency and time zone somebody reads."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast
from zoneinfo import available_timezones

from babel.core import get_global
from babel.numbers import get_territory_currencies
from flask import current_app, g, has_request_context, request
from flask_babel import get_locale

from marketplace.accounts.models import Person
from marketplace.config import Settings
from marketplace.core.money import DIGITS
from marketplace.core.permissions import present_reader
from marketplace.core.web import language
from marketplace.core.web.times import zone_place
from marketplace.reference.countries import country_codes, country_name, home_pack

#: What an anonymous visitor's browser keeps; the zone is written by `static/js/zone.js` as well.
CURRENCY_COOKIE, ZONE_COOKIE = "currency", "zone"
#: The currency of most of the world's trade, for browsers that name no region.
WORLD_CURRENCY = "USD"


@dataclass(frozen=True)
class Preferences:
    """How somebody reads: language tag, currency (ISO 4217), time zone (IANA name)."""

    language: str
    currency: str
    time_zone: str

    @property
    def place(self) -> str:
        """The city that names the time zone, in the language of the page."""
        return zone_place(self.time_zone)


def preferences() -> Preferences:
    """Return how the present reader reads, anonymous or not; looked up once a request.

    What a person chose comes first, then what their browser keeps, then what it says of itself:
    the region of its languages gives the currency. Without any of it: US dollars, and the home
    country's time. Outside a request nobody reads: see `preferences_of`.
    """
    if not has_request_context():
        settings = _settings()
        home = home_pack(settings.home_country)
        return Preferences(settings.languages[0], WORLD_CURRENCY, home.TIME_ZONE)
    if "preferences" not in g:
        g.preferences = _of_browser(getattr(present_reader(), "person", None))
    found: Preferences = g.preferences
    return found


def preferences_of(person: Person) -> Preferences:
    """Return how a person reads who is not looking at a page: for mails."""
    return Preferences(person.language, person.currency or WORLD_CURRENCY, zone_for_mails(person))


def zone_for_mails(person: Person) -> str:
    """Return the zone that a person chose, else what their browser said last, else the home's."""
    return person.time_zone or person.browser_zone or _home_zone()


def zone_of_browser() -> str | None:
    """Return the zone that this browser says of itself, None before it has."""
    return read_zone(request.cookies.get(ZONE_COOKIE))


def country_of_browser() -> str:
    """Return the country (ISO 3166) in which this browser's zone lies, "" where that is unknown."""
    return listed_zones().get(zone_of_browser() or "", "")


def _of_browser(person: Person | None) -> Preferences:
    currency = person.currency if person else None
    zone = person.time_zone if person else None
    return Preferences(
        language.current().tag,
        currency or read_currency(request.cookies.get(CURRENCY_COOKIE)) or _currency_of_region(),
        zone or zone_of_browser() or _home_zone(),
    )


def read_currency(code: str | None) -> str | None:
    """Return the code if there is such a currency."""
    return code if code in DIGITS else None


def read_zone(name: str | None) -> str | None:
    """Return the zone under the name that lists have for it, None for what is no zone."""
    if name is None or name not in available_zones():
        return None
    if name in {"UTC", "Etc/UTC"}:
        return "UTC"
    aliases = cast("dict[str, str]", get_global("zone_aliases"))
    canonical = aliases.get(name, name)
    return canonical if canonical in listed_zones() else None


def _currency_of_region() -> str:
    for tag, _quality in request.accept_languages:
        region = tag.replace("_", "-").split("-")[-1].upper()
        if "-" in tag.replace("_", "-") and (code := _currency_of(region)):
            return code
    return WORLD_CURRENCY


@lru_cache(maxsize=300)
def _currency_of(region: str) -> str | None:
    """Return the currency that is paid with in a region (CLDR); None for what is no region."""
    return next((code for code in get_territory_currencies(region) if code in DIGITS), None)


def _home_zone() -> str:
    return home_pack(_settings().home_country).TIME_ZONE


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@cache
def available_zones() -> frozenset[str]:
    """Return every name of the time zone database."""
    return frozenset(available_timezones())


@cache
def listed_zones() -> dict[str, str]:
    """Return the zones that CLDR lists, each once, with the country (ISO 3166) it lies in."""
    territories = cast("dict[str, str]", get_global("zone_territories"))
    known = {
        zone: country
        for zone, country in territories.items()
        if zone in available_zones() and country in country_codes()
    }
    return {"UTC": "", **known}


@lru_cache(maxsize=16)
def zone_choices(locale: str) -> list[tuple[str, str]]:
    """Return (IANA name, "Seoul · South Korea") of every zone, sorted by the city's name."""
    named = [
        (zone, f"{zone_place(zone, locale)} · {country_name(country, locale)}" if country else zone)
        for zone, country in listed_zones().items()
    ]
    return sorted(named, key=lambda choice: choice[1].casefold())


def present_zone_choices() -> list[tuple[str, str]]:
    """Return the zones for a list in the language of the page."""
    return zone_choices(str(get_locale()))
