"""The page of a deal's room for both sides, and the pages around it."""

import pytest

from marketplace.core.db import new_once_key
from tests.factories.rooms import make_sides, open_room, say
from tests.support.browsing import browser_of, hidden_fields


def address(made, deal, end="", *, way="selling", language="en"):
    return f"/{language}/c/{made.company}/{way}/deals/{deal}{end}"


@pytest.fixture
def sides(app):
    return make_sides(app)


@pytest.fixture
def deal(app, sides):
    return open_room(app, sides)


def test_the_seller_reads_the_inquiry_and_answers_it(app, sides, deal):
    browser = browser_of(app, sides.seller.person)
    page = browser.get(address(sides.seller, deal))
    assert page.status_code == 200
    assert "We look for a serum without fragrance." in page.text
    assert "Your turn" in page.text
    fields = hidden_fields(page.text) | {"words": "We have it.", "language": "en"}
    answer = browser.post(address(sides.seller, deal, "/messages"), data=fields)
    assert answer.status_code == 302, answer.text
    assert "We have it." in browser.get(answer.location).text
