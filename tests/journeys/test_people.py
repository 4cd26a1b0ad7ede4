"""Three people: a seller in Korean, a buyer on a phone, an operator with the app."""

import re

from playwright.sync_api import expect

from tests.factories.companies import make_member
from tests.journeys.walk import (
    PASSWORD,
    app_code,
    confirm,
    fill,
    fits,
    follow_mail,
    new_address,
    run_flask,
    said,
    sign_ins,
    sign_up_buyer,
)

HANGUL = re.compile(r"[가-힣]")
KEY = re.compile(r"^[A-Z2-7]{32}$")


def test_a_seller_signs_up_in_korean_and_sees_the_sellers_home(new_page):
    page = new_page(lang="ko")
    address = new_address("hanbit")
    page.goto("/sign-up/seller")
    expect(page).to_have_url(re.compile("/ko/sign-up/seller$"))
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("h1")).to_have_text(HANGUL)
    fill(page, name="박서연", mail=address, password=PASSWORD)
    page.check("main [name=accept]")
    fill(page, name="주식회사 한빛온", number="000-86-00038")
    expect(page).to_have_url(re.compile("/ko/sign-up/sent$"))
    expect(page.locator("main")).to_contain_text(address)
    confirm(page, address, lang="ko")
    expect(page).to_have_url(re.compile("/ko/sign-in"))
    expect(page.locator("[name=mail]")).to_have_value(address)
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/ko/c/COM-[0-9A-Z-]+/selling$"))
    expect(page.locator("body")).to_contain_text("주식회사 한빛온")


def test_a_buyer_on_a_phone_signs_up_in_changes_the_name_and_signs_out(new_page):
    page = new_page(width=390)
    address = new_address("eleanor")
    sign_up_buyer(page, address)
    confirm(page, address)
    assert fits(page)
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/buying$"))
    assert fits(page)
    page.goto("/en/account")
    fill(page, name="Eleanor Marlow")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Eleanor Marlow")
    assert fits(page)
    page.goto("/en/account/sessions")
    expect(page.get_by_text("This browser")).to_be_visible()
    assert fits(page)
    sign_out_by_menu(page)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/en/account")
    expect(page).to_have_url(re.compile(r"/en/sign-in\?next="))


def sign_out_by_menu(page):
    page.locator("header [popovertarget], header summary").last.click()
    page.get_by_role("button", name="Sign out").click()


def test_a_browser_signed_out_from_another_one_is_out_at_its_next_page(new_page, inside):
    made = make_member(inside, mail=new_address("nell"))
    desk, phone = new_page(made=made), new_page(width=390, made=made)
    desk.goto("/en/account")
    expect(desk).to_have_url(re.compile("/en/account$"))
    phone.goto("/en/account/sessions")
    phone.locator("main .row").get_by_role("button", name="Sign out").click()
    expect(phone.get_by_text("That browser is signed out.")).to_be_visible()
    desk.goto("/en/account")
    expect(desk).to_have_url(re.compile("/en/sign-in"))


def test_a_house_without_made_up_people_says_where_it_is(live_server):
    said(live_server, f"Naru is ready: {live_server.address}")
    assert sign_ins(live_server) == []


def test_an_operator_made_at_the_server_chooses_a_password_and_sets_the_app_up(
    new_page, live_server
):
    page = new_page()
    address = new_address("soyul")
    run_flask(live_server, "operators", "add", "--mail", address, "--name", "Han Soyul")
    follow_mail(page, address)
    fill(page, new_password=PASSWORD)
    expect(page).to_have_url(re.compile("/en/sign-in"))
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/en/sign-in/app$"))
    page.goto("/en/desk")
    expect(page).to_have_url(re.compile("/en/sign-in"))
    page.goto("/en/sign-in/app")
    page.locator("main form button").click()
    key = page.locator("#app-secret").inner_text()
    assert KEY.match(key)
    expect(page.locator(".qr svg")).to_be_visible()
    fill(page, code=app_code(key))
    expect(page.locator("#recovery-codes")).to_be_visible()
    page.locator("main .acts a").click()
    expect(page).to_have_url(re.compile("/en/desk$"))
