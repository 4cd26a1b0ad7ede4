"""A company changes hands, and an operator helps it: in real browsers, wide and narrow."""

import re

from playwright.sync_api import expect

from marketplace.accounts.enums import OperatorRole
from tests.factories.companies import make_member
from tests.factories.offices import make_headquarters, make_operator_at
from tests.journeys.walk import (
    PASSWORD,
    POLL_MS,
    POLLS,
    confirm,
    fill,
    fits,
    follow_mail,
    new_address,
    press,
    sign_in,
    sign_up_buyer,
)

SEND = "main form.form button[type=submit]"


def found_company(page, mail, **facts):
    """Sign up, confirm and sign in as the owner of a buyer's company; return its page."""
    sign_up_buyer(page, mail, **facts)
    confirm(page, mail)
    sign_in(page, mail)
    page.wait_for_url(re.compile(r"/c/COM-"))
    return re.sub(r"/buying.*", "/company", page.url)


def open_mail(page, subject, address=""):
    """Wait until a mail with these words in its subject lies on the stand-in's page; open it."""
    row = page.locator(".row", has_text=subject).filter(has_text=address).first
    for _ in range(POLLS):
        page.goto("/en/demo/mail")
        if row.count():
            press(page, row.locator("a"))
            expect(page.locator(".mail-text").first).to_be_visible()
            return
        page.wait_for_timeout(POLL_MS)
    raise AssertionError(f"no mail about {subject}")


def save(page, address, **facts):
    """Open a form of the company, fill it in and send it."""
    page.goto(address)
    for name, value in facts.items():
        page.fill(f"main form.form [name={name}]", value)
    press(page, page.locator(SEND).first)


def test_a_company_is_founded_shared_and_handed_over(new_page):
    owner, colleague = new_page(), new_page(width=390)
    mail, guest = new_address("owner"), new_address("colleague")
    company = found_company(owner, mail, name="Eleanor Finch")

    owner.goto(company)
    expect(owner.locator("h1")).to_have_text("Marlow & Finch Imports Ltd")
    owner.get_by_role("link", name="Registered address").click()
    owner.get_by_role("link", name="Add an address").first.click()
    fill(owner, street="12 Harbour Row", city="Bristol")
    expect(owner.locator(".notice-good")).to_have_text(re.compile("The address is saved"))

    owner.goto(f"{company}/members")
    owner.get_by_role("link", name="Invite somebody").click()
    owner.fill("main [name=mail]", guest)
    owner.get_by_text("Purchasing", exact=True).click()
    owner.locator(SEND).click()
    expect(owner.locator("#invited")).to_be_visible()

    follow_mail(colleague, guest)
    expect(colleague.locator("h1")).to_have_text("Marlow & Finch Imports Ltd")
    colleague.check("main [name=accept]")
    fill(colleague, name="Tom Reed", password=PASSWORD)
    fill(colleague, mail=guest, password=PASSWORD)
    colleague.wait_for_url(company)
    assert fits(colleague)

    owner.goto(f"{company}/ownership/offer")
    owner.get_by_text("Tom Reed").click()
    owner.locator(SEND).click()
    expect(owner.locator("h1")).to_have_text(re.compile("is offered to Tom Reed"))

    open_mail(colleague, "hands Marlow & Finch Imports Ltd over to you")
    colleague.locator(".mail-text a", has_text="/ownership").first.click()
    colleague.get_by_role("button", name="Take the company over").click()
    expect(colleague.locator(".notice-good")).to_have_text(re.compile("You are an owner"))

    open_mail(owner, "is now the owner of Marlow & Finch Imports Ltd")
    expect(owner.locator(".mail-text").first).to_contain_text("has handed")
    owner.goto(f"{company}/members")
    expect(owner.get_by_role("link", name="Invite somebody")).to_have_count(0)


def test_two_editors_at_once_and_the_second_sees_what_changed(new_page, inside):
    editor = make_member(inside, mail=new_address("editor"))
    company = f"/en/c/{editor.company}/company"
    first, second = new_page(made=editor), new_page(width=390, made=editor)

    second.goto(f"{company}/names")
    save(first, f"{company}/names", trade_name="Marlow")
    fill(second, trade_name="Finch")
    expect(second.locator(".field-present")).to_have_text(re.compile("It now says: Marlow"))
    expect(second.locator("[name=trade_name]")).to_have_value("Finch")
    assert fits(second)
    second.locator(SEND).click()
    expect(second.locator("h1")).to_have_text("Finch")


def test_an_operator_acts_for_a_company_and_its_owner_is_told(new_page, inside):
    made, office = make_member(inside, mail=new_address("helped")), make_headquarters(inside)
    company = f"/en/c/{made.company}/company"
    who = make_operator_at(inside, office, OperatorRole.ADMINISTRATOR, name="Han Soyul")
    owner, operator = new_page(made=made), new_page(width=390, made=who)

    operator.goto(f"/en/desk/companies/{made.company}")
    operator.locator("[data-opens=act]").click()
    operator.fill("dialog [name=reason]", "The owner asked on the telephone for help.")
    operator.locator("dialog button[type=submit]").click()
    expect(operator.locator(".acting-band")).to_contain_text("acts for Marlow & Finch")
    assert fits(operator)
    operator.set_viewport_size({"width": 1440, "height": 900})
    expect(operator.locator(".acting-band")).to_be_in_viewport()
    assert fits(operator)
    save(operator, f"{company}/texts/en", headline="Small harbours, good cheese")

    open_mail(owner, "Han Soyul acts for", made.mail)
    expect(owner.locator(".mail-text").first).to_contain_text("asked on the telephone")

    operator.goto(company)
    operator.get_by_role("button", name="Stop acting").click()
    expect(operator.locator(".history")).to_contain_text("on behalf of")
    operator.goto(company)
    expect(operator.locator("h1")).to_have_text("There is nothing here")
