"""The deals of a company as a list: ours first, what a search finds, what a seller does not see."""

from datetime import timedelta

import pytest

from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.money import Money
from marketplace.deals.enums import CloseReason, DealState, InquiryState
from marketplace.deals.queries.lines import Turn, lines_of
from marketplace.deals.queries.lists import (
    DealCounts,
    DealFilter,
    count_ours,
    counts_of_deals,
    page_of_deals,
)
from tests.factories.deal_rows import a_buyer, a_deal, a_seller, goods
from tests.factories.rows import add_person

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("context")


def closed(**facts):
    now = clock.now()
    given = {"state": DealState.CLOSED, "closed_at": now, "close_reason": CloseReason.PRICE}
    return given | {"shown_at": now} | facts


def every_page(company, **wishes):
    """Return the public ids of a list, read page by page, two at a time."""
    found, cursor = [], None
    while True:
        page = page_of_deals(company, cursor=cursor, size=2, **wishes)
        found += [deal.code for deal in page.rows]
        cursor = page.older
        if cursor is None:
            return found


def of_every_kind(seller, buyer):
    """Store deals between two; return their public ids in the order of the seller's list."""
    late = a_deal(seller, buyer, turn=Side.SELLER, due=-DAY)
    soon = a_deal(seller, buyer, turn=Side.SELLER, due=DAY)
    theirs = a_deal(seller, buyer, turn=Side.BUYER, due=DAY)
    later = a_deal(seller, buyer, turn=Side.BUYER, due=3 * DAY)
    new = a_deal(seller, buyer, age=DAY)
    frozen = a_deal(seller, buyer, state=DealState.FROZEN, age=2 * DAY)
    return [deal.code for deal in (late, soon, theirs, later, new, frozen)]


def test_ours_stand_first_then_theirs_each_by_when_they_are_due_then_the_newest():
    seller, buyer = a_seller(), a_buyer()
    wanted = of_every_kind(seller, buyer)
    a_deal(seller, buyer, **closed())
    a_deal(a_seller(), buyer, turn=Side.SELLER)
    assert every_page(seller) == wanted


def test_the_buyer_reads_the_same_deals_the_other_way_round():
    seller, buyer = a_seller(), a_buyer()
    ours = a_deal(seller, buyer, turn=Side.BUYER)
    theirs = a_deal(seller, buyer, turn=Side.SELLER)
    assert every_page(buyer) == [ours.code, theirs.code]
    assert every_page(buyer, shown=DealFilter.OURS) == [ours.code]
    assert every_page(buyer, shown=DealFilter.THEIRS) == [theirs.code]


def test_what_the_house_asked_a_buyer_is_the_buyers_turn_and_what_waits_is_the_offices():
    seller, buyer = a_seller(), a_buyer()
    waits = a_deal(seller, buyer, state=DealState.WAITING)
    asked = a_deal(
        seller, buyer, state=DealState.WAITING, age=DAY, inquiry={"state": InquiryState.ASKED}
    )
    page = page_of_deals(buyer)
    assert [deal.code for deal in page.rows] == [asked.code, waits.code]
    lines = lines_of(page.rows, Side.BUYER, add_person())
    assert [line.turn for line in lines] == [Turn.OURS, Turn.OFFICE]
    assert every_page(buyer, shown=DealFilter.OFFICE) == [waits.code]
    assert counts_of_deals(buyer) == DealCounts(ours=1, theirs=0, quiet=1, office=1, closed=0)


def test_nothing_that_waits_is_on_a_sellers_list_in_its_counts_or_found_there():
    seller, buyer = a_seller(), a_buyer()
    waits = a_deal(seller, buyer, ask=[goods(seller)], state=DealState.WAITING)
    dropped = closed(shown_at=None, close_reason=CloseReason.NOT_VALID)
    a_deal(seller, buyer, inquiry={"state": InquiryState.WAITING, "waits_check": True}, **dropped)
    for shown in (None, *DealFilter):
        assert every_page(seller, shown=shown) == []
    for words in ("marlow", "centella", waits.code, waits.code.replace("DEA", "INQ")):
        assert every_page(seller, words=words) == []
    assert counts_of_deals(seller) == DealCounts(0, 0, 0, 0, 0)
    assert count_ours(seller) == 0


def test_deals_are_found_by_goods_company_and_numbers():
    seller = a_seller()
    serum = goods(seller, seller_code="HB-30")
    mask = goods(seller, {"en": "Sheet mask", "es": "Mascarilla de hoja"})
    one = a_deal(seller, a_buyer("Comercial Andes"), ask=[serum])
    two = a_deal(seller, a_buyer("Ōsaka Trading", trade_name="Kirei"), ask=[mask], **closed())
    found = {
        "CENTELLA": [one.code],
        "센텔라 serum": [],
        "센텔라": [one.code],
        "hb-30": [one.code],
        "mascarilla": [two.code],
        "kirei": [two.code],
        "andes comercial": [one.code],
        one.code.lower(): [one.code],
        two.code.replace("DEA", "INQ").replace("-", ""): [two.code],
        "nothing of it": [],
    }
    assert {words: every_page(seller, words=words) for words in found} == found
    assert every_page(seller, words="kirei", shown=DealFilter.OURS) == []


def test_a_buyer_finds_only_goods_that_it_asked_for():
    seller, buyer = a_seller(), a_buyer()
    serum = goods(seller)
    own = a_deal(seller, buyer, ask=[serum])
    a_deal(seller, a_buyer("Somebody Else"), ask=[serum])
    assert every_page(buyer, words="serum") == [own.code]


def test_a_cursor_of_nobodys_shows_the_first_page():
    seller, buyer = a_seller(), a_buyer()
    deal = a_deal(seller, buyer)
    for cursor in ("", "?", "OTkgbm93IERFQQ==", "MSBub3cgREVB"):
        assert [one.code for one in page_of_deals(seller, cursor=cursor).rows] == [deal.code]


def test_a_line_says_goods_amount_stage_and_turn():
    seller, buyer = a_seller(), a_buyer()
    deal = a_deal(seller, buyer, ask=[goods(seller), goods(seller)], turn=Side.SELLER, due=-DAY)
    [line] = lines_of([deal], Side.SELLER, add_person())
    assert line.summary.first.title == "Centella calming serum"
    assert line.summary.more == 1
    assert line.summary.amount == Money(210_000, "USD")
    assert (line.turn, line.is_late, line.is_new) == (Turn.TODAY, True, True)
    assert line.stage == "Inquiry, no answer yet"
    assert line.other.id == buyer.id
    assert line.zone == "Asia/Seoul"
