"""A visitor finds goods by browsing; two buyers stand before the same price."""

import re

import pytest
from playwright.sync_api import expect

from marketplace.catalog.enums import PriceShown
from marketplace.catalog.operations import PriceFacts
from tests.factories import goods
from tests.factories.companies import make_member
from tests.journeys.walk import fits, new_address, violations

CLOSED = PriceFacts(PriceShown.CHECKED_BUYERS, ((600, goods.usd(765)), (2_400, goods.usd(690))))


@pytest.fixture(scope="module")
def market(inside):
    """Goods of a seller in the running house, one with a price for checked buyers, two buyers."""
    seller = goods.make_seller(inside, "Journey Botanics")
    names = ("checked", "unchecked")
    buyers = {name: make_member(inside, mail=new_address(name)) for name in names}
    with inside.app_context():
        company = goods.company_of(seller)
        goods.let_show(inside, goods.company_of(buyers["checked"]))
        goods.shown_listing(inside, company, title="Calm serum for journeys")
        closed = goods.shown_listing(inside, company, title="Quiet serum", prices=CLOSED).code
    return {"closed": closed, **buyers}


def test_a_visitor_in_arabic_on_a_phone_finds_goods_by_browsing(new_page, market):
    page = new_page(lang="ar", width=390)
    page.goto("/ar/")
    page.locator("main .section-head a[href$='/ar/categories']").first.click()
    page.locator("main a[href$='/categories/skin-care']").first.click()
    page.locator("main a[href$='/categories/serums']").click()
    page.get_by_role("link", name="Calm serum for journeys", exact=True).click()
    expect(page.locator("h1")).to_have_text("Calm serum for journeys")
    expect(page.locator("h1")).to_have_attribute("lang", "en")
    expect(page.locator("[data-live=total]")).to_contain_text("2,520.00")  # 600 at 4.20
    page.fill("#quantity", "2400")
    expect(page.locator("[data-live=total]")).to_contain_text("8,640.00")
    expect(page).to_have_url(re.compile("quantity=2400"))
    assert fits(page)
    page.locator("label.goods-compare").first.click()
    page.locator(".tray button").click()
    expect(page).to_have_url(re.compile(r"/ar/compare\?goods=LST-"))
    assert fits(page)
    page.go_back()
    page.locator("#acts a[href*='sign-in']").click()
    expect(page).to_have_url(re.compile("/ar/sign-in.next="))


def test_a_checked_and_an_unchecked_buyer_stand_before_the_same_price(new_page, market):
    for who, sees in (("checked", True), ("unchecked", False)):
        page = new_page(made=market[who])
        page.goto(f"/en/listings/{market['closed']}")
        expect(page.locator("h1")).to_have_text("Quiet serum")
        assert (who, "US$&nbsp;7.65" in page.content()) == (who, sees)
        if not sees:
            page.get_by_role("link", name="To your company’s check").click()
            expect(page).to_have_url(re.compile("/check"))
            continue
        page.locator("#acts button", has_text="Save").click()
        expect(page.locator("#acts")).to_contain_text("Saved, remove")
        page.goto("/en/favourites")
        expect(page.locator("main")).to_contain_text("7.65")
        assert violations(page) == []
