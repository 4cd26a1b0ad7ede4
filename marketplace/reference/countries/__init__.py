"""Countries: their names in every language, and the packs of home countries."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from typing import cast

from babel import Locale

from marketplace.reference.protocols import HomePack

#: CLDR's territories of two letters that ISO 3166-1 does not officially assign: reserved ones (AC,
#: CP, CQ, DG, EA, EU, EZ, IC, TA, UN), user-assigned ones (QO, XA, XB, XK, ZZ). Source: ISO 3166-1
#: decoding table, https://www.iso.org/obp/ui/#search/code/.
NOT_ASSIGNED = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "TA", "UN", "QO", "XA", "XB", "XK", "ZZ")
)

CODE_LENGTH = 2


@cache
def country_codes() -> frozenset[str]:
    """Return the officially assigned two-letter codes of ISO 3166-1."""
    territories: Mapping[str, str] = Locale("en").territories
    return frozenset(
        code
        for code in territories
        if len(code) == CODE_LENGTH and code.isalpha() and code not in NOT_ASSIGNED
    )


@lru_cache(maxsize=2048)
def country_name(code: str, locale: str) -> str:
    """Return the country's name in a Babel locale (`ko`, `pt_BR`); the code when it has none."""
    name: str = Locale.parse(locale).territories.get(code, code)
    return name


@cache
def country_choices(locale: str, first: str = "") -> list[tuple[str, str]]:
    """Return (code, name) of every country, sorted by name as readers of the locale look it up.

    Accents do not count (Åland stands under A); scripts sort by their own order of characters. The
    country with the code `first` stands before the others.
    """
    named = [(code, country_name(code, locale)) for code in country_codes()]
    return sorted(named, key=lambda one: (one[0] != first, _sorts_as(one[1]), one[0]))


@cache
def home_pack(code: str) -> HomePack:
    """Return what is particular to a home country; ModuleNotFoundError when it has no folder.

    `marketplace.config` has refused such a setting at start.
    """
    return cast("HomePack", import_module(f"{__name__}.{code.lower()}"))


def _sorts_as(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare.replace("’", "'").casefold())
