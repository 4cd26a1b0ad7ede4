"""Facts of trade for everybody: HS codes with their chain, the Incoterms rules."""

from dataclasses import dataclass
from functools import partial

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.config import Settings
from marketplace.core.errors import NotFound
from marketplace.core.permissions import anyone, guard
from marketplace.core.text import one_line
from marketplace.core.web import language
from marketplace.reference.countries import country_choices, country_codes, country_name
from marketplace.reference.enums import hs_level_name
from marketplace.reference.incoterms import COVERS, PLACE_NAMES, RISK_POINTS, RULES, STEPS, who_pays
from marketplace.reference.models.hs import WORLD, WORLD_DIGITS
from marketplace.reference.queries.hs import (
    countries_with_codes,
    find_hs,
    hs_below,
    hs_chain,
)
from marketplace.reference.routes import bp

LONGEST_QUESTION = 200


@dataclass(frozen=True)
class HsLookup:
    """What a reader asked for: words or a number, and the country whose own codes count too."""

    words: str
    country: str


@bp.get("/hs")
@guard(anyone)
def hs_search() -> ResponseReturnValue:
    """Find HS codes by words or number; without a question show the chapters."""
    asked = _asked()
    tag = language.current().tag
    found = find_hs(asked.words, tag, country=asked.country) if asked.words else []
    return render_template(
        "reference/public_hs.html",
        asked=asked,
        found=found,
        chapters=[] if asked.words else hs_below("", tag),
        countries=_countries(),
    )


@bp.get("/hs/<code>")
@guard(anyone)
def hs_code(code: str) -> ResponseReturnValue:
    """Show a code in its chain, with the codes one step below, or where it is the last, beside."""
    asked, tag = _asked(), language.current().tag
    chain = hs_chain(code, tag, country=asked.country)
    if chain is None:
        raise NotFound
    below = hs_below(code, tag, country=asked.country)
    beside = chain.above[-1].code if chain.above and not below else None
    return render_template(
        "reference/public_hs_code.html",
        asked=asked,
        chain=chain,
        below=below,
        siblings=hs_below(beside, tag, country=asked.country) if beside else [],
        own_missing=len(code) == WORLD_DIGITS and asked.country not in countries_with_codes(),
        level=hs_level_name(len(code)),
        country=partial(country_name, locale=language.current().locale),
    )


@bp.get("/incoterms")
@guard(anyone)
def incoterms() -> ResponseReturnValue:
    """Show the eleven rules for a beginner: who pays what, where the risk passes."""
    return render_template(
        "reference/public_incoterms.html",
        rules=list(RULES.values()),
        steps=STEPS,
        who_pays=who_pays,
        places=PLACE_NAMES,
        risk_points=RISK_POINTS,
        covers=COVERS,
    )


def _asked() -> HsLookup:
    words = one_line(request.args.get("q", ""))[:LONGEST_QUESTION]
    country = request.args.get("country")
    if country is None:
        settings: Settings = current_app.config["SETTINGS"]
        country = settings.home_country
    known = country in country_codes() or country in countries_with_codes()
    return HsLookup(words, country if known else WORLD)


def _countries() -> list[tuple[str, str]]:
    own = set(countries_with_codes())
    names = dict(country_choices(language.current().locale))
    return sorted(((code, names.get(code, code)) for code in own), key=lambda pair: pair[1])
