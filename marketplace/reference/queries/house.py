"""Named reads: the operator's face of this house, for pages and mails."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from flask import url_for
from flask_babel import get_locale

from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES
from marketplace.core.web.assets import asset
from marketplace.reference.countries import country_name
from marketplace.reference.queries.settings import HouseSettings, house_settings, in_language
from marketplace.reference.settings import Colours

_TAGS = {language.locale: language.tag for language in LANGUAGES.values()}


@dataclass(frozen=True)
class House:
    """Names, marks and colours of this house, as its settings say now, in the page's language."""

    says: HouseSettings

    @property
    def profile(self) -> str:
        """`demo`, `test` or `production`."""
        return self.says.deployment.profile.value

    @property
    def is_demo(self) -> bool:
        """Whether nothing here is real."""
        return self.says.deployment.is_demo

    @property
    def country_code(self) -> str:
        """The home country, by ISO 3166."""
        return self.says.deployment.home_country

    @property
    def country_name(self) -> str:
        """The home country's name in the language of the page or mail."""
        return country_name(self.country_code, str(get_locale()))

    @property
    def operator_name(self) -> str:
        """The organisation that runs the house, in the language of the page or mail."""
        return self.operator_name_in(_TAGS.get(str(get_locale()), "en"))

    def operator_name_in(self, tag: str) -> str:
        """Return the organisation's name for readers of a language."""
        names = cast("dict[str, str]", self.says["operator_name"])
        return in_language(names, tag, self.says.deployment)[0]

    @property
    def mark(self) -> str:
        """The name of the marketplace, in Latin letters."""
        return str(self.says["mark"])

    @property
    def local_mark(self) -> str:
        """The same name in the home country's script, "" where that is the Latin one."""
        return str(self.says["local_mark"])

    @property
    def domain(self) -> str:
        """The public address as people know it."""
        return str(self.says["domain"])

    @property
    def contact_mail(self) -> str:
        """The mail address for questions, "" when there is none."""
        return str(self.says["contact_mail"])

    @property
    def contact_phone(self) -> str:
        """The telephone for questions, "" when there is none."""
        return str(self.says["contact_phone"])

    @property
    def colours(self) -> Colours:
        """The four tones of the house colour."""
        return Colours.of(cast("dict[str, str]", self.says["colours"]))

    @property
    def sheet(self) -> str | None:
        """The address of the sheet with the house's colours; None while they are Naru's own."""
        if self.says.is_default("colours"):
            return None
        return url_for("house.css", v=_short_hash(self.colours))

    @property
    def picture(self) -> str:
        """The address of the mark's picture, in the house's colour."""
        if self.says.is_default("colours"):
            return asset("img/mark.svg")
        return url_for("house.picture", v=_short_hash(self.colours))


def house_of(settings: Settings) -> House:
    """Return the house as its settings describe it now."""
    return House(house_settings(settings))


@lru_cache(maxsize=32)
def _short_hash(colours: Colours) -> str:
    return hashlib.sha256(repr(colours).encode()).hexdigest()[:12]
