"""The pages of reviews: the queue, one review, the decision."""

import pytest
from sqlalchemy import select

from marketplace.core.db import session
from marketplace.moderation.enums import ReviewState
from marketplace.moderation.models import Review
from tests.factories import goods
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def seller(app):
    return goods.make_seller(app)


@pytest.fixture
def review(app, seller):
    with app.app_context():
        goods.submitted_listing(goods.company_of(seller), title="Calming serum")
        return session.scalars(select(Review.code)).one()


@pytest.fixture
def browser(app, seller):
    with app.app_context():
        moderator = goods.make_moderator(app)
    return browser_of(app, moderator.person)


def decide(browser, code, decision, **fields):
    """Send the decision form of a review's page, as a browser would."""
    page = browser.get(f"/en/desk/reviews/{code}").text
    sent = hidden_fields(page) | {"decision": decision, "note": "", "note_language": "en"} | fields
    return browser.post(f"/en/desk/reviews/{code}/decide", data=sent)


def state_of(app, code):
    with app.app_context():
        return session.scalars(select(Review.state).where(Review.code == code)).one()


def test_the_queue_names_the_goods_and_leads_to_them(browser, review):
    page = browser.get("/en/desk/reviews").text
    assert "Calming serum" in page
    assert f"/en/desk/reviews/{review}" in page


def test_a_promise_ends_with_a_day_of_the_house(browser, review):
    assert "23:59 in Seoul" in browser.get(f"/en/desk/reviews/{review}").text


def test_an_empty_queue_says_so(browser):
    assert "Nothing to review" in browser.get("/en/desk/reviews").text


def test_approving_leads_on_and_says_that_it_was_decided(app, browser, review):
    answer = decide(browser, review, "approve")
    assert answer.headers["Location"].endswith("/en/desk/reviews")
    assert "Decided. The seller is told." in browser.get("/en/desk/reviews").text
    assert state_of(app, review) is ReviewState.APPROVED


def test_without_a_reason_the_form_comes_back_with_what_was_written(app, browser, review):
    page = decide(browser, review, "revise", note="Please name the material.").text
    assert "Tick at least one reason" in page
    assert "Please name the material." in page
    assert state_of(app, review) is ReviewState.WAITING


def test_a_second_click_on_a_decision_changes_nothing(app, browser, review):
    page = browser.get(f"/en/desk/reviews/{review}").text
    decide(browser, review, "approve")
    sent = hidden_fields(page) | {"decision": "reject", "reasons": ["claim"], "note": ""}
    again = browser.post(f"/en/desk/reviews/{review}/decide", data=sent)
    assert again.status_code == 200
    assert state_of(app, review) is ReviewState.APPROVED


def test_the_queue_costs_as_many_statements_for_one_as_for_many(
    app, browser, review, seller, statements
):
    with statements() as one:
        browser.get("/en/desk/reviews")
    with app.app_context():
        for _ in range(3):
            goods.submitted_listing(goods.company_of(seller))
    with statements() as many:
        browser.get("/en/desk/reviews")
    assert len(many) == len(one)


def test_a_decision_that_comes_too_late_is_told_so(app, browser, review):
    page = browser.get(f"/en/desk/reviews/{review}").text
    decide(browser, review, "approve")
    browser.get("/en/desk/reviews")
    late = hidden_fields(page) | {"decision": "approve", "note": "", "note_language": "en"}
    answer = browser.post(f"/en/desk/reviews/{review}/decide", data=late)
    assert "This has changed in the meantime" in answer.text
