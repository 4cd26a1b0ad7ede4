"""Rows and choices in the editor when something is wrong with them, or somebody was faster."""

import re

import pytest

from tests.factories.goods import add_tree
from tests.support.browsing import hidden_fields
from tests.support.editing import Desk, named


@pytest.fixture
def desk(app):
    return Desk(app)


def prices(*steps):
    rows = {}
    for number, (quantity, price) in enumerate(steps):
        rows |= {f"tiers-{number}-from_quantity": quantity, f"tiers-{number}-price": price}
    return {"shown": "everyone", "currency": "USD", "per": "1"} | rows


def options(*rows):
    made = {}
    for number, (name, sku) in enumerate(rows):
        cells = {"code": "", "name": name, "name_en": "", "sku": sku, "barcode": "", "price": ""}
        made |= {f"options-{number}-{key}": value for key, value in cells.items()}
    return made


def test_behind_an_empty_row_a_wrong_step_is_named_in_its_own(desk):
    page = desk.save("prices", **prices(("600", "4"), ("", ""), ("50", "3"))).text
    assert re.search('id="prices-tiers-2-from_quantity-error">[^§]*?begins at a larger', page)
    assert 'id="prices-tiers-1-from_quantity-error"' not in page
    assert 'aria-describedby="prices-tiers-2-from_quantity-error" aria-invalid="true"' in page


def test_behind_an_empty_row_a_wrong_option_is_named_in_its_own(desk):
    page = desk.save("options", **options(("장미", "A"), ("", ""), ("산호", "a"))).text
    assert re.search('id="options-options-2-sku-error">[^§]*?has this SKU', page)


@pytest.mark.parametrize(
    ("part", "first", "second", "there"),
    [
        (
            "prices",
            prices(("600", "4"), ("900", "3")),
            prices(("600", "2")),
            "600 · 4.00; 900 · 3.00",
        ),
        ("options", options(("장미", "A")), options(("산호", "B")), "장미 · A"),
    ],
)
def test_the_second_of_two_editors_sees_the_rows_of_the_first(desk, part, first, second, there):
    stale = hidden_fields(desk.open().text)
    desk.save(part, **first)
    answer = desk.browser.post(f"{desk.address}/{part}", data=stale | named(part, second))
    assert answer.status_code == 409
    assert re.search(f"It now says:</span> <bdi[^>]*>{there}</bdi>", answer.text)


def test_a_category_that_is_chosen_too_late_says_so(app, desk):
    with app.test_request_context():
        add_tree()
    stale = hidden_fields(desk.open().text)
    desk.save("facts", brand="Onsaem", origin_country="", net_unit="")
    answer = desk.browser.post(f"{desk.address}/category", data=stale | {"category-slug": "serums"})
    assert answer.status_code == 409
    assert "Someone changed this while you were writing." in answer.text
