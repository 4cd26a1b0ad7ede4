import pytest

from marketplace.reference.enums import Cover, Party, PlaceKind, Point, TransportMode
from marketplace.reference.incoterms import RULES, STEPS, who_pays
from marketplace.reference.queries import rules_for, why_not

BY_SEA = {"FAS", "FOB", "CFR", "CIF"}


def test_there_are_eleven_rules():
    assert set(RULES) == BY_SEA | {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP"}


@pytest.mark.parametrize("mode", [TransportMode.COURIER, TransportMode.POST, TransportMode.AIR])
def test_for_parcels_the_fitting_rules_are_offered_in_order(mode):
    offered = [rule.code for rule in rules_for(mode)]
    assert offered == ["FCA", "EXW", "CPT", "CIP", "DAP", "DDP", "DPU"]


def test_by_sea_every_rule_fits():
    assert {rule.code for rule in rules_for(TransportMode.SEA)} == set(RULES)


def test_what_does_not_fit_is_explained_and_not_blocked(app):
    with app.test_request_context():
        for code, rule in RULES.items():
            for mode in TransportMode:
                explained = bool(str(why_not(rule, mode)))
                assert explained == (code in BY_SEA and mode is not TransportMode.SEA)


def test_who_clears_and_who_insures():
    assert [code for code, rule in RULES.items() if rule.export is Party.BUYER] == ["EXW"]
    assert [code for code, rule in RULES.items() if rule.import_ is Party.SELLER] == ["DDP"]
    assert RULES["CIF"].cover is Cover.LEAST
    assert RULES["CIP"].cover is Cover.ALL_RISKS
    assert {code for code, rule in RULES.items() if rule.cover is not Cover.NONE} == {"CIF", "CIP"}


def test_under_the_c_rules_risk_passes_before_cost():
    order = list(Point)
    apart = {
        code for code, rule in RULES.items() if order.index(rule.risk) < order.index(rule.cost)
    }
    assert apart == {"CPT", "CIP", "CFR", "CIF", "DDP"}


def test_sea_rules_name_a_port_and_the_others_a_place():
    ports = {PlaceKind.PORT_OF_LOADING, PlaceKind.PORT_OF_ARRIVAL}
    assert {code for code, rule in RULES.items() if rule.place in ports} == BY_SEA


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("EXW", 1),
        ("FCA", 2),
        ("FAS", 2),
        ("FOB", 3),
        ("CFR", 4),
        ("CIF", 4),
        ("CPT", 5),
        ("DAP", 5),
        ("DDP", 5),
        ("DPU", 6),
    ],
)
def test_the_seller_pays_the_first_steps_of_the_way(code, steps):
    paid = [who_pays(RULES[code], step) for step in STEPS]
    assert paid == [Party.SELLER] * steps + [Party.BUYER] * (len(STEPS) - steps)


def test_a_rule_is_printed_with_its_place_and_edition():
    assert RULES["FOB"].printed("Valparaíso") == "FOB Valparaíso, Incoterms® 2020"
