"""Named reads: the operator's face of this house, for pages and mails."""

from dataclasses import dataclass

from flask_babel import get_locale

from marketplace.config import Settings
from marketplace.reference.countries import country_name, home_pack


@dataclass(frozen=True)
class House:
    """Names and marks of this house. `local_mark` is the mark in the home country's script."""

    operator_name: str
    mark: str
    local_mark: str
    profile: str
    is_demo: bool
    country_code: str

    @property
    def country_name(self) -> str:
        """The home country's name in the language of the page or mail."""
        return country_name(self.country_code, str(get_locale()))


def house_of(settings: Settings) -> House:
    """Return the house that the settings describe."""
    return House(
        operator_name=settings.operator_name,
        mark="Naru",
        local_mark=home_pack(settings.home_country).LOCAL_MARK,
        profile=settings.profile.value,
        is_demo=settings.is_demo,
        country_code=settings.home_country,
    )
