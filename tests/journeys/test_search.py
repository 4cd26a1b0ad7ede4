"""A buyer in Spain finds Korean goods on a phone, with the keyboard of the phone alone."""

import re

from playwright.sync_api import expect

from tests.journeys.walk import fits


def count_of(page):
    """Return how many listings the heading counts."""
    return int(re.sub(r"\D", "", page.locator(".search-count").inner_text()))


def test_a_buyer_in_spain_finds_korean_goods_on_a_phone(new_page, demo_server):
    page = new_page(lang="es-ES", width=390, house=demo_server)
    page.goto("/es/")
    box = page.locator("#search")
    box.press_sequentially("sérum veg", delay=20)
    offers = page.get_by_role("option")
    expect(offers.first).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "search-offer-1")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(offers.first).to_be_hidden()
    assert fits(page)

    box.fill("sérum vegano")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/es/search\?q="))
    expect(page.locator(".search-read").first).to_contain_text("비건")
    found = count_of(page)
    assert found > 0
    expect(page.locator(".search-goods mark").first).to_be_visible()
    assert fits(page)

    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".narrow-half").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator("#filters .facet-option").first.click()
    chosen = page.locator("#filters .facet-option[aria-current=true]")
    expect(chosen.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".chip-chosen")).to_have_count(1)
    assert 0 < count_of(page) <= found

    page.locator(".search-goods .goods-title a").first.click()
    page.wait_for_url(re.compile(r"/es/listings/LST-"))
    expect(page.locator("main")).to_contain_text("Corea del Sur")


def test_searching_works_without_scripts(new_page, demo_server):
    page = new_page(width=390, scripts=False, house=demo_server)
    page.goto("/en/")
    page.locator("#search").fill("serum")
    page.locator("#search").press("Enter")
    page.locator(".narrow-half").click()
    expect(page.locator("#filters")).to_be_visible()
    page.locator(".facets-close").click()
    expect(page.locator("#filters")).to_be_hidden()
    page.locator(".search-sort > summary").click()
    page.get_by_role("link", name="Lowest MOQ").click()
    expect(page).to_have_url(re.compile("sort=moq"))
