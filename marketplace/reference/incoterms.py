"""Incoterms® 2020 as facts: eleven rules, their modes, places, points of risk and cost.

Source: International Chamber of Commerce, Incoterms® 2020 (ICC publication 723E), articles A1
to A10 and B1 to B10 of each rule. The sentences are our own, for a beginner.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from marketplace.reference.enums import Cover, Party, PlaceKind, Point, TransportMode

EDITION = "Incoterms® 2020"

ANY_MODE = frozenset(TransportMode)
BY_WATER = frozenset({TransportMode.SEA})
#: Parcels and air freight have no ship's rail: these rules fit, in the order they are offered.
FOR_PARCELS = ("FCA", "EXW", "CPT", "CIP", "DAP", "DDP", "DPU")
WITHOUT_A_PORT = ANY_MODE - BY_WATER


@dataclass(frozen=True)
class IncotermsRule:
    """One rule. The seller pays up to `cost`; damage after `risk` is the buyer's.

    Unless it says otherwise the seller clears the goods for export and the buyer for import, by any
    mode, and nobody has to insure them.

    `name` is its title, `says` what it means, `minds` what a beginner should know before choosing
    it ("" for nothing); all three are lazy texts.
    """

    code: str
    name: str
    place: PlaceKind
    risk: Point
    cost: Point
    says: str
    minds: str = ""
    modes: frozenset[TransportMode] = ANY_MODE
    export: Party = Party.SELLER
    import_: Party = Party.BUYER
    cover: Cover = Cover.NONE

    def printed(self, place: str) -> str:
        """Return the rule with its named place as documents print it."""
        return f"{self.code} {place}, {EDITION}"

    def fits(self, mode: TransportMode) -> bool:
        """Whether the rule is meant for goods that travel so."""
        return mode in self.modes


RULES: dict[str, IncotermsRule] = {
    rule.code: rule
    for rule in (
        IncotermsRule(
            "EXW",
            _l("Ex Works"),
            PlaceKind.SELLERS_PLACE,
            Point.AT_SELLERS,
            Point.AT_SELLERS,
            _l("The seller has the goods ready at its own place. All else is the buyer’s."),
            export=Party.BUYER,
            minds=_l(
                "The buyer must load the goods and clear them for export, which a company abroad "
                "often cannot do. FCA is the better choice for most."
            ),
        ),
        IncotermsRule(
            "FCA",
            _l("Free Carrier"),
            PlaceKind.HANDOVER,
            Point.TO_CARRIER,
            Point.TO_CARRIER,
            _l(
                "The seller clears the goods for export and hands them to the carrier that the "
                "buyer has chosen."
            ),
        ),
        IncotermsRule(
            "CPT",
            _l("Carriage Paid To"),
            PlaceKind.DESTINATION,
            Point.TO_CARRIER,
            Point.ARRIVED,
            _l(
                "The seller pays the carriage to the named place. The risk is the buyer’s as soon "
                "as the first carrier has the goods."
            ),
            minds=_l("Cost and risk pass at two places: name the place of handover too."),
        ),
        IncotermsRule(
            "CIP",
            _l("Carriage and Insurance Paid To"),
            PlaceKind.DESTINATION,
            Point.TO_CARRIER,
            Point.ARRIVED,
            _l(
                "As CPT, and the seller insures the goods against all risks for the buyer, for "
                "110 % of their price."
            ),
            cover=Cover.ALL_RISKS,
            minds=_l("Cost and risk pass at two places: name the place of handover too."),
        ),
        IncotermsRule(
            "DAP",
            _l("Delivered at Place"),
            PlaceKind.DESTINATION,
            Point.ARRIVED,
            Point.ARRIVED,
            _l(
                "The seller brings the goods to the named place. The buyer unloads them, clears "
                "them for import and pays duty and taxes."
            ),
        ),
        IncotermsRule(
            "DPU",
            _l("Delivered at Place Unloaded"),
            PlaceKind.DESTINATION,
            Point.UNLOADED,
            Point.UNLOADED,
            _l("As DAP, and the seller unloads the goods as well: the only rule that asks for it."),
        ),
        IncotermsRule(
            "DDP",
            _l("Delivered Duty Paid"),
            PlaceKind.DESTINATION,
            Point.ARRIVED,
            Point.CLEARED,
            _l("The seller does all of it, import, duty and taxes included. The buyer unloads."),
            import_=Party.SELLER,
            minds=_l(
                "The seller must be able to act as importer in the buyer’s country and usually "
                "cannot reclaim its taxes."
            ),
        ),
        IncotermsRule(
            "FAS",
            _l("Free Alongside Ship"),
            PlaceKind.PORT_OF_LOADING,
            Point.ALONGSIDE,
            Point.ALONGSIDE,
            _l("The seller brings the goods, cleared for export, alongside the buyer’s ship."),
            modes=BY_WATER,
        ),
        IncotermsRule(
            "FOB",
            _l("Free On Board"),
            PlaceKind.PORT_OF_LOADING,
            Point.ON_BOARD,
            Point.ON_BOARD,
            _l(
                "The seller brings the goods, cleared for export, on board the ship that the buyer "
                "has chosen."
            ),
            modes=BY_WATER,
            minds=_l(
                "Containers are handed over before the ship, at the terminal: "
                "there FCA fits better."
            ),
        ),
        IncotermsRule(
            "CFR",
            _l("Cost and Freight"),
            PlaceKind.PORT_OF_ARRIVAL,
            Point.ON_BOARD,
            Point.PORT_OF_ARRIVAL,
            _l(
                "The seller pays the sea freight to the named port. The risk is the buyer’s from "
                "the moment the goods are on board."
            ),
            modes=BY_WATER,
            minds=_l(
                "Containers are handed over before the ship, at the terminal: "
                "there CPT fits better."
            ),
        ),
        IncotermsRule(
            "CIF",
            _l("Cost, Insurance and Freight"),
            PlaceKind.PORT_OF_ARRIVAL,
            Point.ON_BOARD,
            Point.PORT_OF_ARRIVAL,
            _l(
                "As CFR, and the seller insures the goods for the buyer, with the least cover, for "
                "110 % of their price."
            ),
            modes=BY_WATER,
            cover=Cover.LEAST,
            minds=_l(
                "Containers are handed over before the ship, at the terminal: "
                "there CIP fits better."
            ),
        ),
    )
}

MODE_NAMES: dict[TransportMode, Any] = {
    TransportMode.COURIER: _l("Courier"),
    TransportMode.POST: _l("Post"),
    TransportMode.AIR: _l("Air freight"),
    TransportMode.SEA: _l("Sea freight"),
    TransportMode.ROAD: _l("Road"),
    TransportMode.RAIL: _l("Rail"),
}

PLACE_NAMES: dict[PlaceKind, Any] = {
    PlaceKind.SELLERS_PLACE: _l("the seller’s own place"),
    PlaceKind.HANDOVER: _l("the place where the carrier takes the goods over"),
    PlaceKind.PORT_OF_LOADING: _l("the port of loading"),
    PlaceKind.PORT_OF_ARRIVAL: _l("the port of arrival"),
    PlaceKind.DESTINATION: _l("a place in the buyer’s country"),
}

RISK_POINTS: dict[Point, Any] = {
    Point.AT_SELLERS: _l("at the seller’s place, not yet loaded"),
    Point.TO_CARRIER: _l("when the first carrier has the goods"),
    Point.ALONGSIDE: _l("alongside the ship"),
    Point.ON_BOARD: _l("on board the ship"),
    Point.PORT_OF_ARRIVAL: _l("in the port of arrival"),
    Point.ARRIVED: _l("at the named place, not yet unloaded"),
    Point.UNLOADED: _l("at the named place, unloaded"),
    Point.CLEARED: _l("at the named place, cleared for import"),
}

COVERS: dict[Cover, Any] = {
    Cover.NONE: _l("Nobody has to"),
    Cover.LEAST: _l("The seller, with the least cover"),
    Cover.ALL_RISKS: _l("The seller, against all risks"),
}


def rules_for(mode: TransportMode) -> list[IncotermsRule]:
    """Return the rules that fit a mode, in the order in which a page offers them."""
    if mode in WITHOUT_A_PORT:
        return [RULES[code] for code in FOR_PARCELS]
    return [rule for rule in RULES.values() if rule.fits(mode)]


def why_not(rule: IncotermsRule, mode: TransportMode) -> str:
    """Return why a rule does not fit a mode (a lazy text), "" when it does.

    It explains; it blocks nothing.
    """
    if rule.fits(mode):
        return ""
    return _WHY_NOT[rule.code]


_WHY_NOT: dict[str, str] = {
    "FAS": _l("FAS belongs to ships: here nothing lies alongside one. FCA does the same."),
    "FOB": _l("FOB belongs to ships: here nothing goes on board of one. FCA does the same."),
    "CFR": _l("CFR belongs to ships: here nothing goes on board of one. CPT does the same."),
    "CIF": _l("CIF belongs to ships: here nothing goes on board of one. CIP does the same."),
}


@dataclass(frozen=True)
class ShippingStep:
    """Something that must be done on the way, up to a point; `name` is a lazy text."""

    name: Any
    until: Point


#: The way of the goods, for a table of who pays what.
STEPS = (
    ShippingStep(_l("Packed and marked for export"), Point.AT_SELLERS),
    ShippingStep(_l("Loaded and brought to the carrier or the port"), Point.TO_CARRIER),
    ShippingStep(_l("Put on board"), Point.ON_BOARD),
    ShippingStep(_l("Carried to the other country"), Point.PORT_OF_ARRIVAL),
    ShippingStep(_l("Carried on from the port or airport"), Point.ARRIVED),
    ShippingStep(_l("Unloaded there"), Point.UNLOADED),
)


def who_pays(rule: IncotermsRule, step: ShippingStep) -> Party:
    """Return who pays a step of the way: the seller up to the rule's point of cost."""
    order = list(Point)
    last = Point.ARRIVED if rule.cost is Point.CLEARED else rule.cost
    return Party.SELLER if order.index(step.until) <= order.index(last) else Party.BUYER
