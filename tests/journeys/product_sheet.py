"""A product sheet, and the hand that copies it into the editor as a seller does, field by field."""

import io
import re
import time
from dataclasses import dataclass, field

from babel.support import Translations
from PIL import Image, ImageDraw
from playwright.sync_api import expect

#: Fields and clicks that a complete listing may take: ten minutes of ten seconds each.
MOST_ACTS = 60
#: Pictures are converted, and a laden machine takes its time.
LONG_MS = 20_000


@dataclass(frozen=True)
class Sheet:
    """What a seller has on paper: words by language, the first one the house's own, and facts."""

    words: dict[str, dict[str, str]]
    category: tuple[str, str]
    country: str
    price: str
    lower_price: str


@dataclass
class Hand:
    """Does what a person does on a page and counts it: clicks, stops (fields), minutes."""

    page: object
    lang: str = "en"
    clicks: int = 0
    stops: int = 0
    began: float = field(default_factory=time.monotonic)

    def said(self, message):
        """Return how the page says an English message."""
        return Translations.load("translations", [self.lang]).gettext(message)

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
        expect(self.page.locator("[data-saved]")).to_have_text(
            re.compile(re.escape(self.said("All saved · %(at)s").split(" · ")[0]))
        )
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


def write_from(hand, sheet):
    """Fill the editor in from a product sheet, step by step."""
    page = hand.page
    page.set_input_files("#pictures-files", a_photograph())
    hand.stops += 1
    hand.click(page.get_by_role("button", name=hand.said("Add the pictures")))
    expect(page.locator(".shot")).to_have_count(1, timeout=LONG_MS)
    for rank, (tag, words) in enumerate(sheet.words.items()):
        if rank == 0:
            hand.open("texts")
        else:
            hand.click(page.locator(".languages .tab", has_text="English"))
        expect(page.locator("#part-text")).to_have_attribute("action", re.compile(f"text={tag}"))
        for name, text in words.items():
            hand.write(f"text-{name}", text)
        hand.leave()
    write_facts(hand, sheet)
    write_terms(hand, sheet)


def write_facts(hand, sheet):
    """Choose a category by words, its usual HS code, where it comes from and what is in it."""
    page = hand.page
    hand.open("hs")
    typed, leaf = sheet.category
    hand.write("category-words", typed)
    hand.click(page.locator(f"#category .finder-one[value={leaf}]"))
    expect(page.locator("#category .chosen")).to_be_visible()
    hand.tick("#hs-picker .hs-one input >> nth=0")
    hand.click(page.get_by_role("button", name=hand.said("Take this code")))
    expect(page.locator("#hs-picker .chosen")).to_be_visible()
    hand.choose("facts-origin_country", sheet.country)
    hand.tick("#facts-contents [value=none]")
    hand.leave()


def write_terms(hand, sheet):
    """Write two price steps, take the usual price basis, say the lead time and the carton."""
    page = hand.page
    hand.open("prices")
    hand.tick("#part-prices [value=everyone]")
    hand.write("prices-tiers-0-from_quantity", "300")
    hand.write("prices-tiers-0-price", sheet.price)
    hand.click(page.get_by_role("button", name=hand.said("Another step")))
    hand.write("prices-tiers-1-from_quantity", "1200")
    hand.write("prices-tiers-1-price", sheet.lower_price)
    hand.leave()
    hand.click(page.locator("[name=usual]").first)
    expect(page.locator("#terms-incoterm")).to_have_value("FCA")
    hand.write("terms-lead_days", "14")
    hand.leave()
    hand.open("packing")
    for side, text in {"length_mm": "36", "width_mm": "27", "height_mm": "15"}.items():
        hand.write(f"carton-{side}", text)
    hand.write("carton-units", "12")
    hand.write("carton-gross_g", "9.6")
    hand.leave()


def submit(hand):
    hand.click(hand.page.get_by_role("button", name=hand.said("Hand in for review")))
    expect(hand.page.locator(".notice-good")).to_be_visible()
