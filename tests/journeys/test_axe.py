"""No page hinders a reader whom axe speaks for.

The quick run looks at each template once, and at a handful from right to left; the full one at
each in every language, on a wide and a narrow screen, in both themes.
"""

import itertools
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.walk import (
    PASSWORD,
    fill,
    fits,
    follow_mail,
    new_address,
    open_newest_mail,
    people_of,
    press,
    violations,
)

SHOWN = "SELECT code FROM listing WHERE state = 'shown' ORDER BY id"
DRAFT = """
    SELECT listing.code, company.code FROM listing JOIN company ON company.id = company_id
    WHERE listing.state <> 'shown' ORDER BY listing.id
"""
CHECK = "SELECT code FROM company_check ORDER BY id DESC"
DIRECTIONS = ["en", pytest.param("ar", marks=pytest.mark.full)]
PHONE = 390
QUICK = ("en", 1440, False)
#: Language, width and whether the theme is the dark one.
LOOKS = [
    pytest.param(*look, marks=() if look == QUICK else pytest.mark.full)
    for look in itertools.product(("en", "ko", "es", "ar"), (1440, PHONE), (False, True))
]
in_every_look = pytest.mark.parametrize(("lang", "width", "dark"), LOOKS)
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
    "categories",
    "categories/skin-care",
    "compare",
    "contact",
    "costs",
    "how-we-verify",
    "search?q=serum",
    "search?q=zzzzzz",
]
OWN = ["account", "account/security", "account/sessions", "account/authenticator"]
DESK = [
    "desk",
    "desk/companies",
    "desk/offices",
    "desk/offices/new",
    "desk/checks",
    "desk/reviews",
    "desk/settings",
]
#: Most of axe's time goes into the contrast of colours, which no direction changes: the quick run
#: asks for it in English, the full one in every language.
COLOURS = ["color-contrast"]
FROM_RIGHT_TO_LEFT = ["", "styleguide", "sign-up/seller", "no/such/page", "desk", "account"]


@pytest.fixture(scope="module")
def people(demo_server):
    return people_of(demo_server)


@pytest.fixture(scope="module")
def codes(demo_server):
    """Return codes of the demo: its shown goods, its seller and that one's draft, a check."""
    with closing(sqlite3.connect(demo_server.data_dir / "naru.sqlite")) as db:
        shown = [code for (code,) in db.execute(SHOWN)]
        (draft, seller), (check,) = db.execute(DRAFT).fetchone(), db.execute(CHECK).fetchone()
    return {"shown": shown, "draft": draft, "seller": seller, "check": check}


@pytest.fixture
def page(new_page, demo_server):
    return new_page(house=demo_server)


def goods_of(codes):
    """Return the paths of a comparison of two, of a search with results and of a listing."""
    first, second = codes["shown"][:2]
    return [f"compare?goods={first}&goods={second}", "search?q=ondam", f"listings/{first}"]


def look_at(page, paths, lang, **how):
    """Open each page and return what is wrong, by path; {} when nothing is.

    Once axe has looked, the window becomes as narrow as a phone: no page may be wider.
    """
    wrong, window = {}, page.viewport_size
    for path in paths:
        page.goto(f"/{lang}/{path}")
        wrong[path] = violations(page, **how)
        page.set_viewport_size(window | {"width": PHONE})
        wrong[path] += [] if fits(page) else ["wider than a phone"]
        page.set_viewport_size(window)
    return {path: found for path, found in wrong.items() if found}


@in_every_look
def test_axe_finds_nothing_on_public_pages(new_page, demo_server, codes, lang, width, dark):
    page = new_page(width=width, dark=dark, house=demo_server)
    assert look_at(page, [*PUBLIC, *goods_of(codes)], lang) == {}
    page.locator("main a[href*='/s/']").first.click()
    expect(page).to_have_url(re.compile(f"/{lang}/s/"))
    assert violations(page) == []


def test_axe_finds_nothing_on_pages_from_right_to_left(page, signed_in, codes):
    page.context.add_cookies(signed_in("operator").cookies)
    paths = [*FROM_RIGHT_TO_LEFT, *goods_of(codes)]
    assert look_at(page, paths, "ar", without=COLOURS) == {}
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("lang", DIRECTIONS)
def test_axe_finds_nothing_on_forms_that_came_back(page, lang):
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
def test_axe_finds_nothing_in_mails_and_behind_their_links(page, people, lang):
    page.goto(f"/{lang}/forgot")
    fill(page, mail=people["buyer"]["mail"])
    open_newest_mail(page, people["buyer"]["mail"], lang)
    assert violations(page) == []
    follow_mail(page, people["buyer"]["mail"], lang, page_behind="/set-password/")
    assert violations(page) == []


@in_every_look
def test_axe_finds_nothing_on_pages_of_sellers_and_buyers(
    new_page, demo_server, signed_in, lang, width, dark
):
    for role in ("seller", "buyer"):
        page = new_page(width=width, dark=dark, house=demo_server)
        page.context.add_cookies(signed_in(role).cookies)
        home = re.sub(r"^/\w+/", "", signed_in(role).home)
        assert look_at(page, [home, *(OWN if role == "buyer" else [])], lang) == {}
        page.goto(f"/{lang}/account/authenticator")
        press(page, page.locator("main form button").first)
        assert violations(page) == []


@in_every_look
def test_axe_finds_nothing_on_the_goods_of_a_seller(
    new_page, demo_server, signed_in, codes, lang, width, dark
):
    page = new_page(width=width, dark=dark, house=demo_server)
    page.context.add_cookies(signed_in("seller").cookies)
    own = f"c/{codes['seller']}"
    goods = f"{own}/selling/listings"
    paths = [goods, f"{goods}/{codes['draft']}/preview", f"{own}/check"]
    assert look_at(page, paths, lang) == {}
    page.goto(f"/{lang}/{goods}/{codes['draft']}")
    page.locator("[data-opens-step=prices]").click()
    expect(page.locator("#prices")).to_have_attribute("open", "")
    assert violations(page) == []


@in_every_look
def test_axe_finds_nothing_on_pages_of_operators(
    new_page, demo_server, signed_in, codes, lang, width, dark
):
    page = new_page(width=width, dark=dark, house=demo_server)
    page.context.add_cookies(signed_in("operator").cookies)
    assert look_at(page, [*DESK, f"desk/checks/{codes['check']}"], lang) == {}
