"""A seller writes goods from a product sheet, revises them, and a visitor finds them."""

import pytest
from playwright.sync_api import expect

from tests.factories import goods
from tests.journeys.product_sheet import MOST_ACTS, Hand, Sheet, submit, write_from
from tests.journeys.walk import fits, new_address, violations

YUZU = Sheet(
    words={
        "ko": {
            "title": "유리병 유자청 500 g",
            "short": "고흥 유자로 만든 유자청",
            "description": "고흥에서 딴 유자를 설탕에 재웠습니다. 색소와 보존료를 넣지 않았습니다.",
            "keywords": "유자청, 유자차, 과일청",
        },
        "en": {
            "title": "Yuzu marmalade in glass, 500 g",
            "short": "Made of yuzu from Goheung, no colouring",
            "description": "Yuzu picked in Goheung, kept in sugar. No colouring is in it.",
            "keywords": "yuzu marmalade, yuzu tea, citron",
        },
    },
    category=("yuzu tea", "citron-tea"),
    country="KR",
    price="4.80",
    lower_price="4.10",
)
TITLE = {tag: words["title"] for tag, words in YUZU.words.items()}


@pytest.fixture
def seller(inside):
    """A seller of the running house whose company check holds, without goods."""
    made = goods.make_seller(inside, "Goheung Yuzu", mail=new_address("yuzu"))
    with inside.app_context():
        goods.let_show(inside, goods.company_of(made))
    return made


def open_review(page):
    """Open the review that waits on the desk."""
    page.goto("/en/desk/reviews")
    page.locator("main a[href*='/desk/reviews/REV-']", has_text="500 g").first.click()


def decide(page, decision, reason=None):
    page.locator(f"[name=decision][value={decision}]").check()
    for box in page.locator("[name=reasons]:checked").all():
        box.uncheck()
    if reason:
        page.locator(f"[name=reasons][value={reason}]").check()
    page.locator("[data-desk-decision] button[type=submit]").first.click()
    expect(page.locator(".notice-good")).to_contain_text("Decided.")


def test_goods_are_written_revised_approved_and_found(new_page, inside, seller, record_property):
    page, operator = new_page(made=seller), new_page(made=goods.make_moderator(inside))
    page.goto(f"/en/c/{seller.company}/selling")
    page.locator(".nav a", has_text="Goods").click()
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="New listing"))
    write_from(hand, YUZU)
    submit(hand)
    record_property("a listing from a product sheet", hand.record())
    assert hand.clicks + hand.stops < MOST_ACTS
    open_review(operator)
    assert violations(operator) == []
    decide(operator, "revise", "picture_unclear")

    page.goto(f"/en/c/{seller.company}/selling")
    page.locator(".todo-urgent", has_text="Revise").get_by_role("link").click()
    expect(page.locator(".notice-warn").first).to_contain_text("A picture is too small")
    hand.open("texts")
    hand.write("text-short", "고흥 유자로 만든 진한 유자청")
    hand.leave()
    submit(hand)
    open_review(operator)
    decide(operator, "approve")

    visitor = new_page(lang="ar", width=390)
    visitor.goto("/ar/categories")
    visitor.locator("main a[href$='/categories/beverages']").first.click()
    visitor.locator("main a[href$='/categories/citron-tea']").first.click()
    visitor.get_by_role("link", name=TITLE["en"], exact=True).click()
    expect(visitor.locator("h1")).to_have_text(TITLE["en"])
    assert fits(visitor)
