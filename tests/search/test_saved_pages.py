"""Saving a search from its page, and what becomes of it."""

import pytest

from marketplace.core.db import session
from marketplace.search.models import SavedSearch
from marketplace.search.queries.saved import stop_link
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields


@pytest.fixture
def buyer(app):
    return make_member(app)


@pytest.fixture
def browser(app, buyer):
    return browser_of(app, buyer.person)


def kept(app):
    with app.app_context():
        return [(one.code, one.name, one.pace.value) for one in session.query(SavedSearch)]


def test_a_search_is_saved_found_again_changed_and_removed(app, browser):
    address = "/en/searches/new?q=vegan+serum&moq=to-100"
    assert 'value="vegan serum · MOQ up to 100"' in browser.get(address).text
    answer = fill_in(browser, address, name="Serums", pace="weekly")
    assert answer.location == "/en/searches"
    [(code, *facts)] = kept(app)
    assert facts == ["Serums", "weekly"]
    page = browser.get("/en/searches").text
    assert 'href="/en/search?q=vegan+serum&amp;moq=to-100"' in page
    assert "Once a week" in page
    assert browser.get(address).location == f"/en/searches/{code}"
    fill_in(browser, f"/en/searches/{code}", name="All serums", pace="off")
    assert kept(app) == [(code, "All serums", "off")]
    browser.post(f"/en/searches/{code}/remove", data=hidden_fields(page))
    assert kept(app) == []
    assert "No search is saved yet" in browser.get("/en/searches").text


def test_a_name_that_is_missing_is_asked_for(app, browser):
    answer = fill_in(browser, "/en/searches/new?q=serum", name=" ", pace="daily")
    assert "Please fill this in." in answer.text
    assert kept(app) == []


def test_all_goods_are_no_search_to_save(browser):
    assert browser.get("/en/searches/new").location == "/en/search"


def test_whoever_is_anonymous_signs_in_first_and_comes_back(client):
    answer = client.get("/en/searches/new?q=serum")
    assert answer.location == "/en/sign-in?next=/en/searches/new?q%3Dserum"


def test_the_link_of_a_mail_ends_the_news_without_sign_in(app, browser, client):
    fill_in(browser, "/en/searches/new?q=serum", name="Serums", pace="daily")
    [(code, *_facts)] = kept(app)
    with app.app_context():
        address = f"/en/searches/stop/{stop_link(code).token()}"
    assert kept(app) == [(code, "Serums", "daily")]
    fill_in(client, address)
    assert kept(app) == [(code, "Serums", "off")]
    assert "No more mails of this search come" in client.get(address).text
