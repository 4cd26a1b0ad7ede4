"""Facts of goods in words, for the listing's page."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.catalog.enums import (
    CERTIFICATE_NAMES,
    CONTENTS_NAMES,
    SAMPLE_NAMES,
    CertificateKind,
    Contents,
)
from marketplace.catalog.models import ListingCertificate
from marketplace.catalog.queries.public_compare import hs_written, net_content
from marketplace.catalog.queries.public_page import PublicGoods, has_expired
from marketplace.catalog.queries.public_prices import PriceState
from marketplace.catalog.queries.public_texts import pick_name
from marketplace.core import clock
from marketplace.core.money import Money, UnitPrice
from marketplace.core.web import language
from marketplace.reference.queries import MODE_NAMES, RULES, IncotermsRule, country_name

GRAMS = 1_000
MILLIMETRES = 10


@dataclass(frozen=True)
class OptionLine:
    """A row of the options' table; `price` only where it differs and the reader sees prices."""

    name: str
    sku: str
    barcode: str
    price: UnitPrice | None


@dataclass(frozen=True)
class ShownCertificate:
    """A certificate as the page says it."""

    name: str
    number: str
    issuer: str
    valid_until: object
    has_expired: bool


@dataclass(frozen=True)
class Facts:
    """What stands in the lists of the page; empty strings and lists are left out."""

    attributes: list[tuple[str, str]]
    contents: list[str]
    hs_code: str
    rule: IncotermsRule | None
    mode: str
    sample: str
    sample_price: Money | None
    options: list[OptionLine]
    certificates: list[ShownCertificate]
    carton: list[tuple[str, str]]


def facts_of(goods: PublicGoods) -> Facts:
    """Return the facts of goods in the language of the page."""
    listing, version = goods.listing, goods.version
    sees_prices = goods.prices.state is not PriceState.FOR_CHECKED
    return Facts(
        attributes=[pair for pair in _attributes(goods) if pair[1]],
        contents=[str(CONTENTS_NAMES[Contents(one)]) for one in version.contents],
        hs_code=hs_written(version),
        rule=RULES.get(listing.basis_incoterm),
        mode=str(MODE_NAMES[listing.basis_mode]) if listing.basis_mode else "",
        sample=_sample(goods),
        sample_price=listing.sample_price if sees_prices else None,
        options=_options(goods),
        certificates=[_certificate(one) for one in goods.certificates],
        carton=[pair for pair in _carton(goods) if pair[1]],
    )


def _attributes(goods: PublicGoods) -> list[tuple[str, str]]:
    version, locale = goods.version, str(get_locale())
    origin = version.origin_country
    return [
        (_("Net content"), net_content(version)),
        (_("Brand"), version.brand),
        (_("Maker"), version.maker or goods.seller),
        (_("Country of origin"), country_name(origin, locale) if origin else ""),
        (_("Seller’s own code"), goods.listing.seller_code),
    ]


def _sample(goods: PublicGoods) -> str:
    offer = goods.listing.sample
    return str(SAMPLE_NAMES[offer]) if offer else ""


def _options(goods: PublicGoods) -> list[OptionLine]:
    if not goods.is_choice:
        return []
    tag, original = language.current().tag, goods.version.original
    return [
        OptionLine(
            pick_name(option.names, tag, original),
            option.sku,
            option.barcode,
            option.price if goods.prices.steps else None,
        )
        for option in goods.options
    ]


def _certificate(one: ListingCertificate) -> ShownCertificate:
    own = one.name if one.kind is CertificateKind.OTHER else str(CERTIFICATE_NAMES[one.kind])
    return ShownCertificate(
        own,
        one.number,
        one.issuer,
        one.valid_until,
        has_expired(one, clock.now().date()),
    )


def _carton(goods: PublicGoods) -> list[tuple[str, str]]:
    listing = goods.listing
    sides = (listing.carton_length_mm, listing.carton_width_mm, listing.carton_height_mm)
    size = " × ".join(_figure(side, MILLIMETRES) for side in sides if side)
    whole = all(sides)
    return [
        (_("Holds"), goods.unit.counted(listing.carton_units) if listing.carton_units else ""),
        (_("Size"), f"{size} cm" if whole else ""),
        (_("Gross weight"), _kilos(listing.carton_gross_g)),
        (_("Net weight"), _kilos(listing.carton_net_g)),
    ]


def _kilos(grams: int | None) -> str:
    return f"{_figure(grams, GRAMS)} kg" if grams else ""


def _figure(number: int, divisor: int) -> str:
    written: str = format_decimal(Decimal(number) / divisor, locale=str(get_locale()))
    return written
