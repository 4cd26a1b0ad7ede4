"""The page of what was found: for every reader in their words, with counts and a way on."""

import datetime as dt
import re

import pytest
from sqlalchemy import update

from marketplace.catalog.operations import hide_listing
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.companies.enums import CompanyKind
from marketplace.companies.queries import business_of
from marketplace.core.db import session, unit_of_work
from marketplace.core.money import Money
from marketplace.core.work.worker import work_until_idle
from marketplace.reference.queries import RateBook
from marketplace.search.models import Searched
from marketplace.search.operations import counting, mark_listing
from marketplace.search.operations.counting import CountedSearch, count_search
from marketplace.search.queries.price_bands import price_bands
from marketplace.search.queries.searching import search
from marketplace.search.routes.public import searching
from tests.factories import goods
from tests.factories.companies import make_operator
from tests.support import databases
from tests.support.browsing import browser_of


class Market:
    """A house with goods of two kinds."""

    def __init__(self, app):
        self.app = app
        self.seller = seller = goods.make_seller(app, "Onsaem Botanics")
        with app.app_context():
            company = goods.company_of(seller)
            unit_of_work(_let_make, company)
            goods.add_tree()
            goods.add_category("valves", hs=("848180",))
            goods.add_category("toners", above="skin-care")
            goods.many(app, company, 2, title="Calming serum")
            self.toner = goods.shown_listing(
                app, company, title="Mild toner", category="toners"
            ).code
            self.valve = goods.shown_listing(
                app, company, title="Brass ball valve DN50", category="valves"
            ).code
            work_until_idle(app)

    def page(self, query, lang="en"):
        answer = self.app.test_client().get(f"/{lang}/search{query}")
        assert answer.status_code == 200
        return answer.text


def _let_make(company):
    business_of(company).kind = CompanyKind.MAKER


@pytest.fixture(scope="module")
def market(sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    with sqlite_copies.copy(folder) as url:
        app = databases.make_app(folder, DATABASE_URL=url, LANGUAGES="en,ko,es,ar")
        yield Market(app)
        databases.close(app)


def heading(page):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]).strip()


def test_without_words_all_goods_are_shown(market):
    assert heading(market.page("")) == "All goods 4 listings"


def test_what_has_the_words_is_counted_and_shown_with_them_marked(market):
    page = market.page("?q=dn50+BRASS")
    assert heading(page) == "dn50 BRASS 1 listing"
    assert "<mark>Brass</mark> ball valve <mark>DN50</mark>" in page


def test_a_word_that_stands_in_the_summary_alone_is_marked_there(market):
    assert "goods-line" not in market.page("?q=toner")
    page = market.page("?q=toner+vegan")
    assert re.search(r'<p class="goods-line"[^>]*>[^<]*<mark>vegan</mark>', page)


def test_counts_of_a_facet_stay_right_when_a_value_is_chosen(market):
    page = market.page("?category=toners")
    assert heading(page) == "All goods 1 listing"
    counts = dict(re.findall(r'facet-label"[^>]*>([^<]+)<.*?facet-count">(\d+)', page, re.DOTALL))
    assert counts["Serums"] == "2"
    assert counts["Toners"] == "1"
    assert 'class="chip chip-chosen" href="/en/search"' in page


def test_goods_of_makers_can_be_chosen(market):
    assert heading(market.page("?seller=maker&seller=oem")) == "All goods 4 listings"
    page = market.page("?seller=trader")
    assert heading(page) == "All goods 0 listings"
    counts = dict(re.findall(r'facet-label"[^>]*>([^<]+)<.*?facet-count">(\d+)', page, re.DOTALL))
    assert counts["Maker"] == "4"
    assert counts["Trader"] == "0"


def test_a_korean_word_of_the_trade_is_searched_in_others_and_there_is_a_way_out(market):
    page = market.page("?q=vegano+calming", lang="es")
    assert "비건" in page
    assert "exact=1" in page
    only = market.page("?q=vegano+calming&exact=1", lang="es")
    assert "비건" not in re.sub(r"<main.*", "", only, flags=re.DOTALL)


def test_goods_with_most_of_the_words_are_shown_and_it_is_said(market):
    page = market.page("?q=brass+valve+chrome")
    assert market.valve in page
    assert "Nothing has all of the words" in page


def test_behind_few_goods_with_all_words_stand_those_with_most_of_them(market):
    page = market.page("?q=mild+serum")
    assert heading(page) == "mild serum 4 listings"
    assert "1 listing has all of the words. These have most of them:" in page
    first, behind = page.split('<li class="search-behind">')
    assert market.toner in first
    assert market.valve in behind


def test_counts_are_of_what_stands_behind_as_well(market):
    page = market.page("?q=mild+serum&category=valves")
    assert heading(page) == "mild serum 1 listing"
    assert "Nothing has all of the words" in page
    counts = dict(re.findall(r'facet-label"[^>]*>([^<]+)<.*?facet-count">(\d+)', page, re.DOTALL))
    assert counts["Valves"] == "1"


def test_a_misspelt_word_is_put_right(market):
    assert "/en/search?q=calming" in market.page("?q=calmnig")


def test_what_is_beside_a_misspelt_word_stays_and_goods_with_the_others_are_shown(market):
    page = market.page("?q=Calmnig+SERUM+-toner+hs:3304&moq=501-2000")
    assert "q=calming+SERUM+-toner+hs:3304&amp;moq=501-2000" in page
    assert "These goods have most of them." in page


def test_a_search_can_be_saved_and_all_goods_cannot(market):
    assert 'href="/en/searches/new?q=serum&amp;moq=to-100"' in market.page("?q=serum&moq=to-100")
    assert "/en/searches/new" not in market.page("")


def test_nothing_found_leads_on(market):
    page = market.page("?q=zzzzzz&moq=to-100")
    assert "Nothing found" in page
    assert "Search without filters" in page
    assert "/en/categories" in page


def test_what_is_no_code_is_looked_for_as_a_word(market):
    assert heading(market.page("?q=hs:zzzzzz")) == "hs:zzzzzz 0 listings"
    assert heading(market.page("?q=hs:3304+hs:dn50")) == "hs:3304 hs:dn50 1 listing"


def test_whatever_the_address_says_the_page_answers(market):
    for query in (
        "?after=0f.99999",
        "?after=.x&quantity=-3&sort=y&moq=z",
        "?after=24",
        "?after=%00.-1.9",
        "?category=<b>",
        "?q=%00%22",
    ):
        answer = market.app.test_client().get(f"/en/search{query}", follow_redirects=True)
        assert answer.status_code == 200, query


@pytest.mark.parametrize(
    "name", ["category", "certificate", "incoterm", "language", "origin", "seller"]
)
def test_a_filter_by_what_nobody_knows_is_a_page_as_well(market, name):
    market.page(f"?{name}=xx&q=serum")


def test_a_box_stands_in_the_header_and_on_the_home_page(market):
    for path in ("", "categories", "search"):
        page = market.app.test_client().get(f"/en/{path}").text
        assert page.count('role="search"') == 1, path


def test_type_ahead_has_goods_categories_sellers_and_headings(market):
    client = market.app.test_client()
    assert client.get("/en/search/suggest?q=c").text == ""
    found = client.get("/en/search/suggest?q=calm").text
    assert "Calming serum" in found
    assert "/en/categories/toners" in client.get("/en/search/suggest?q=toner").text
    for typed in ("Onsaem", "botan"):
        assert "/en/s/onsaem-botanics" in client.get(f"/en/search/suggest?q={typed}").text
    assert "/en/s/" not in client.get("/en/search/suggest?q=nsaem").text
    assert "No suggestions" in client.get("/en/search/suggest?q=qqqq").text


def test_type_ahead_is_not_asked_without_end_by_one_network(market):
    client = market.app.test_client()
    asked = [
        client.get("/en/search/suggest?q=qqqq", environ_base={"REMOTE_ADDR": f"2001:db8::{one:x}"})
        for one in range(1, 161)
    ]
    assert {answer.status_code for answer in asked} == {200, 429}


def test_an_anonymous_readers_page_is_kept_until_the_index_changes(market, monkeypatch):
    asked = []
    monkeypatch.setattr(searching, "search", lambda *args: asked.append(1) or search(*args))
    for _ in range(2):
        market.page("?q=calming", lang="ar")
    assert len(asked) == 1
    with market.app.app_context():
        unit_of_work(mark_listing, market.valve)
        work_until_idle(market.app)
    market.page("?q=calming", lang="ar")
    assert len(asked) == 2


def test_a_search_is_counted_after_its_answer_and_its_further_pages_are_not(market, monkeypatch):
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 0.0)
    queries = ["?q=Brass+VALVE", "?q=toner&moq=to-100", "?q=toner&sort=price", "?q=bakuchiol"]
    for query in [*queries, "?q=bakuchiol"]:  # the last one is given as it was kept
        market.app.test_client().get(f"/ar/search{query}").close()
    with market.app.app_context():
        counted = {row.words: (row.language, row.count) for row in session.query(Searched)}
    assert counted["brass valve"] == ("ar", 1)
    assert counted["bakuchiol"] == ("ar", 2)
    assert "toner" not in counted


def test_what_was_searched_stands_before_operators_and_before_sellers(market, monkeypatch):
    monkeypatch.setattr(counting, "WRITTEN_AFTER_SECONDS", 0.0)
    by_hand = {"language": "es", "hits": 0, "branch": "cosmetics"}
    with market.app.app_context():
        for number in range(12):
            count_search(CountedSearch(words="protector solar", browser=str(number), **by_hand))
        unit_of_work(_see_all)
    operator = browser_of(market.app, make_operator(market.app).person)
    desk = operator.get("/en/desk/searches?days=7&language=es").text
    assert "protector solar" in desk
    assert "protector solar" not in operator.get("/en/desk/searches?language=ko").text
    seller = browser_of(market.app, market.seller.person)
    for page in ("selling", "selling/searched"):
        text = seller.get(f"/en/c/{market.seller.company}/{page}").text
        assert "protector solar" in text
        assert "Searched and not found" in text


def _see_all():
    session.execute(update(Searched).values(seen_by=0b111))


def test_what_is_hidden_is_neither_counted_nor_suggested(market):
    with market.app.app_context():
        listing = listing_by_code(market.toner)
        unit_of_work(hide_listing, listing, actor=goods.owner_of(listing.company))
        work_until_idle(market.app)
    page = market.page("")
    assert heading(page) == "All goods 3 listings"
    assert "Mild toner" not in page


def test_without_an_index_the_page_says_so_and_offers_categories(app):
    page = app.test_client().get("/en/search?q=serum").text
    assert "Search is being prepared" in page
    assert "/en/categories" in page


@pytest.mark.database
def test_on_postgresql_the_same_questions_are_answered(app):
    seller = goods.make_seller(app, "Onsaem Botanics")
    with app.app_context():
        goods.shown_listing(app, goods.company_of(seller), title="Calming serum")
        work_until_idle(app)
    client = app.test_client()
    assert heading(client.get("/en/search?q=calming&sort=price").text) == "calming 1 listing"
    for typed in ("onsaem", "100%25_x", "%00ab", "3304"):
        assert client.get(f"/en/search/suggest?q={typed}").status_code == 200
        assert client.get(f"/en/search?q={typed}").status_code == 200


def test_a_reader_whose_currency_has_no_rate_chooses_prices_in_dollars():
    bands = price_bands("CLP", RateBook(dt.date(2026, 11, 26), oldest_days=7))
    assert bands["band-2"].low == Money(100, "USD")
