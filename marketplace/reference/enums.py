"""Kinds of reference data."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

_HS_LEVELS = {
    2: lazy_pgettext("HS code of two digits", "Chapter"),
    4: lazy_pgettext("HS code of four digits", "Heading"),
    6: lazy_pgettext("HS code of six digits", "Subheading"),
}


def hs_level_name(digits: int) -> str:
    """Return what a code of so many digits is called; beyond six it is one country's own."""
    return str(_HS_LEVELS.get(digits, _l("A country’s own code")))


class RateSource(StrEnum):
    """Where an exchange rate was read."""

    ECB = "ecb"
    FILE = "file"
    PEG = "peg"


class NoConversionReason(StrEnum):
    """Why an amount is not shown in another currency."""

    NO_RATE = "no_rate"
    TOO_OLD = "too_old"


class TransportMode(StrEnum):
    """How goods travel for the longest part of their way."""

    COURIER = "courier"
    POST = "post"
    AIR = "air"
    SEA = "sea"
    ROAD = "road"
    RAIL = "rail"


class Party(StrEnum):
    """Who does or pays something under an Incoterms rule."""

    SELLER = "seller"
    BUYER = "buyer"


class PlaceKind(StrEnum):
    """What kind of place is named behind an Incoterms rule."""

    SELLERS_PLACE = "sellers_place"
    HANDOVER = "handover"
    PORT_OF_LOADING = "port_of_loading"
    PORT_OF_ARRIVAL = "port_of_arrival"
    DESTINATION = "destination"


class Point(StrEnum):
    """A point on the goods' way, in the order they pass it."""

    AT_SELLERS = "at_sellers"
    TO_CARRIER = "to_carrier"
    ALONGSIDE = "alongside"
    ON_BOARD = "on_board"
    PORT_OF_ARRIVAL = "port_of_arrival"
    ARRIVED = "arrived"
    UNLOADED = "unloaded"
    CLEARED = "cleared"


class Cover(StrEnum):
    """The insurance that the seller must buy for the buyer (Institute Cargo Clauses)."""

    NONE = "none"
    LEAST = "least"
    ALL_RISKS = "all_risks"


class UnitKind(StrEnum):
    """What a unit counts or measures."""

    COUNT = "count"
    PACKAGE = "package"
    WEIGHT = "weight"
    VOLUME = "volume"
    LENGTH = "length"
    AREA = "area"


class PortKind(StrEnum):
    """What calls at a place."""

    SEA = "sea"
    AIR = "air"
