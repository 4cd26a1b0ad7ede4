"""What buyers see of goods: pages, in whose language, at whose prices."""

import json
import re
from html import unescape

import pytest

from marketplace.catalog.enums import PriceShown, TextOrigin
from marketplace.catalog.models import ListingText
from marketplace.catalog.operations import PriceFacts, hide_listing
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.catalog.queries.public_page import wording_of
from marketplace.core.db import unit_of_work
from tests.factories import goods
from tests.factories.companies import make_member
from tests.support import databases
from tests.support.browsing import browser_of, hidden_fields

#: Prices that stand nowhere else: of the steps, in every way of writing that a page knows.
SECRET = re.compile(r"987[.,]?65|932[.,]?10|98765|93210")
CLOSED = PriceFacts(
    PriceShown.CHECKED_BUYERS, ((600, goods.usd(98_765)), (2_400, goods.usd(93_210)))
)
ON_REQUEST = PriceFacts(PriceShown.ON_REQUEST, ())


class Market:
    """A house with goods whose prices are open, closed and on request, and with two buyers."""

    def __init__(self, app):
        self.app = app
        seller = goods.make_seller(app, "Onsaem Botanics")
        checked, self.unchecked = make_member(app), make_member(app, name="Una Reed")
        self.checked = checked
        with app.app_context():
            company = goods.company_of(seller)
            goods.let_show(app, goods.company_of(checked))
            self.open = goods.shown_listing(app, company, title="Open serum").code
            self.closed = goods.shown_listing(
                app, company, title="Closed </script> serum", prices=CLOSED
            ).code
            self.asked = goods.shown_listing(
                app, company, title="Asked serum", prices=ON_REQUEST
            ).code
            self.waiting = goods.submitted_listing(company).code

    def page(self, path, person=None, lang="en", **cookies):
        browser = browser_of(self.app, person.person) if person else self.app.test_client()
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        answer = browser.get(f"/{lang}/{path}", follow_redirects=True)
        assert answer.status_code == 200, path
        return answer.text

    def everywhere(self, lang="en"):
        """Return every place where goods stand, those of one listing among them."""
        return [
            "",
            "categories",
            "categories/serums",
            "categories/cosmetics",
            f"listings/{self.closed}",
            f"listings/{self.closed}/x?quantity=2400&step=more",
            f"listings/{self.open}",
            "s/onsaem-botanics",
            f"compare?goods={self.closed}&goods={self.open}&quantity=2400",
        ]


@pytest.fixture(scope="module")
def market(sqlite_copies, tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    with sqlite_copies.copy(folder) as url:
        app = databases.make_app(folder, DATABASE_URL=url, LANGUAGES="en,ko,es,ar")
        yield Market(app)
        databases.close(app)


def data_of(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(block)


@pytest.mark.parametrize("lang", ["en", "ko", "es", "ar"])
def test_a_price_for_checked_buyers_stands_nowhere_where_others_look(market, lang):
    for person in (None, market.unchecked):
        for path in market.everywhere():
            page = market.page(path, person, lang, seen=market.closed, currency="EUR")
            assert SECRET.search(page) is None, (path, person)


def test_a_price_for_checked_buyers_stands_in_no_map_and_in_no_list_of_saved_goods(market):
    browser = browser_of(market.app, market.unchecked.person)
    form = hidden_fields(browser.get(f"/en/listings/{market.closed}", follow_redirects=True).text)
    browser.post(f"/en/favourites/{market.closed}/add", data=form)
    saved = browser.get("/en/favourites").text
    assert "Closed &lt;/script&gt; serum" in saved
    maps = [browser.get(f"/sitemap-en-{part}.xml").text for part in (0, 1)]
    assert [SECRET.search(text) for text in (saved, *maps)] == [None] * 3


def test_a_checked_buyer_sees_it_everywhere_but_in_what_leaves_the_page(market):
    page = market.page(f"listings/{market.closed}?quantity=2400", market.checked)
    assert "US$ 932.10" in unescape(page).replace("\xa0", " ")
    assert "You see these prices because your company is checked." in page
    assert "offers" not in data_of(page)
    assert SECRET.search("".join(re.findall(r"<meta[^>]*>", page))) is None
    for path in ("categories/serums", f"compare?goods={market.closed}&goods={market.open}"):
        assert SECRET.search(market.page(path, market.checked)), path


def test_whoever_sees_no_price_reads_what_to_do(market):
    says = "Prices are shown to checked buyers: have your company checked"
    for person, way in ((None, "/en/sign-up/buyer"), (market.unchecked, "/check")):
        page = market.page(f"listings/{market.closed}", person)
        assert says in page
        assert way in page
    asked = market.page(f"listings/{market.asked}")
    assert "Price on request" in asked
    assert says not in asked


def test_a_quantity_chooses_its_step_and_makes_a_total(market):
    page = unescape(market.page(f"listings/{market.open}?quantity=2400")).replace("\xa0", " ")
    assert "your 2,400" in page
    assert "US$ 8,640.00" in page  # 2,400 at 3.60
    more = unescape(market.page(f"listings/{market.open}?quantity=600&step=more"))
    assert 'value="720"' in more  # a carton of 120 more
    assert 'value="600"' in market.page(f"listings/{market.open}?quantity=nonsense")
    assert "Below the MOQ" in market.page(f"listings/{market.open}?quantity=5")


def test_the_id_decides_and_another_title_leads_to_the_present_one(market):
    browser = market.app.test_client()
    for address in (f"/en/listings/{market.open}", f"/en/listings/{market.open.lower()}/old-name"):
        answer = browser.get(f"{address}?quantity=5")
        assert answer.status_code == 301
        assert answer.location == f"/en/listings/{market.open}/open-serum?quantity=5"
    assert browser.get(f"/en/listings/{market.waiting}/x").status_code == 404
    assert browser.get("/en/listings/LST-0000-00001/x").status_code == 404


def test_a_listing_names_its_addresses_in_all_languages_as_they_are(market):
    browser = market.app.test_client()
    page = browser.get(f"/en/listings/{market.open}/open-serum?quantity=5").text
    found = dict(re.findall(r'hreflang="([\w-]+)" href="http://127.0.0.1:8000(.*?)"', page))
    assert found.keys() == {"en", "ko", "es", "ar", "x-default"}
    assert found["x-default"] == found["en"]
    for address in found.values():
        assert address.endswith("?quantity=5")
        assert browser.get(address).status_code == 200, address


def test_goods_read_in_the_readers_language_else_english_and_say_so(market):
    korean = market.page(f"listings/{market.open}", lang="ko")
    assert "센텔라 진정 세럼 30 ml" in korean
    arabic = market.page(f"listings/{market.open}", lang="ar")
    assert '<h1 lang="en" dir="auto">Open serum</h1>' in arabic
    assert "English" in arabic


def test_a_description_that_nobody_wrote_in_the_readers_language_is_read_in_english():
    def text(title, description):
        return ListingText(
            title=title, summary="", description=description, origin=TextOrigin.WRITTEN
        )

    texts = {"ar": text("سيروم", ""), "en": text("Serum", "Calms."), "ko": text("세럼", "진정")}
    words = wording_of(texts, ("ar", texts["ar"]), "ar", "ko")
    assert (words.title, words.description, words.described_in) == ("سيروم", "Calms.", "en")


def test_a_listing_is_data_for_machines_that_ends_no_block(market):
    page = market.page(f"listings/{market.open}")
    facts = data_of(page)
    prices = facts["offers"]["priceSpecification"]
    assert [(one["price"], one["priceCurrency"]) for one in prices] == [
        ("4.20", "USD"),
        ("3.60", "USD"),
        ("3.05", "USD"),
    ]
    assert prices[0]["eligibleQuantity"]["maxValue"] == 2399
    assert (facts["offers"]["lowPrice"], facts["offers"]["highPrice"]) == ("3.05", "4.20")
    card = unescape(market.page("categories/serums")).replace("\xa0", " ")
    assert "US$ 3.05 – 4.20" in card  # not from the first step's
    assert data_of(market.page(f"listings/{market.closed}"))["name"] == "Closed </script> serum"
    assert '<meta property="og:title" content="Open serum">' in page
    assert '<meta property="og:locale" content="en_US">' in page
    assert f'rel="canonical" href="http://127.0.0.1:8000/en/listings/{market.open}/' in page


def test_a_category_shows_what_lies_below_it_and_where_it_lies(market):
    for slug in ("cosmetics", "skin-care", "serums"):
        page = market.page(f"categories/{slug}")
        assert "Open serum" in page
        assert "Closed &lt;/script&gt; serum" in page
    assert market.page("categories?to=serums").count("Open serum")
    assert market.app.test_client().get("/en/categories/nothing").status_code == 404


def test_an_empty_category_leads_on(market):
    with market.app.app_context():
        goods.add_category("masks", above="skin-care")
    page = market.page("categories/masks")
    assert "No goods here yet" in page
    assert "/en/categories/skin-care" in page


def test_a_seller_says_what_was_counted_stated_and_not_checked(market):
    page = market.page("s/onsaem-botanics")
    assert "Counted on Naru" in page
    assert "Factory: not visited by us" in page
    assert "Open serum" in page
    assert 'id="story"' not in page  # nobody wrote one
    assert market.app.test_client().get("/en/s/nobody").status_code == 404


def test_the_best_of_compared_goods_is_said_in_a_word(market):
    page = market.page(f"compare?goods={market.open}&goods={market.asked}&goods=nonsense")
    assert page.count("compare-away") == 2
    assert "On request" in page
    hidden = market.page(f"compare?goods={market.open}&goods={market.asked}&equal=hidden")
    assert "Show equal rows" in hidden
    assert hidden.count("<tr") < page.count("<tr")
    assert "Nothing to compare yet" in market.page("compare")


def test_at_most_four_are_compared_and_those_left_out_are_told_of(market):
    page = market.page(
        f"compare?goods={market.open}&goods={market.asked}&goods={market.closed}"
        "&goods=LST-0000-00000&goods=LST-1111-11110"
    )
    assert page.count("compare-away") == 3


def test_a_browser_remembers_twelve_and_shows_them_at_home(market):
    browser = market.app.test_client()
    for code in (market.open, market.asked):
        browser.get(f"/en/listings/{code}", follow_redirects=True)
    assert browser.get_cookie("seen").value == f"{market.asked}.{market.open}"
    assert "Recently seen" in browser.get("/en/").text
    browser.set_cookie("seen", "<script>." * 20)
    assert "Recently seen" not in browser.get("/en/").text


def test_the_same_page_is_not_sent_twice_to_an_anonymous_reader(market):
    browser = market.app.test_client()
    first = browser.get("/en/categories/serums")
    again = browser.get("/en/categories/serums", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code) == ("private, no-cache", 304)
    own = browser_of(market.app, market.checked.person).get("/en/categories/serums")
    assert own.headers["Cache-Control"] == "private, no-store"


def test_keeping_goods_asks_to_sign_in_and_leads_back(market):
    page = market.page("categories/serums")
    assert "/en/sign-in?next=/en/categories/serums" in page
    browser = browser_of(market.app, market.checked.person)
    form = hidden_fields(browser.get("/en/categories/serums").text)
    added = browser.post(f"/en/favourites/{market.open}/add", data=form)
    assert added.location == "/en/categories/serums"
    assert "Open serum" in browser.get("/en/favourites").text
    elsewhere = form | {"back": "//evil.example.com"}
    removed = browser.post(f"/en/favourites/{market.open}/remove", data=elsewhere)
    assert removed.location == "/en/favourites"
    assert "Nothing saved yet" in browser.get("/en/favourites").text


def test_what_its_seller_hides_is_gone_everywhere(market):
    with market.app.app_context():
        listing = listing_by_code(market.asked)
        unit_of_work(hide_listing, listing, actor=goods.owner_of(listing.company))
    assert market.app.test_client().get(f"/en/listings/{market.asked}/x").status_code == 404
    for path in ("categories/serums", "s/onsaem-botanics", f"compare?goods={market.asked}"):
        assert "Asked serum" not in market.page(path)
    assert market.asked not in market.app.test_client().get("/sitemap-en-1.xml").text


def test_beyond_all_money_no_total_is_said(market):
    page = market.page(f"listings/{market.open}?quantity=1000000000", currency="IRR")
    assert "quantity-total" in page
