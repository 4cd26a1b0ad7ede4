"""Pages of goods ask the database as often for many as for one."""

import pytest

from tests.factories import goods
from tests.factories.companies import make_member
from tests.support.browsing import browser_of

ANONYMOUS, SIGNED_IN = 8, 14


def counts(browser, statements, paths):
    """Return how many statements each page takes, once the process knows tree and rates."""
    found = {}
    for path in paths:
        browser.get(path)
        with statements() as seen:
            assert browser.get(path).status_code == 200
        found[path] = len(seen)
    return found


@pytest.fixture
def paths(app):
    seller = goods.make_seller(app, "Onsaem Botanics")
    with app.app_context():
        company = goods.company_of(seller)
        code = goods.shown_listing(app, company, title="Serum").code
    return company.code, [
        f"/en/listings/{code}/serum",
        "/en/",
        "/en/categories",
        "/en/categories/serums",
    ]


def test_an_anonymous_reader_takes_eight_and_somebody_signed_in_fourteen(app, statements, paths):
    seller, addresses = paths
    person = make_member(app)
    browsers = (app.test_client(), browser_of(app, person.person))
    few = [counts(browser, statements, addresses) for browser in browsers]
    with app.app_context():
        goods.many(app, goods.find_any_company(seller), 3)
    many = [counts(browser, statements, addresses) for browser in browsers]
    assert many == few
    assert max(many[0].values()) <= ANONYMOUS
    assert max(many[1].values()) <= SIGNED_IN
