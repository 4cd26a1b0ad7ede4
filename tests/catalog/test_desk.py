"""What moderators do with goods: settle an HS code, take a listing down and put it back."""

import pytest
from sqlalchemy import select

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.core.db import session
from marketplace.moderation.models import Review
from tests.factories import goods
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def seller(app):
    return goods.make_seller(app)


@pytest.fixture
def browser(app, seller):
    with app.app_context():
        moderator = goods.make_moderator(app)
    return browser_of(app, moderator.person)


def shown(app, seller):
    with app.app_context():
        return goods.shown_listing(app, goods.company_of(seller)).code


def state_of(app, code):
    with app.app_context():
        return session.scalars(select(Listing.state).where(Listing.code == code)).one()


def send(browser, address, page, **fields):
    return browser.post(address, data=hidden_fields(browser.get(page).text) | fields)


def test_goods_are_taken_down_with_a_reason_and_put_back(app, browser, seller):
    code = shown(app, seller)
    page = f"/en/desk/listings/{code}"
    send(browser, f"{page}/take-down", page, reasons=["claim"])
    assert state_of(app, code) is ListingState.TAKEN_DOWN
    assert "promise something" in browser.get(page).text
    send(browser, f"{page}/put-back", page)
    assert state_of(app, code) is ListingState.SHOWN


def test_taking_down_what_is_down_already_is_told_so(app, browser, seller):
    page = f"/en/desk/listings/{shown(app, seller)}"
    fields = hidden_fields(browser.get(page).text) | {"reasons": ["claim"]}
    browser.post(f"{page}/take-down", data=fields)
    browser.get(page)
    assert "This has changed in the meantime" in browser.post(f"{page}/take-down", data=fields).text


def test_without_a_reason_nothing_is_taken_down(app, browser, seller):
    code = shown(app, seller)
    page = f"/en/desk/listings/{code}"
    assert "Tick at least one reason" in send(browser, f"{page}/take-down", page).text
    assert state_of(app, code) is ListingState.SHOWN


def test_an_hs_code_that_the_seller_left_open_is_settled_in_the_review(app, browser, seller):
    with app.app_context():
        listing = goods.submitted_listing(goods.company_of(seller), hs=False)
        code, review = listing.code, session.scalars(select(Review.code)).one()
    page = f"/en/desk/reviews/{review}"
    answer = send(browser, f"/en/desk/listings/{code}/hs", page, usual=goods.HS)
    assert answer.headers["Location"].endswith(f"{page}#hs")
    with app.app_context():
        assert session.scalars(select(ListingVersion.hs_code)).one() == goods.HS


def test_a_code_that_does_not_exist_is_said_to(app, browser, seller):
    with app.app_context():
        listing = goods.submitted_listing(goods.company_of(seller), hs=False)
        code, review = listing.code, session.scalars(select(Review.code)).one()
    page = f"/en/desk/reviews/{review}"
    send(browser, f"/en/desk/listings/{code}/hs", page, hs="9999.99")
    assert "9999.99" in browser.get(page).text
