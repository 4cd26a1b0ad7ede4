"""A buyer has its company checked: on a phone and by keys alone, in real browsers."""

import pytest
from playwright.sync_api import expect

from marketplace.accounts.enums import OperatorRole
from tests.factories.checks import a_picture, make_check
from tests.factories.companies import make_member
from tests.factories.offices import make_headquarters, make_operator_at
from tests.journeys.walk import fill, fits, new_address

SHEET = {"name": "registration.png", "mimeType": "image/png", "buffer": a_picture()}


@pytest.fixture
def verifier(inside):
    """An operator who checks companies."""
    return make_operator_at(inside, make_headquarters(inside), OperatorRole.VERIFIER)


def ask_by_keys(operator):
    """Open the newest check in the queue and ask for the missing pages, without a mouse."""
    operator.goto("/en/desk/checks")
    row = operator.locator(".check-queue-row", has_text="Marlow & Finch").last
    row.focus()
    operator.keyboard.press("Enter")
    expect(operator.locator("h1")).to_contain_text("Marlow & Finch")
    operator.locator("[data-desk-queue] [aria-current]").focus()
    operator.keyboard.press("m")
    expect(operator.locator("[value=ask]")).to_be_checked()
    operator.get_by_text("Pages are missing. Please").click()
    expect(operator.locator("[data-desk-preview]")).to_contain_text("Please send the whole")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator(".notice-good")).to_contain_text("Decided")


def approve_by_keys(operator):
    """Approve the check that this operator has."""
    operator.goto("/en/desk/checks?show=mine")
    operator.locator(".check-queue-row", has_text="Marlow & Finch").first.click()
    operator.locator("[data-desk-queue] [aria-current]").focus()
    operator.keyboard.press("a")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator(".notice-good").first).to_contain_text("Decided")


def test_a_buyer_is_asked_for_more_and_approved_by_keys(new_page, inside, verifier):
    made = make_member(inside, mail=new_address("checked"))
    buyer, operator = new_page(width=390, made=made), new_page(made=verifier)
    buyer.goto(f"/en/c/{made.company}/check")
    buyer.get_by_role("link", name="Begin").click()
    buyer.set_input_files("main [name=document]", files=[SHEET])
    assert fits(buyer)
    fill(buyer, number="0123 4567", address="4 Harbour Row", purpose="")
    expect(buyer.locator(".files .file-name")).to_have_text("registration.webp")
    fill(buyer, purpose="Sheet masks for our shops.")
    expect(buyer.locator("h1")).to_have_text("We are checking your company")

    ask_by_keys(operator)
    buyer.reload()
    expect(buyer.locator(".check-said")).to_contain_text("Pages are missing")
    buyer.set_input_files("main [name=document]", files=[SHEET])
    buyer.get_by_role("button", name="Send the answer").click()
    expect(buyer.locator("h1")).to_have_text("We are checking your company")
    assert fits(buyer)

    approve_by_keys(operator)
    buyer.reload()
    expect(buyer.locator("h1")).to_have_text("Your company is checked")
    expect(buyer.locator(".badge-card")).to_contain_text("by Headquarters")


FORTY = 40


@pytest.fixture
def forty_checks(inside):
    """Forty buyers of the running house whose checks wait, each with a number of its own."""
    for number in range(FORTY):
        buyer = make_member(inside, mail=new_address(f"forty{number}"))
        make_check(inside, buyer, name=f"Forty {number} Ltd", number=f"{number + 1000:08}")


def tab_to(page, selector):
    """Press Tab until something of a selector has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(selector)


@pytest.mark.full
def test_an_operator_decides_forty_checks_by_the_keyboard_alone(new_page, verifier, forty_checks):
    operator = new_page(made=verifier)
    operator.goto("/en/desk/checks")
    tab_to(operator, ".check-queue-row")
    operator.keyboard.press("Enter")
    for decided in range(FORTY):
        expect(operator.locator("h1")).to_be_visible()
        tab_to(operator, "[data-desk-queue] a")
        if decided % 5 == 4 and decided + 1 < FORTY:
            with operator.expect_navigation():
                operator.keyboard.press("j")
        operator.keyboard.press("a")
        expect(operator.locator("[value=approve]")).to_be_checked()
        with operator.expect_navigation():
            operator.keyboard.press("Control+Enter")
        expect(operator.locator(".notice-good").first).to_contain_text("Decided")
    operator.goto("/en/desk/checks")
    expect(operator.locator(".check-queue-row", has_text="Forty ")).to_have_count(0)
