"""Further pages belong to the state of the index of the page that led to them."""

import re
from html import unescape

import pytest

from marketplace.core.db import unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.search.operations import begin_rebuild, mark_listing
from tests.factories import goods
from tests.factories.copies import copies_of
from tests.support import databases

SIZE = 60
CHANGED = "The goods changed since the page before"


class Market:
    """A house with goods for two pages and a half, all alike."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            first = goods.shown_listing(app, goods.company_of(goods.make_seller(app)))
            self.codes = {first.code, *copies_of(first, SIZE - 1)}
            unit_of_work(begin_rebuild)
            work_until_idle(app)

    def page(self, address):
        answer = self.app.test_client().get(address, follow_redirects=True)
        assert answer.status_code == 200
        return answer.text

    def commit(self):
        with self.app.app_context():
            unit_of_work(mark_listing, min(self.codes))
            work_until_idle(self.app)


@pytest.fixture(scope="module")
def market(sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    with sqlite_copies.copy(folder) as url:
        app = databases.make_app(folder, DATABASE_URL=url)
        yield Market(app)
        databases.close(app)


def goods_on(page):
    return re.findall(r'name="goods" value="(LST-[\w-]+)"', page)


def after(page):
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("sort", ["best", "moq"])
def test_all_are_paged_through_without_doubles(market, sort):
    seen, address = [], f"/en/search?sort={sort}"
    while address:
        page = market.page(address)
        assert CHANGED not in page
        seen += goods_on(page)
        address = after(page)
    assert len(seen) == SIZE
    assert set(seen) == market.codes


def test_where_the_index_commits_between_two_pages_the_second_says_so(market):
    second = after(market.page("/en/search"))
    assert CHANGED not in market.page(second)
    market.commit()
    page = market.page(second)  # not the one that was kept
    assert CHANGED in page
    assert '<a href="/en/search">First page</a>' in page
    assert len(goods_on(page)) == 24
    assert CHANGED not in market.page(after(page))


def test_a_place_that_there_is_no_more_leads_to_the_last_page_which_says_so(market):
    page = market.page("/en/search?after=0f.240")
    assert CHANGED in page
    assert len(goods_on(page)) == SIZE - 48


def test_what_is_no_place_is_the_first_page(market):
    for odd in ("24", ".0", "0f.-24", "0f.x", "%00", "0f.99999999999999", "."):
        page = market.page(f"/en/search?after={odd}")
        assert CHANGED not in page
        assert len(goods_on(page)) == 24, odd
