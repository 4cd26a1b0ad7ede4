"""A seller writes goods from a product sheet, revises them, and a visitor finds them."""

import io
import re
import time

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.factories import goods
from tests.factories.companies import PASSWORD
from tests.journeys.test_axe import violations
from tests.journeys.test_companies import become_operator
from tests.journeys.walk import fits, new_address, sign_in
from tests.support import databases

TITLE = {"ko": "유리병 유자청 500 g", "en": "Yuzu marmalade in glass, 500 g"}
SUMMARY = {"ko": "고흥 유자로 만든 유자청", "en": "Made of yuzu from Goheung, no colouring"}
DESCRIPTION = {
    "ko": "고흥에서 딴 유자를 설탕에 재웠습니다. 색소와 보존료를 넣지 않았습니다.",
    "en": "Yuzu picked in Goheung, kept in sugar. No colouring and no preservatives are in it.",
}
KEYWORDS = {"ko": "유자청, 유자차, 과일청", "en": "yuzu marmalade, yuzu tea, citron"}
#: Fields and clicks that a complete listing may take: ten minutes of ten seconds each.
MOST_ACTS = 60
#: Pictures are converted, and a laden machine takes its time.
LONG_MS = 20_000


class Hand:
    """Does what a person does on a page and counts it: clicks, stops (fields), minutes."""

    def __init__(self, page):
        self.page = page
        self.clicks = self.stops = 0
        self.began = time.monotonic()

    def click(self, target):
        self.clicks += 1
        target.click()

    def write(self, field, text):
        self.stops += 1
        self.page.fill(f"#{field}", text)

    def choose(self, field, value):
        self.stops += 1
        self.page.select_option(f"#{field}", value)

    def tick(self, selector):
        self.clicks += 1
        self.page.locator(selector).check()

    def open(self, step):
        self.click(self.page.locator(f"[data-opens-step={step}]"))
        expect(self.page.locator(f"#{step}")).to_have_attribute("open", "")

    def leave(self):
        """Leave the field, and wait until the page says that all is saved."""
        self.page.locator("h1").click()
        self.saved()

    def saved(self):
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile("All saved"))
        expect(self.page.locator("[data-saved]")).not_to_have_class(re.compile("is-wrong"))

    def record(self):
        seconds = time.monotonic() - self.began
        return f"{self.clicks} clicks, {self.stops} fields, {seconds:.0f} seconds of the machine"


def a_photograph():
    """Return a picture of a jar, large enough to be shown."""
    made = Image.new("RGB", (1200, 900), "#f4f2ec")
    ImageDraw.Draw(made).rounded_rectangle((420, 180, 780, 780), 60, fill="#e8b923")
    sent = io.BytesIO()
    made.save(sent, "PNG")
    return {"name": "jar.png", "mimeType": "image/png", "buffer": sent.getvalue()}


def write_from_the_sheet(hand):
    """Fill the editor in from a product sheet, step by step."""
    page = hand.page
    page.set_input_files("#pictures-files", a_photograph())
    hand.stops += 1
    hand.click(page.get_by_role("button", name="Add the pictures"))
    expect(page.locator(".shot")).to_have_count(1, timeout=LONG_MS)
    for tag in ("ko", "en"):
        if tag == "ko":
            hand.open("texts")
        else:
            hand.click(page.locator(".languages .tab", has_text="English"))
        expect(page.locator("#part-text")).to_have_attribute("action", re.compile(f"text={tag}"))
        hand.write("text-title", TITLE[tag])
        hand.write("text-short", SUMMARY[tag])
        hand.write("text-description", DESCRIPTION[tag])
        hand.write("text-keywords", KEYWORDS[tag])
        hand.leave()
    write_facts(hand)
    write_terms(hand)


def write_facts(hand):
    """Choose a category by words, its usual HS code, where it comes from and what is in it."""
    page = hand.page
    hand.open("hs")
    hand.write("category-words", "yuzu tea")
    hand.click(page.locator("#category .finder-one[value=citron-tea]"))
    expect(page.locator("#category .chosen")).to_be_visible()
    hand.tick("#hs-picker .hs-one input >> nth=0")
    hand.click(page.get_by_role("button", name="Take this code"))
    expect(page.locator("#hs-picker .chosen")).to_be_visible()
    hand.choose("facts-origin_country", "KR")
    hand.tick("#facts-contents [value=none]")
    hand.leave()


def write_terms(hand):
    """Write two price steps, take the usual price basis, say the lead time and the carton."""
    page = hand.page
    hand.open("prices")
    hand.tick("#part-prices [value=everyone]")
    hand.write("prices-tiers-0-from_quantity", "300")
    hand.write("prices-tiers-0-price", "4.80")
    hand.click(page.get_by_role("button", name="Another step"))
    hand.write("prices-tiers-1-from_quantity", "1200")
    hand.write("prices-tiers-1-price", "4.10")
    hand.leave()
    hand.click(page.locator("[name=usual]").first)
    expect(page.locator("#terms-incoterm")).to_have_value("FCA")
    hand.write("terms-lead_days", "14")
    hand.leave()
    hand.open("packing")
    for field, text in {"length_mm": "36", "width_mm": "27", "height_mm": "15"}.items():
        hand.write(f"carton-{field}", text)
    hand.write("carton-units", "12")
    hand.write("carton-gross_g", "9.6")
    hand.leave()


def submit(hand):
    hand.click(hand.page.get_by_role("button", name="Hand in for review"))
    expect(hand.page.locator(".notice-good")).to_contain_text("Handed in.")


@pytest.fixture
def seller(live_server):
    """A seller of the running house whose company check holds, without goods."""
    folder = live_server.data_dir
    app = databases.make_app(folder, DATABASE_URL=f"sqlite:///{folder / 'naru.sqlite'}")
    made = goods.make_seller(app, "Goheung Yuzu", mail=new_address("yuzu"))
    with app.app_context():
        goods.let_show(app, goods.company_of(made))
    yield made
    databases.close(app)


def decide(page, decision, reason=None):
    """Open the review that waits on the desk and decide."""
    page.goto("/en/desk/reviews")
    assert violations(page) == []
    page.locator("main a[href*='/desk/reviews/REV-']", has_text="500 g").first.click()
    assert violations(page) == []
    page.locator(f"[name=decision][value={decision}]").check()
    for box in page.locator("[name=reasons]:checked").all():
        box.uncheck()
    if reason:
        page.locator(f"[name=reasons][value={reason}]").check()
    page.locator("[data-review-decision] button[type=submit]").first.click()
    expect(page.locator(".notice-good")).to_contain_text("Decided.")


def test_goods_are_written_revised_approved_and_found(
    new_page, live_server, seller, record_property
):
    page, operator = new_page(), new_page()
    become_operator(operator, live_server, new_address("operator"), role="moderator")
    sign_in(page, seller.mail, PASSWORD)
    page.wait_for_url(re.compile(r"/c/COM-"))
    page.locator(".nav a", has_text="Goods").click()
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="New listing"))
    write_from_the_sheet(hand)
    submit(hand)
    record_property("a listing from a product sheet", hand.record())
    assert hand.clicks + hand.stops < MOST_ACTS
    decide(operator, "revise", "picture_unclear")

    page.goto(f"/en/c/{seller.company}/selling")
    page.locator(".todo-urgent", has_text="Revise").get_by_role("link").click()
    expect(page.locator(".notice-warn").first).to_contain_text("A picture is too small")
    hand.open("texts")
    hand.write("text-short", "고흥 유자로 만든 진한 유자청")
    hand.leave()
    submit(hand)
    decide(operator, "approve")

    visitor = new_page(lang="ar", width=390)
    visitor.goto("/ar/categories")
    visitor.locator("main a[href$='/categories/beverages']").first.click()
    visitor.locator("main a[href$='/categories/citron-tea']").first.click()
    visitor.get_by_role("link", name=TITLE["en"], exact=True).click()
    expect(visitor.locator("h1")).to_have_text(TITLE["en"])
    assert fits(visitor)
