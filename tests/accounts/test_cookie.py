"""The cookie of a sign-in is set once, not with every page."""

from tests.factories.companies import make_member
from tests.support.browsing import browser_of


def test_a_page_that_changes_nothing_sets_no_cookie(app):
    browser = browser_of(app, make_member(app).person)
    with browser.session_transaction() as cookie:
        cookie.permanent = True  # as signing in makes it
    browser.get("/en/account")
    answer = browser.get("/en/account")
    assert answer.status_code == 200
    assert answer.headers.getlist("Set-Cookie") == []
