"""What every template knows: the language, the house, the reader."""

from dataclasses import dataclass

from flask import Flask, g
from flask_babel import get_locale

from marketplace.accounts.queries import present_reader
from marketplace.companies.queries import memberships_of
from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES
from marketplace.core.web import language
from marketplace.reference.countries import country_name, home_pack


@dataclass(frozen=True)
class House:
    """The operator's face of this house, in the page's language."""

    operator_name: str
    mark: str
    local_mark: str
    profile: str
    is_demo: bool
    country_code: str

    @property
    def country_name(self) -> str:
        """The home country's name in the page's language."""
        return country_name(self.country_code, str(get_locale()))


def install(app: Flask, settings: Settings) -> None:
    """Give the templates their context. The reader is looked up once a request, when asked for."""
    house = House(
        operator_name=settings.operator_name,
        mark="Naru",
        local_mark=home_pack(settings.home_country).LOCAL_MARK,
        profile=settings.profile.value,
        is_demo=settings.is_demo,
        country_code=settings.home_country,
    )
    enabled = [LANGUAGES[tag] for tag in settings.languages]

    @app.context_processor
    def shell() -> dict[str, object]:
        return {
            "lang": language.current(),
            "languages": enabled,
            "house": house,
            "reader": present_reader(),
            "my_companies": _my_companies,
            "here": language.here_in,
            "request_id": g.get("request_id", ""),
        }


def _my_companies() -> list[object]:
    """Return the reader's memberships, looked up once a request."""
    reader = present_reader()
    if reader is None:
        return []
    if "memberships" not in g:
        g.memberships = memberships_of(reader.person)
    found: list[object] = g.memberships
    return found
