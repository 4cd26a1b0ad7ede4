"""A house at home in Chile: its language, its number, its zone, its own demo."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.journeys.product_sheet import Hand, Sheet, submit, write_from
from tests.journeys.walk import fits, people_of
from tests.support.houses import first_start

RUT = "76.086.428-5"


@pytest.fixture(scope="module")
def chilean(tmp_path_factory):
    """A demo at home in Chile, started for the first time: nobody needs a copy of it."""
    with first_start(tmp_path_factory.mktemp("chile"), "demo", HOME_COUNTRY="CL") as house:
        yield house


def test_a_seller_signs_up_with_a_rut_in_spanish(new_page, chilean):
    page = new_page(lang="es-CL", width=390, house=chilean)
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/es/$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto("/es/sign-up/seller")
    page.locator("#name").fill("Antonia Rojas")
    page.locator("#mail").fill("antonia@cerrobravo.example")
    page.locator("#password").fill("farol tranquilo bahía")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/company")
    expect(page.locator("main")).to_contain_text("RUT")
    page.locator("#name").fill("Conservas Cerro Bravo SpA")
    page.locator("#number").fill("76.086.428-4")
    page.locator("#accept").check()
    page.locator("main button[type=submit]").click()
    expect(page.locator("#number-error")).to_be_visible()
    page.locator("#number").fill(RUT)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/es/sign-up/sent")


def test_its_demo_has_a_seller_a_buyer_and_an_operator_of_its_own(new_page, chilean):
    people = people_of(chilean)
    assert set(people) == {"seller", "buyer", "operator"}
    page = new_page(lang="es-CL", house=chilean)
    page.goto("/es/sign-in")
    page.locator("#mail").fill(people["operator"]["mail"])
    page.locator("#password").fill(people["operator"]["password"])
    page.locator("main button[type=submit]").click()
    page.locator("#code").fill(pyotp.TOTP(people["operator"]["app_secret"]).now())
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/es/desk")
    expect(page.locator("main")).to_contain_text("Santiago")
    expect(page.locator("main")).to_contain_text("Viña Ladera Norte SpA")
    page.goto("/es/terms")
    expect(page.locator("footer")).to_contain_text("Promoción de Exportaciones Puerto Claro")


def test_a_reader_of_a_house_in_chile_compares_in_pesos_and_reads_its_time(new_page, chilean):
    page = new_page(lang="es-CL", house=chilean)
    page.goto("/es/preferences")
    expect(page.locator("#currency")).to_have_value("CLP")


def test_goods_of_its_seller_are_browsed_in_spanish(new_page, chilean):
    page = new_page(lang="es-CL", width=390, house=chilean)
    page.goto("/es/categories/cooking-oils")
    page.locator(".goods-title a").first.click()
    expect(page.locator("h1")).to_contain_text("Aceite de pepita de uva")
    expect(page.locator("h1")).not_to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("Chile")
    assert fits(page)
    page.goto("/es/search?q=aceite+prensado")
    expect(page.locator(".search-goods .goods-title a").first).to_be_visible()


OIL = Sheet(
    words={
        "es": {
            "title": "Aceite de oliva extra virgen, botella de 500 ml",
            "short": "De olivas del valle, prensado en frío",
            "description": "Olivas de una sola cosecha, prensadas en frío el mismo día.",
            "keywords": "aceite de oliva, extra virgen, oliva",
        },
        "en": {
            "title": "Extra virgin olive oil, 500 ml bottle",
            "short": "Of olives from one valley, cold pressed",
            "description": "Olives of one harvest, cold pressed on the same day.",
            "keywords": "olive oil, extra virgin, olive",
        },
    },
    category=("aceite", "cooking-oils"),
    country="CL",
    price="6,50",
    lower_price="5,90",
)


def sign_in_as(page, person):
    page.goto("/es/sign-in")
    page.locator("#mail").fill(person["mail"])
    page.locator("#password").fill(person["password"])
    page.locator("main button[type=submit]").click()


@pytest.mark.full
def test_its_seller_writes_goods_in_spanish_and_its_operator_approves_them(new_page, chilean):
    people = people_of(chilean)
    page, desk = new_page(lang="es-CL", house=chilean), new_page(lang="es-CL", house=chilean)
    sign_in_as(page, people["seller"])
    page.wait_for_url(re.compile(r"/c/COM-"))
    page.goto(page.url.rstrip("/") + "/listings")
    hand = Hand(page, "es")
    hand.click(page.locator("form[action$='/listings/new'] button").first)
    write_from(hand, OIL)
    submit(hand)
    sign_in_as(desk, people["operator"])
    desk.locator("#code").fill(pyotp.TOTP(people["operator"]["app_secret"]).now())
    desk.locator("main button[type=submit]").click()
    desk.wait_for_url("**/es/desk")
    desk.goto("/es/desk/reviews")
    desk.locator("main a[href*='/desk/reviews/REV-']", has_text="500 ml").first.click()
    desk.locator("[name=decision][value=approve]").check()
    desk.locator("[data-desk-decision] button[type=submit]").first.click()
    expect(desk.locator(".notice-good")).to_be_visible()
    visitor = new_page(lang="es-CL", width=390, house=chilean)
    visitor.goto("/es/categories/cooking-oils")
    visitor.get_by_role("link", name=OIL.words["es"]["title"], exact=True).click()
    expect(visitor.locator("h1")).to_have_text(OIL.words["es"]["title"])
