"""Pages of goods ask the database as often for many as for one."""

from itertools import count

import pytest

from marketplace.catalog.enums import PriceShown
from marketplace.catalog.operations import PriceFacts, change_prices
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.core.db import unit_of_work
from tests.factories import goods
from tests.factories.companies import make_member
from tests.support.browsing import browser_of

ANONYMOUS, SIGNED_IN = 8, 14
KEPT = 2
FRESH = count(1)


def counts(browser, statements, paths):
    """Return how many statements each page takes, once the process knows tree and rates.

    Each is asked under an address of its own, so that none is given as it was kept.
    """
    found = {}
    for path in paths:
        browser.get(path)
        with statements() as seen:
            assert browser.get(f"{path}?quantity={next(FRESH)}").status_code == 200
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


def test_a_page_that_is_kept_asks_for_settings_and_stamps_alone(app, statements, paths):
    for path in (paths[1][0], "/en/categories/serums", "/en/"):
        app.test_client().get(path)
        with statements() as seen:
            assert app.test_client().get(path).status_code == 200
        assert len(seen) == KEPT, path


def test_a_kept_page_does_not_outlive_what_it_says(app, paths):
    seller, (listing, *_others) = paths
    lists = ("/en/", "/en/categories/serums")
    for path in (*lists, listing):
        assert "Serum" in app.test_client().get(path).text
    with app.app_context():
        company = goods.find_any_company(seller)
        goods.shown_listing(app, company, title="Newcomer")
        made = listing_by_code(listing.split("/")[3])
        closed = PriceFacts(PriceShown.CHECKED_BUYERS, ((600, goods.usd(98_765)),))
        unit_of_work(
            change_prices, made, closed, row_version=made.version, actor=goods.owner_of(company)
        )
    for path in lists:
        page = app.test_client().get(path).text
        assert "Newcomer" in page
        assert "Price for checked buyers" in page
    assert "Prices are shown to checked buyers" in app.test_client().get(listing).text
