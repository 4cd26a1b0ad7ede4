"""The half of goods that changes at once, in the editor: prices, terms, sample, carton, options."""

import re

import pytest

from marketplace.catalog.enums import PriceShown, SampleOffer
from marketplace.core.money import Money, UnitPrice
from marketplace.reference.enums import TransportMode
from tests.support.editing import Desk, named


@pytest.fixture
def desk(app):
    return Desk(app)


PRICES = {
    "shown": "checked_buyers",
    "currency": "USD",
    "per": "1",
    "tiers-0-from_quantity": "600",
    "tiers-0-price": "4.20",
    "tiers-1-from_quantity": "2,400",
    "tiers-1-price": "3.60",
    "tiers-2-from_quantity": "",
    "tiers-2-price": "",
}


def test_price_steps_are_saved_and_the_empty_row_is_left_out(app, desk):
    assert desk.save("prices", **PRICES).status_code == 302
    with app.test_request_context():
        goods = desk.goods()
    assert goods.listing.price_shown is PriceShown.CHECKED_BUYERS
    assert [tier.from_quantity for tier in goods.tiers] == [600, 2400]
    assert goods.tiers[1].price == UnitPrice(Money(360, "USD"))
    assert goods.listing.moq == 600


@pytest.mark.parametrize(
    ("wrong", "sentence", "place"),
    [
        ({"tiers-1-price": "5"}, "cannot cost more per unit", "prices-tiers-1-price"),
        ({"tiers-1-price": "x"}, "Please write an amount of USD", "prices-tiers-1-price"),
        (
            {"tiers-1-from_quantity": "6"},
            "begins at a larger",
            "prices-tiers-1-from_quantity",
        ),
        ({"per": "1.5"}, "Please write a whole number.", "prices-per"),
    ],
)
def test_a_wrong_price_says_why_in_its_row(desk, wrong, sentence, place):
    answer = desk.save("prices", **PRICES | wrong)
    assert answer.status_code == 422
    assert re.search(rf'id="{place}-error">[^§]*?{sentence}', answer.text)
    assert 'value="600"' in answer.text


def test_rows_are_added_and_taken_away_without_scripts_and_without_saving(app, desk):
    typed = named("prices", PRICES)
    page = desk.send("prices", **typed, row="add").text
    assert 'name="prices-tiers-3-price"' in page
    page = desk.send("prices", **typed, row="remove-0").text
    assert 'value="600"' not in page
    assert 'value="2,400"' in page
    with app.test_request_context():
        assert desk.goods().tiers == ()


def test_the_terms_that_were_typed_are_saved(app, desk):
    answer = desk.save(
        "terms", unit="H87", mode="sea", incoterm="FOB", place="Busan", port="", lead_days="21"
    )
    assert answer.status_code == 302
    with app.test_request_context():
        made = desk.goods().listing
    assert made.basis_mode is TransportMode.SEA
    assert (made.basis_incoterm, made.basis_place, made.lead_days) == ("FOB", "Busan", 21)


def test_the_sample_that_was_typed_is_saved(app, desk):
    desk.save(
        "sample", offered="paid", price="24", currency="USD", units="3", note="", deducted="y"
    )
    with app.test_request_context():
        made = desk.goods().listing
    assert made.sample is SampleOffer.PAID
    assert made.sample_price == Money(2400, "USD")
    assert made.sample_deducted


def test_a_carton_lighter_than_what_is_in_it_says_so_beside_its_weight(app, desk):
    carton = {"length_mm": "48", "width_mm": "32", "height_mm": "28", "units": "120"}
    answer = desk.save("carton", **carton, net_g="6.20", gross_g="5.80")
    assert re.search('id="carton-gross_g-error">[^§]*?weighs at least as much', answer.text)
    desk.save("carton", **carton, net_g="6.20", gross_g="6.8")
    with app.test_request_context():
        made = desk.goods().listing
    assert (made.carton_length_mm, made.carton_gross_g) == (480, 6800)


def test_options_get_names_skus_and_prices_of_their_own(app, desk):
    desk.save("prices", **PRICES)
    with app.test_request_context():
        first = desk.goods().options[0].code
    answer = desk.save(
        "options",
        **{
            "options-0-code": first,
            "options-0-name": "장미",
            "options-0-name_en": "Rose",
            "options-0-sku": "A-1",
            "options-0-barcode": "",
            "options-0-price": "",
            "options-1-code": "",
            "options-1-name": "산호",
            "options-1-name_en": "Coral",
            "options-1-sku": "A-2",
            "options-1-barcode": "",
            "options-1-price": "4.50",
        },
    )
    assert answer.status_code == 302
    with app.test_request_context():
        rose, coral = desk.goods().options
    assert rose.names == {"ko": "장미", "en": "Rose"}
    assert coral.price == UnitPrice(Money(450, "USD"))


def test_an_option_with_the_sku_of_another_says_so_in_its_row(desk):
    same = {
        f"options-{number}-{name}": "" for number in (0, 1) for name in ("code", "barcode", "price")
    }
    named = {"options-0-name": "장미", "options-1-name": "산호"}
    answer = desk.save("options", **same | named | {"options-0-sku": "A", "options-1-sku": "a"})
    assert re.search('id="options-options-1-sku-error">[^§]*?has this SKU', answer.text)
