"""Everything essential works in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.companies import make_member
from tests.journeys.walk import (
    PASSWORD,
    app_code,
    confirm,
    fill,
    follow_mail,
    new_address,
    sign_in,
    sign_up_buyer,
)

NEW = "seven lanterns at dusk"


@pytest.fixture
def page(new_page):
    return new_page(scripts=False)


def test_sign_up_sign_in_and_sign_out_need_no_scripts(page):
    address = new_address("plain")
    sign_up_buyer(page, address)
    confirm(page, address)
    fill(page, password="wrong on purpose")
    expect(page.get_by_text("Address or password is not right.")).to_be_visible()
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/buying$"))
    page.goto("/en/account/sessions")
    expect(page.get_by_text("This browser")).to_be_visible()
    page.locator("header summary, header [popovertarget]").last.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def test_a_new_password_and_the_app_need_no_scripts(page, inside):
    address = make_member(inside, mail=new_address("plainer")).mail
    page.goto("/en/forgot")
    fill(page, mail=address)
    expect(page).to_have_url(re.compile("/forgot/sent$"))
    follow_mail(page, address, page_behind="/set-password/")
    fill(page, new_password=NEW)
    sign_in(page, address, NEW)
    expect(page).to_have_url(re.compile("/buying$"))
    page.goto("/en/account/authenticator")
    page.locator("main form button").click()
    fill(page, code=app_code(page.locator("#app-secret").inner_text()))
    expect(page.locator("#recovery-codes")).to_be_visible()
