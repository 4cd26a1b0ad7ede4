"""No page hinders a reader whom axe speaks for: each template once per direction of writing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walk import (
    PASSWORD,
    fill,
    fits,
    follow_mail,
    new_address,
    open_newest_mail,
    people_of,
    sign_in,
    sign_in_with_code,
)

DIRECTIONS = ["en", "ar"]
PUBLIC = [
    "",
    "terms",
    "privacy",
    "styleguide",
    "sign-up",
    "sign-up/seller",
    "sign-up/sent",
    "sign-in",
    "forgot",
    "forgot/sent",
    "set-password/mangled",
    "no/such/page",
    "demo/mail",
]
OWN = ["account", "account/security", "account/sessions", "account/authenticator"]
DESK = ["desk", "desk/companies", "desk/offices", "desk/offices/new"]


@pytest.fixture(scope="module")
def people(demo_server):
    return people_of(demo_server)


@pytest.fixture(scope="module")
def operators_cookies(browser, demo_server, people):
    """The cookies of the operator, signed in once: a code is taken once."""
    context = browser.new_context(base_url=demo_server.address)
    page = context.new_page()
    sign_in_with_code(page, people["operator"])
    expect(page).to_have_url(re.compile("/desk$"))
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def page(new_page, demo_server):
    return new_page(house=demo_server)


def violations(page):
    """Return what axe finds on the page: rule and elements."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def look_at(page, paths, lang):
    """Open each page and return what is wrong, by path; {} when nothing is."""
    wrong = {}
    for path in paths:
        page.goto(f"/{lang}/{path}")
        wrong[path] = violations(page)
    return {path: found for path, found in wrong.items() if found}


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_public_pages(page, lang):
    assert look_at(page, PUBLIC, lang) == {}
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_forms_that_came_back_and_the_second_step(page, lang):
    wrong = []
    page.goto(f"/{lang}/sign-up/seller")
    fill(page, name="", mail="nothing", password="short")
    wrong += violations(page)
    fill(page, name="Park Seoyeon", mail=new_address("axe"), password=PASSWORD)
    wrong += violations(page)
    fill(page, name="", number="1")
    wrong += violations(page)
    page.goto(f"/{lang}/sign-in")
    fill(page, mail="nobody@journey.example.com", password="wrong on purpose")
    wrong += violations(page)
    assert wrong == []


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_mails_and_the_pages_behind_them(page, people, lang):
    page.goto(f"/{lang}/forgot")
    fill(page, mail=people["buyer"]["mail"])
    open_newest_mail(page, people["buyer"]["mail"], lang)
    assert violations(page) == []
    follow_mail(page, people["buyer"]["mail"], lang, page_behind="/set-password/")
    assert violations(page) == []


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_the_pages_of_a_seller_and_a_buyer(new_page, demo_server, people, lang):
    for role in ("seller", "buyer"):
        page = new_page(house=demo_server)
        sign_in(page, people[role]["mail"], people[role]["password"])
        expect(page).to_have_url(re.compile("/c/"))
        home = re.sub(r"^/\w+/", "", page.url.removeprefix(demo_server.address))
        assert look_at(page, [home, *(OWN if role == "buyer" else [])], lang) == {}
        page.goto(f"/{lang}/account/authenticator")
        page.locator("main form button").first.click()
        assert violations(page) == []


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_the_pages_of_an_operator(page, operators_cookies, lang):
    page.context.add_cookies(operators_cookies)
    assert look_at(page, DESK, lang) == {}


def test_on_a_phone_no_page_is_wider_than_the_screen(new_page, demo_server, operators_cookies):
    page = new_page(width=390, house=demo_server)
    page.context.add_cookies(operators_cookies)
    wide = []
    for lang in DIRECTIONS:
        for path in [*PUBLIC, *OWN, *DESK]:
            page.goto(f"/{lang}/{path}")
            if not fits(page):
                wide.append(f"{lang}/{path}")
    assert wide == []
