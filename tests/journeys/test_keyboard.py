"""With the keyboard alone: the skip link, a visible focus, what is wrong comes first."""

from playwright.sync_api import expect

from tests.journeys.walk import fill

FOCUS_SHOWS = """() => {
  const at = document.activeElement;
  return [at, at.closest(".field-box")].filter(Boolean).some((shown) => {
    const style = getComputedStyle(shown);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
}"""


def test_the_first_tab_offers_to_skip_to_the_main_part(page):
    page.goto("/en/sign-in")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_whatever_the_keyboard_reaches_shows_that_it_has_the_focus(page):
    page.goto("/en/sign-in")
    seen = []
    for _ in range(page.locator("a:visible, button:visible, input:visible, summary").count()):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # out of the page, in the browser's own bars
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        seen.append(page.evaluate("document.activeElement.name || ''"))
    assert {"mail", "password"} <= set(seen)


def test_a_person_signs_in_wrongly_and_hears_first_what_is_wrong(page):
    page.goto("/en/sign-in")
    page.focus("[name=mail]")
    page.keyboard.type("nobody@journey.example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password at all")
    page.keyboard.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Address or password is not right.")
    expect(page.locator("[name=mail]")).to_have_value("nobody@journey.example.com")
    expect(page.locator("[name=password]")).to_have_value("")


def test_the_list_of_what_is_wrong_leads_to_the_fields(page):
    page.goto("/en/sign-up/buyer")
    fill(page, name="", mail="no address", password="short")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    links = summary.locator("a")
    expect(links).to_have_count(3)
    links.nth(1).click()
    expect(page.locator("[name=mail]")).to_be_focused()
    expect(page.locator("[name=mail]")).to_have_attribute("aria-invalid", "true")
    described = page.locator("[name=mail]").get_attribute("aria-describedby").split()
    assert "mail-error" in described


def test_a_password_can_be_shown_and_hidden_again(page):
    page.goto("/en/sign-in")
    page.fill("[name=password]", "quiet harbour lantern")
    page.get_by_role("button", name="Show the password").click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide the password").click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "password")
