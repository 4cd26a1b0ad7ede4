"""The lists that cells are chosen from, read in every language of the pages."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from marketplace.catalog.enums import (
    CONTENTS_NAMES,
    PRICE_SHOWN_NAMES,
    SAMPLE_NAMES,
)
from marketplace.config import Settings
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import DIGITS
from marketplace.core.process_cache import cached
from marketplace.core.text import text_key
from marketplace.reference.countries import home_pack
from marketplace.reference.queries import MODE_NAMES, RULES, UNITS, country_choices
from marketplace.reference.queries.currencies import COMMON, currency_name

Choices = list[tuple[str, str]]

#: Nothing that carriers ask about is in the goods: an answer, and no empty cell.
NONE_OF_THEM = "none"


def _named(names: dict[Any, Any]) -> Choices:
    return [(member.value, str(name)) for member, name in names.items()]


def _countries() -> Choices:
    return list(country_choices(str(get_locale())))


def _currencies() -> Choices:
    codes = list(dict.fromkeys((*COMMON, *sorted(DIGITS))))
    return [(code, code) for code in codes]


def _rules() -> Choices:
    return [(code, code) for code in RULES]


def _units() -> Choices:
    return [(unit.code, str(unit.name)) for unit in UNITS.values()]


_LISTS: dict[str, Callable[[], Choices]] = {
    "country": _countries,
    "currency": _currencies,
    "unit": _units,
    "mode": lambda: _named(MODE_NAMES),
    "incoterm": _rules,
    "price_shown": lambda: _named(PRICE_SHOWN_NAMES),
    "sample": lambda: _named(SAMPLE_NAMES),
    "contents": lambda: [*_named(CONTENTS_NAMES), (NONE_OF_THEM, str(_("None of these")))],
}


def choices_of(name: str) -> Choices:
    """Return a list as (code, name) in the present language; [] for one that is not fixed."""
    make = _LISTS.get(name)
    return make() if make else []


def name_of(name: str, code: str) -> str:
    """Return what a code of a list is called in the present language."""
    return dict(choices_of(name)).get(code, code)


def choice_meant(name: str, typed: str) -> str | None:
    """Return the code that a cell means, written as code or name in any language; None for none."""
    return _keys(name).get(text_key(typed))


def choices_like(name: str, typed: str) -> list[str]:
    """Return up to three names in the present language that look like what was typed."""
    names = {text_key(each): each for _code, each in choices_of(name)}
    return [names[key] for key in get_close_matches(text_key(typed), names, n=3, cutoff=0.6)]


def _keys(name: str) -> dict[str, str]:
    return cached(("sheet choices", name), lambda: _read(name), seconds=3600)


def _read(name: str) -> dict[str, str]:
    settings: Settings = current_app.config["SETTINGS"]
    found: dict[str, str] = {}
    for tag in dict.fromkeys(("en", *settings.languages)):
        with force_locale(LANGUAGES[tag].locale):
            for code, word in choices_of(name):
                for each in (code, word, *_further(name, code)):
                    found.setdefault(text_key(each), code)
    return found


def _further(name: str, code: str) -> Iterable[str]:
    if name == "unit":
        return (str(UNITS[code].short),)
    if name == "currency":
        return (currency_name(code, str(get_locale())),)
    settings: Settings = current_app.config["SETTINGS"]
    if name == "country" and code == settings.home_country:
        return home_pack(code).OTHER_NAMES
    return ()
