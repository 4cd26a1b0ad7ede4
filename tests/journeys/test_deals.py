"""Journeys of a deal's room: a seller with a colleague, each in a browser of their own."""

import pytest
from playwright.sync_api import expect

from tests.factories import rooms
from tests.journeys.walk import fits, violations

FORM = "form[data-message]"


@pytest.fixture
def talk(inside):
    """A deal of a checked seller with two people, whose buyer has asked; of each one made."""
    sides = rooms.make_sides(inside)
    deal = rooms.open_room(inside, sides)
    return sides, sides.colleague_of(inside, sides.seller), deal


def enter(page, made, deal, way="selling"):
    """Open the room."""
    page.goto(f"/en/c/{made.company}/{way}/deals/{deal}")
    return page


def write(page, words):
    page.fill(f"{FORM} textarea", words)
    page.locator(f"{FORM} button[type=submit]").click()


def test_two_colleagues_answer_at_once_and_the_buyer_reads_it_on_a_phone(new_page, talk):
    sides, colleague, deal = talk
    haneul = enter(new_page(made=sides.seller), sides.seller, deal)
    jiwoo = enter(new_page(made=colleague), colleague, deal)
    phone = enter(new_page(width=390, made=sides.buyer), sides.buyer, deal, "buying")
    assert (violations(haneul), violations(phone)) == ([], [])
    expect(haneul.locator(".deal-turn")).to_contain_text("Your turn")
    expect(phone.locator(".deal-turn")).to_contain_text("The seller’s turn")
    haneul.select_option(".deal-assign select", label="Park Jiwoo")
    haneul.locator(".deal-assign button").click()
    expect(haneul.locator(".deal-timeline")).to_contain_text("Park Jiwoo is in charge")
    # Jiwoo writes with a ready sentence; Haneul has meanwhile answered on an older page
    jiwoo.fill(f"{FORM} textarea", "네, 향료 없는 세럼이 있습니다.")
    jiwoo.select_option(f"{FORM} [name=language]", "ko")
    jiwoo.locator(".deal-phrases > summary").click()
    jiwoo.fill("[name=blank-say_lead_time-days]", "21")
    jiwoo.fill("[name=blank-say_lead_time-quantity]", "600")
    expect(jiwoo.locator("#phrase-say_lead_time")).to_be_checked()
    haneul.fill(f"{FORM} textarea", "We have one.")
    jiwoo.locator(f"{FORM} button[type=submit]").click()
    expect(jiwoo.locator(".deal-timeline")).to_contain_text("For 600 pieces")
    haneul.locator(f"{FORM} button[type=submit]").click()
    expect(haneul.locator("[data-error-summary]")).to_contain_text("Park Jiwoo has answered")
    expect(haneul.locator(f"{FORM} textarea")).to_have_value("We have one.")
    expect(haneul.locator(".deal-timeline")).to_contain_text("네, 향료 없는 세럼이 있습니다.")
    # The buyer's page shows the answer by itself, and the sentence in the language of the page
    expect(phone.locator(".entry-phrases")).to_contain_text("For 600 pieces")
    expect(phone.locator(".deal-turn")).to_contain_text("Your turn")
    expect(phone.locator(".deal-people").first).to_contain_text(colleague.mail)
    assert fits(phone)
    phone.locator(".deal-bar a").click()
    write(phone, "Thank you. Please send three samples.")
    expect(phone.locator(".deal-turn")).to_contain_text("The seller’s turn")
    expect(haneul.locator(".deal-timeline")).to_contain_text("three samples", timeout=15_000)


def test_the_room_is_whole_without_scripts(new_page, talk):
    sides, _colleague, deal = talk
    page = enter(new_page(made=sides.seller, scripts=False), sides.seller, deal)
    page.locator(".deal-turn a.button-act").click()
    page.locator(".deal-phrases > summary").click()
    page.check("#phrase-say_quotation")
    page.fill("[name=blank-say_quotation-date]", "2030-01-15")
    write(page, "Good day.")
    expect(page.locator(".entry-phrases")).to_contain_text("15 January 2030")
    page.locator(".deal-filters .tab", has_text="Steps").click()
    expect(page.locator(".deal-timeline")).not_to_contain_text("Good day.")
    page.get_by_role("link", name="Close this deal").click()
    page.select_option("main [name=reason]", "not_offered")
    page.get_by_role("button", name="Close the deal").click()
    expect(page.locator(".deal-turn")).to_contain_text("The deal is closed")
    page.get_by_role("button", name="Reopen the deal").click()
    expect(page.locator(".deal-turn")).to_contain_text("Your turn")
