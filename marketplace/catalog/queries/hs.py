"""Named reads: an HS code as people paste it, with or without the digits of their country."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app
from flask_babel import get_locale
from sqlalchemy import func, select

from marketplace.catalog import errors
from marketplace.config import Settings
from marketplace.core.db import session
from marketplace.core.errors import Refused
from marketplace.reference.models import HsCode
from marketplace.reference.models.hs import MOST_DIGITS, WORLD, WORLD_DIGITS
from marketplace.reference.queries import country_name

_SEPARATORS = re.compile(r"[\s.\-–·]+")
_DIGITS = re.compile(rf"[0-9]{{{WORLD_DIGITS},{MOST_DIGITS}}}", re.ASCII)


@dataclass(frozen=True)
class HsChoice:
    """A chosen code: six digits of an edition of the schedule, and what a country adds to them.

    `national` has all digits, the six included, "" where only those are known; `national_edition`
    is "" where the country's table is not here to look it up. `unsure`: the operator chooses.
    """

    code: str = ""
    edition: str = ""
    national: str = ""
    country: str = ""
    national_edition: str = ""
    unsure: bool = False


UNSURE = HsChoice(unsure=True)


def read_hs_code(text: str, country: str | None = None) -> HsChoice:
    """Return the code that somebody typed or pasted: `3304.99`, `3304.99-1000`, `3304991000`.

    More than six digits belong to `country` (ISO 3166), the home country where none is given: they
    are looked up in its table where that is here, else kept as typed. Raises Refused beside `hs`
    for what is no code, six digits that do not exist, digits that the country's table lacks.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not _DIGITS.fullmatch(digits):
        raise errors.not_an_hs_code()
    code = digits[:WORLD_DIGITS]
    edition = _newest_with(code, WORLD)
    if edition is None:
        raise errors.unknown_hs_code(_written(code))
    if len(digits) == WORLD_DIGITS:
        return HsChoice(code, edition)
    settings: Settings = current_app.config["SETTINGS"]
    return _national(HsChoice(code, edition), digits, country or settings.home_country)


def hs_choices(typed: Collection[str], country: str) -> dict[str, HsChoice | Refused]:
    """Return the code that each means, or why it is none, in a flat number of statements.

    As `read_hs_code`, of digits alone.
    """
    world, home = _newest_edition(WORLD) or "", _newest_edition(country)
    known = _known({code[:WORLD_DIGITS] for code in typed}, WORLD, world)
    national = _known(typed, country, home) if home else set(typed)
    found: dict[str, HsChoice | Refused] = {}
    for digits in typed:
        code = digits[:WORLD_DIGITS]
        if code not in known:
            found[digits] = errors.unknown_hs_code(_written(code))
        elif len(digits) == WORLD_DIGITS:
            found[digits] = HsChoice(code, world)
        elif digits in national:
            found[digits] = HsChoice(code, world, digits, country, home or "")
        else:
            name = country_name(country, str(get_locale()))
            found[digits] = errors.unknown_national_code(_written(digits), name)
    return found


def _known(codes: Collection[str], country: str, edition: str) -> set[str]:
    if not codes:
        return set()
    found = select(HsCode.code).where(
        HsCode.code.in_(codes), HsCode.country == country, HsCode.edition == edition
    )
    return set(session.scalars(found))


def _national(choice: HsChoice, digits: str, country: str) -> HsChoice:
    newest = _newest_edition(country)
    if newest is not None and _edition_of(digits, country, newest) is None:
        name = country_name(country, str(get_locale()))
        raise errors.unknown_national_code(_written(digits), name)
    return HsChoice(choice.code, choice.edition, digits, country, newest or "")


def _newest_edition(country: str) -> str | None:
    return session.scalar(select(func.max(HsCode.edition)).where(HsCode.country == country))


def _newest_with(code: str, country: str) -> str | None:
    newest = _newest_edition(country)
    return None if newest is None else _edition_of(code, country, newest)


def _edition_of(code: str, country: str, edition: str) -> str | None:
    return session.scalar(
        select(HsCode.edition).where(
            HsCode.code == code, HsCode.country == country, HsCode.edition == edition
        )
    )


def _written(digits: str) -> str:
    """Return the digits as people write them: `3304.99`, `3304.99-1000`."""
    world = f"{digits[:4]}.{digits[4:WORLD_DIGITS]}"
    rest = digits[WORLD_DIGITS:]
    return f"{world}-{rest}" if rest else world
