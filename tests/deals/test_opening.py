"""A seller who writes first: to whom, when, and how often."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing
from marketplace.companies.enums import Side
from marketplace.companies.operations import let_sellers_write
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.deals.enums import CloseReason, EntryKind
from marketplace.deals.models import DealEntry
from marketplace.deals.operations import MessageFacts, close, open_deal, reopen
from marketplace.deals.queries import find_deal, goods_offer
from marketplace.verification.models import CompanyCheck
from tests.factories.deal_rows import a_seller, goods
from tests.factories.goods import actor_of
from tests.factories.rooms import act, open_from_seller, say, shown_goods
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(strangers):
    return strangers


def knock(app, sides, named=None):
    with app.test_request_context():
        seller = find_any_company(sides.seller.company)
        return unit_of_work(
            open_deal,
            seller,
            find_any_company(sides.buyer.company),
            MessageFacts("We have a new serum."),
            [shown_goods(seller)] if named is None else named,
            once_key=new_once_key(),
            actor=actor_of(sides.seller),
        )


def version_of(app, deal):
    with app.test_request_context():
        return find_deal(deal).version


def end_check(app, company):
    def end():
        owner = find_any_company(company)
        row = session.scalar(select(CompanyCheck).where(CompanyCheck.company_id == owner.id))
        row.until = clock.now() - timedelta(seconds=1)

    with app.test_request_context():
        unit_of_work(end)


def test_a_seller_writes_first_only_to_a_checked_buyer_who_allows_it_and_once(app, sides):
    with pytest.raises(Refused, match="cannot write to this buyer first"):
        knock(app, sides)
    code = open_from_seller(app, sides)
    with app.test_request_context():
        deal = find_deal(code)
        assert deal.turn is Side.BUYER
        kinds = select(DealEntry.kind).where(DealEntry.deal_id == deal.id).order_by(DealEntry.id)
        assert list(session.scalars(kinds)) == [EntryKind.OPENED, EntryKind.MESSAGE]
    with pytest.raises(Conflict, match="open deal with this buyer already"):
        knock(app, sides)
    for made, way in ((sides.seller, "selling"), (sides.buyer, "buying")):
        page = browser_of(app, made.person).get(f"/en/c/{made.company}/{way}/deals/{code}").text
        assert page.count("Centella calming serum") > 1
    end_check(app, sides.buyer.company)
    with pytest.raises(Refused, match="cannot write to this buyer first"):
        knock(app, sides)


def test_goods_out_of_view_keep_their_name_in_a_deal_and_lead_nowhere(app, sides):
    code = open_from_seller(app, sides)
    browser = browser_of(app, sides.buyer.person)
    for is_shown in (True, False):
        page = browser.get(f"/en/c/{sides.buyer.company}/buying/deals/{code}").text
        assert ("Centella calming serum" in page, "/en/listings/LST-" in page) == (True, is_shown)
        with app.test_request_context():
            unit_of_work(hide_all)


def hide_all():
    session.execute(update(Listing).values(state=ListingState.HIDDEN))


def test_a_seller_writes_first_about_goods_of_its_own(app, sides):
    with app.test_request_context():
        company = find_any_company(sides.buyer.company)
        unit_of_work(let_sellers_write, company, allowed=True, actor=actor_of(sides.buyer))
        strange = shown_goods(a_seller())
    for named in ([], [strange]):
        with pytest.raises(Refused, match="of your goods that are shown"):
            knock(app, sides, named)


def test_a_seller_whose_check_is_over_writes_to_nobody(app, sides):
    end_check(app, sides.seller.company)
    with pytest.raises(Refused, match="once your company is checked"):
        knock(app, sides)


def test_the_buyers_answer_is_the_first_where_the_seller_began(app, sides):
    code = open_from_seller(app, sides)
    with app.test_request_context():
        assert find_deal(code).first_answer_at is None
    say(app, code, sides.buyer)
    with app.test_request_context():
        assert find_deal(code).first_answer_at is not None


def test_all_goods_are_found_and_nothing_typed_or_ticked_is_lost(app, sides, monkeypatch):
    monkeypatch.setattr(goods_offer, "OFFERED", 2)
    with app.test_request_context():
        company, seller = (find_any_company(made.company) for made in (sides.buyer, sides.seller))
        unit_of_work(let_sellers_write, company, allowed=True, actor=actor_of(sides.buyer))
        for number in range(4):
            goods(seller, {"en": f"Aqua cream {number}"}, seller_code=f"CR-{number}")
        oldest = goods(
            seller, {"en": "Rice toner", "ko": "쌀 토너"}, seller_code="TN-1"
        ).listing.code
    browser = browser_of(app, sides.seller.person)
    where = f"/en/c/{sides.seller.company}/selling/buyers/{sides.buyer.company}"
    page = browser.get(where).text
    typed = {"words": "We have something.", "language": "en", "phrase": "ask_shelf_life"}

    def look(**fields):
        return browser.post(where, data=hidden_fields(page) | typed | fields).text

    found = look(look="first", q="cr-2")
    [cream] = re.findall(r'name="goods" type="checkbox" value="([^"]+)"', found)
    assert ("Aqua cream" in found, "We have something.</textarea>" in found) == (
        True,
        True,
    )
    found = look(look="first", q="RICE ton", goods=[cream])
    assert re.findall(r'<input checked [^>]*value="(LST[^"]+)"', found) == [cream]
    assert ("Rice toner" in found, 'value="ask_shelf_life" checked' in found) == (True, True)
    answer = browser.post(where, data=hidden_fields(page) | typed | {"goods": [cream, oldest]})
    assert answer.location.startswith(f"/en/c/{sides.seller.company}/selling/deals/DEA-")


def test_goods_to_write_about_are_paged_and_odd_words_and_marks_find_nothing(
    app, sides, monkeypatch
):
    monkeypatch.setattr(goods_offer, "OFFERED", 2)
    with app.test_request_context():
        seller = find_any_company(sides.seller.company)
        codes = {goods(seller).listing.code for _number in range(3)}
        first = goods_offer.goods_to_offer(seller)
        second = goods_offer.goods_to_offer(seller, cursor=first.older)
        assert {code for code, _title in (*first.found, *second.found)} == codes
        for odd in ("\x00", "x" * 10_000, "%_"):
            found = goods_offer.goods_to_offer(seller, words=f"%{odd}", cursor=odd, ticked=[odd])
            assert found.choices == []


def test_an_unanswered_letter_is_not_reopened_by_its_seller_against_the_buyers_wish(app, sides):
    deal = open_from_seller(app, sides)
    act(app, close, deal, sides.buyer, CloseReason.PRICE, seen_version=version_of(app, deal))
    with app.test_request_context():
        buyer = find_any_company(sides.buyer.company)
        unit_of_work(let_sellers_write, buyer, allowed=False, actor=actor_of(sides.buyer))
    with pytest.raises(Refused, match="cannot write to this buyer first"):
        act(app, reopen, deal, sides.seller, seen_version=version_of(app, deal))
    act(app, reopen, deal, sides.buyer, seen_version=version_of(app, deal))
