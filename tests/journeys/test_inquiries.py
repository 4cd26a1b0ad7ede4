"""Buyers ask: one from Chile before having an account, until the seller answers; one in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from marketplace.accounts.enums import OperatorRole
from tests.factories import goods
from tests.factories.checks import a_picture
from tests.factories.companies import PASSWORD
from tests.factories.offices import make_headquarters, make_operator_at
from tests.journeys.walk import (
    confirm,
    fill,
    fits,
    follow_mail,
    new_address,
    press,
    sign_in,
    sign_up_buyer,
    violations,
)

SHEET = {"name": "rut.png", "mimeType": "image/png", "buffer": a_picture()}
EIGHT = 8
MESSAGE = "Buenos días. ¿Pueden enviar a San Antonio? Vendemos en cuarenta tiendas."
ANSWER = "안녕하세요. 산안토니오까지 보낼 수 있습니다."
COMPANY = "Comercial Tres Ríos SpA"


@pytest.fixture(scope="module")
def seller(inside):
    """A seller of the running house with eight goods that are shown."""
    made = goods.make_seller(inside, "Inquiry Botanics", mail=new_address("botanics"))
    with inside.app_context():
        company = goods.company_of(made)
        operator = goods.make_moderator(inside)
        goods.let_show_once(inside, company, operator)
        for number in range(1, EIGHT + 1):
            listing = goods.submitted_listing(company, title=f"Journey serum {number}")
            goods.approve(inside, listing, operator=operator)
    return made


def collect(page):
    """Begin with one of the goods, and add the other seven from the seller's page."""
    page.goto("/es/s/inquiry-botanics")
    page.locator("#goods .goods-title a").first.click()
    page.fill("#quantity", "120")
    expect(page).to_have_url(re.compile("quantity=120"))
    page.locator(".ask-acts .button-act").click()
    expect(page.locator(".ask-below")).to_be_visible()
    page.fill("[name=goods-0-target]", "3,90")
    page.select_option("[name=country]", "CL")
    page.fill("[name=message]", MESSAGE)
    assert violations(page) == []
    page.locator("main [name=act][value=more]").click()
    for number in range(1, EIGHT):
        page.locator(".goods-ask button:enabled").first.click()
        expect(page.locator(".header-inquiries .count").first).to_have_text("1")
        expect(page.locator(".goods-ask button:disabled")).to_have_count(number + 1)
    page.goto("/es/inquiries")
    assert violations(page) == []
    page.locator(".inquiry-list .button-act").click()
    expect(page.locator(".ask-line")).to_have_count(EIGHT)
    expect(page.locator("[name=message]")).to_have_value(MESSAGE)


def sign_up(page, mail):
    """Want to send it, and sign up for that."""
    page.locator("main [name=act][value=send]").last.click()
    expect(page).to_have_url(re.compile("/send$"))
    assert violations(page) == []
    page.locator(".way-on a[href*='/sign-up/buyer']").click()
    fill(page, name="Inés Robledo", mail=mail, password=PASSWORD)
    page.select_option("main [name=country]", "CL")
    page.check("main [name=accept]")
    fill(page, name=COMPANY)
    expect(page).to_have_url(re.compile("/sign-up/sent$"))


def confirm_on_phone(phone, mail):
    """Open the mail on a phone that never saw the sign-up: it asks for a password of its own."""
    follow_mail(phone, mail, "es")
    fill(phone, new_password=PASSWORD + " two")
    sign_in(phone, mail, PASSWORD + " two", lang="es")
    expect(phone).to_have_url(re.compile("/es/c/COM-[0-9A-Z-]+/buying$"))


def send_from_phone(phone):
    """Send what the other device began; say where it stands."""
    phone.locator(".todo a[href*='/inquiry/']").click()
    expect(phone.locator(".ask-line")).to_have_count(EIGHT)
    assert fits(phone)
    phone.locator("main [name=act][value=send]").last.click()
    expect(phone).to_have_url(re.compile("/buying/inquiries/INQ-"))
    expect(phone.locator(".needed-now")).to_have_count(1)
    assert fits(phone)
    assert violations(phone) == []
    return phone.url


def open_check(phone):
    """Open the company check from the page that says it is still needed."""
    phone.locator(".needed-now a").click()
    phone.set_input_files("main [name=document]", files=[SHEET])
    fill(phone, number="76.123.456-0", address="Av. Brasil 2440, Valparaíso", purpose="Tiendas.")
    expect(phone.locator(".turn-office")).to_be_visible()


def make_office_worker(app):
    """Appoint an operator who checks companies and looks at inquiries."""
    roles = (OperatorRole.VERIFIER, OperatorRole.MODERATOR)
    return make_operator_at(app, make_headquarters(app), *roles)


def ask_about_it(operator):
    """Ask the buyer about the inquiry, at the desk."""
    operator.goto("/en/desk/inquiries")
    waiting = operator.locator(".waiting-row", has_text="Comercial Tres")
    press(operator, waiting.locator(".waiting-words"))
    assert violations(operator) == []
    operator.locator("[name=decision][value=ask]").check()
    operator.get_by_label("We do not understand yet what you need it for.").check()
    operator.locator("#decision button[type=submit]").first.click()
    expect(operator.locator(".notice-good").first).to_be_visible()


def answer_the_office(phone, sent):
    """Answer what the office asked, from the buyer's home."""
    phone.goto(re.sub("/inquiries/.*", "", sent))
    phone.locator(".todo a[href*='/inquiries/INQ-']").click()
    expect(phone.locator(".check-said")).to_be_visible()
    assert fits(phone)
    assert violations(phone) == []
    fill(phone, words="Para nuestras cuarenta tiendas.")
    expect(phone.locator(".asked-message").first).to_have_text("Para nuestras cuarenta tiendas.")


def approve_with_ticks(operator):
    """Let the inquiry go along, and approve the company's check."""
    operator.goto("/en/desk/checks")
    operator.locator(".check-queue-row", has_text="Comercial Tres").first.click()
    operator.locator(".check-inquiries [name=goes]").check()
    operator.locator(".check-inquiries button").click()
    expect(operator.locator(".notice-good").first).to_be_visible()
    operator.locator("[name=decision][value=approve]").check()
    operator.locator("#decision button[type=submit]").first.click()
    expect(operator.locator(".notice-good").first).to_contain_text("Decided")


def answer_in_korean(page, seller):
    """Find the inquiry on the seller's home, read it in Korean, answer."""
    room = page.locator("main a[href*='/selling/deals/DEA-']").first
    for _look in range(40):  # the worker passes it on
        page.goto(f"/ko/c/{seller.company}/selling")
        if room.count():
            break
        page.wait_for_timeout(250)
    room.click()
    expect(page.locator(".asked-line")).to_have_count(EIGHT)
    expect(page.locator(".asked-message")).to_have_text(MESSAGE)
    expect(page.locator(".asked-message")).to_have_attribute("lang", "es")
    page.fill("#write textarea", ANSWER)
    page.locator("#write button[type=submit]").last.click()
    expect(page.get_by_text(ANSWER).first).to_be_visible()


def test_a_buyer_from_chile_asks_for_eight_goods_and_reads_the_answer_on_a_phone(
    new_page, inside, seller
):
    desk, phone = new_page("es"), new_page("es", 390)
    operator, sellers = new_page(made=make_office_worker(inside)), new_page("ko", made=seller)
    mail = new_address("ines")
    collect(desk)
    sign_up(desk, mail)
    confirm_on_phone(phone, mail)
    sent = send_from_phone(phone)
    open_check(phone)

    sellers.goto(f"/ko/c/{seller.company}/selling")
    expect(sellers.locator("h1")).to_be_visible()
    assert COMPANY not in sellers.content()

    ask_about_it(operator)
    answer_the_office(phone, sent)
    approve_with_ticks(operator)
    answer_in_korean(sellers, seller)

    phone.goto(sent)
    expect(phone).to_have_url(re.compile("/es/c/COM-[0-9A-Z-]+/buying/deals/DEA-"))
    expect(phone.get_by_text(ANSWER).first).to_be_visible()
    assert fits(phone)
    assert violations(phone) == []


def test_a_buyer_in_arabic_asks_on_a_phone(new_page, seller):
    page = new_page("ar", 390)
    mail = new_address("noura")
    sign_up_buyer(page, mail, name="نورة", lang="ar")
    confirm(page, mail, lang="ar")
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/ar/c/COM-[0-9A-Z-]+/buying$"))
    page.goto("/ar/s/inquiry-botanics")
    page.locator("#goods .goods-title a").last.click()
    page.locator(".ask-acts form button").click()
    expect(page.locator(".header-inquiries .count").first).to_be_visible()
    assert fits(page)
    page.locator(".ask-acts .button-act").click()
    page.fill("[name=goods-0-quantity]", "٥٠")
    page.locator("main [name=act][value=send]").last.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page).to_have_url(re.compile("/ar/c/.*/buying/inquiries/INQ-"))
    expect(page.locator(".asked-figures strong")).to_contain_text("50")
    assert fits(page)
    assert violations(page) == []
    page.locator(".needed-now a").click()
    expect(page).to_have_url(re.compile("/check/new$"))
    page.goto("/ar/inquiries")
    expect(page.locator(".inquiry-list > li")).to_have_count(1)
    assert fits(page)
    assert violations(page) == []
