"""Each step of the editor as one line of fact, for when it is folded."""

from collections.abc import Callable

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from marketplace.catalog.enums import (
    CERTIFICATE_NAMES,
    PRICE_SHOWN_NAMES,
    CertificateKind,
)
from marketplace.catalog.queries.completeness import EditorStep
from marketplace.catalog.queries.figures import as_typed
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.public_cards import unit_of
from marketplace.catalog.queries.sellers import state_names
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import format_money, format_unit_price
from marketplace.core.web.text_language import apart
from marketplace.reference.queries import country_name


def line_of(step: EditorStep, goods: Goods) -> str:
    """Return what stands in a step, "" for nothing yet."""
    return _LINES[step](goods)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _pictures(goods: Goods) -> str:
    count = len(goods.images)
    return ngettext("%(num)d picture", "%(num)d pictures", count) if count else ""


def _texts(goods: Goods) -> str:
    return _joined(*(apart(LANGUAGES[tag].name) for tag in goods.texts if tag in LANGUAGES))


def _hs(goods: Goods) -> str:
    version = goods.version
    code = version.hs_national or version.hs_code
    shown = f"{code[:4]}.{code[4:6]}" + (f"-{code[6:]}" if code[6:] else "") if code else ""
    origin = version.origin_country
    country = country_name(origin, str(get_locale())) if origin else ""
    return _joined(
        shown or (_("HS code left to the operator") if version.hs_unsure else ""), country
    )


def _prices(goods: Goods) -> str:
    listing, locale = goods.listing, str(get_locale())
    unit = unit_of(listing.unit)
    steps = [
        f"{unit.counted(tier.from_quantity)} "
        + (
            format_money(tier.price.price, locale)
            if tier.price.per == 1
            else format_unit_price(tier.price, str(unit.short), locale)
        )
        for tier in goods.tiers
    ]
    basis = f"{listing.basis_incoterm} {listing.basis_place}".strip()
    shown = (
        "" if goods.tiers or listing.price_shown is None else PRICE_SHOWN_NAMES[listing.price_shown]
    )
    return _joined(*steps, str(shown), basis)


def _packing(goods: Goods) -> str:
    listing = goods.listing
    unit = unit_of(listing.unit)
    sides = (listing.carton_length_mm, listing.carton_width_mm, listing.carton_height_mm)
    size = apart(" × ".join(as_typed(side, 1) for side in sides) + " cm") if all(sides) else ""
    gross = apart(f"{as_typed(listing.carton_gross_g, 3)} kg") if listing.carton_gross_g else ""
    return _joined(unit.counted(listing.carton_units) if listing.carton_units else "", size, gross)


def _certificates(goods: Goods) -> str:
    return _joined(
        *(
            one.name if one.kind is CertificateKind.OTHER else str(CERTIFICATE_NAMES[one.kind])
            for one in goods.certificates
        )
    )


def _showing(goods: Goods) -> str:
    shown = goods.listing.price_shown
    return _joined(
        *state_names(goods.listing, goods.version),
        _("Prices: %(who)s", who=PRICE_SHOWN_NAMES[shown]) if shown else "",
    )


_LINES: dict[EditorStep, Callable[[Goods], str]] = {
    EditorStep.PICTURES: _pictures,
    EditorStep.TEXTS: _texts,
    EditorStep.HS: _hs,
    EditorStep.PRICES: _prices,
    EditorStep.PACKING: _packing,
    EditorStep.CERTIFICATES: _certificates,
    EditorStep.SHOWING: _showing,
}
