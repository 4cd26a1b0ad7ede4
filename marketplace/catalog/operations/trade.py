"""Changing terms, sample and carton of a listing: each holds at once."""

from dataclasses import asdict, dataclass
from typing import Any

from marketplace.catalog import errors
from marketplace.catalog.enums import SampleOffer
from marketplace.catalog.models import Listing
from marketplace.catalog.models.listing import NOTE_LENGTH, PLACE_LENGTH
from marketplace.catalog.operations.prices import MOST_UNITS
from marketplace.catalog.operations.record import (
    clean_line,
    clean_paragraphs,
    lock_to_change,
    require_range,
    trade_changed,
)
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, require_version
from marketplace.core.money import Money
from marketplace.reference.enums import TransportMode
from marketplace.reference.queries import RULES, UNITS, port_by_code

MOST_LEAD_DAYS = 730
#: Grams in two tonnes: a heavier piece is no carton.
MOST_GRAMS = 2_000_000
MOST_MM = 5_000
LEAST_SIDE_MM = 1


@dataclass(frozen=True)
class TermsFacts:
    """What a quantity counts (`unit`, a code of `reference.units`), the price basis, the lead time.

    `place` is the named place of the Incoterms rule, `port` its UN/LOCODE where it is a known one.
    `lead_days` are working days. What is not known yet is None or "".
    """

    unit: str
    mode: TransportMode | None = None
    incoterm: str = ""
    place: str = ""
    port: str = ""
    lead_days: int | None = None


@dataclass(frozen=True)
class SampleFacts:
    """Whether a sample is to be had: how many units, at which price in all, on which conditions.

    `deducted`: its price is taken off the first order.
    """

    offer: SampleOffer
    price: Money | None = None
    units: int | None = None
    note: str = ""
    deducted: bool = False


@dataclass(frozen=True)
class CartonFacts:
    """The outer box: how many units it holds, its weights in grams, its sides in millimetres."""

    units: int | None = None
    net_g: int | None = None
    gross_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None


def change_terms(listing: Listing, facts: TermsFacts, *, row_version: int, actor: Actor) -> None:
    """Write unit, price basis and lead time. Any Incoterms rule may be chosen with any mode.

    A price basis needs its mode, rule and place together once buyers were shown the listing. Raises
    Refused beside the field, Conflict when somebody was faster.
    """
    values = term_values(facts)
    lock_to_change(listing, actor)
    if listing.listed_at is not None:
        require_terms(facts)
    _change(listing, "terms", values, row_version=row_version, actor=actor)


def _change(
    listing: Listing, part: str, values: dict[str, Any], *, row_version: int, actor: Actor
) -> None:
    require_version(listing, row_version)
    fields = change_row(listing, values)
    if fields:
        trade_changed(listing, part, fields, actor=actor, is_counted=True)


def term_values(facts: TermsFacts) -> dict[str, Any]:
    """Return the columns of the terms as they are kept. Raises Refused beside the field."""
    if facts.unit not in UNITS:
        raise errors.please_choose("unit")
    if facts.incoterm and facts.incoterm not in RULES:
        raise errors.please_choose("incoterm")
    place = clean_line(facts.place, PLACE_LENGTH, "place")
    if facts.incoterm and not place:
        raise errors.please_fill("place")
    if facts.port and port_by_code(facts.port) is None:
        raise errors.unknown_port()
    return {
        "unit": facts.unit,
        "basis_mode": facts.mode,
        "basis_incoterm": facts.incoterm,
        "basis_place": place,
        "basis_port": facts.port,
        "lead_days": require_range(facts.lead_days, 0, MOST_LEAD_DAYS, "lead_days"),
    }


def require_terms(facts: TermsFacts) -> None:
    """Refuse terms that are not whole, as those of goods must be that buyers were shown."""
    for field in ("mode", "incoterm", "place", "lead_days"):
        if getattr(facts, field) in {None, ""}:
            raise errors.stays_complete(field)


def change_sample(listing: Listing, facts: SampleFacts, *, row_version: int, actor: Actor) -> None:
    """Write whether and how a sample is to be had.

    Raises Refused beside the field, Conflict when somebody was faster.
    """
    values = sample_values(facts)
    lock_to_change(listing, actor)
    _change(listing, "sample", values, row_version=row_version, actor=actor)


def sample_values(facts: SampleFacts) -> dict[str, Any]:
    """Return the columns of the sample as they are kept. Raises Refused beside the field."""
    is_paid = facts.offer is SampleOffer.PAID
    if is_paid and facts.price is None:
        raise errors.sample_needs_price()
    if is_paid and facts.price is not None and facts.price.minor < 1:
        raise errors.sample_needs_price()
    offered = facts.offer is not SampleOffer.NONE
    note = clean_paragraphs(facts.note, NOTE_LENGTH, "note")
    return {
        "sample": facts.offer,
        "sample_price": facts.price if is_paid else None,
        "sample_units": require_range(facts.units, 1, MOST_UNITS, "units") if offered else None,
        "sample_note": note if offered else "",
        "sample_deducted": is_paid and facts.deducted,
    }


def change_carton(listing: Listing, facts: CartonFacts, *, row_version: int, actor: Actor) -> None:
    """Write what a carton holds, weighs and measures: weights to two tonnes, sides to five metres.

    Raises Refused beside the field, Conflict when somebody was faster.
    """
    values = carton_values(facts)
    lock_to_change(listing, actor)
    _change(listing, "carton", values, row_version=row_version, actor=actor)


def carton_values(facts: CartonFacts) -> dict[str, Any]:
    """Return the columns of the carton as they are kept. Raises Refused beside the field."""
    require_range(facts.units, 1, MOST_UNITS, "units")
    for weight in ("net_g", "gross_g"):
        require_range(getattr(facts, weight), 1, MOST_GRAMS, weight)
    for side in ("length_mm", "width_mm", "height_mm"):
        require_range(getattr(facts, side), LEAST_SIDE_MM, MOST_MM, side)
    if facts.net_g is not None and facts.gross_g is not None and facts.gross_g < facts.net_g:
        raise errors.gross_below_net()
    return {f"carton_{name}": value for name, value in asdict(facts).items()}
