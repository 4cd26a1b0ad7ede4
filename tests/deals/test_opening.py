"""A seller who writes first: to whom, when, and how often."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.companies.enums import Side
from marketplace.companies.operations import let_sellers_write
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.deals.enums import EntryKind
from marketplace.deals.models import DealEntry
from marketplace.deals.operations import MessageFacts, open_deal
from marketplace.deals.queries import find_deal
from marketplace.verification.models import CompanyCheck
from tests.factories.deal_rows import a_seller
from tests.factories.goods import actor_of
from tests.factories.rooms import open_from_seller, say, shown_goods
from tests.support.browsing import browser_of


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(strangers):
    return strangers


def knock(app, sides, goods=None):
    with app.test_request_context():
        seller = find_any_company(sides.seller.company)
        return unit_of_work(
            open_deal,
            seller,
            find_any_company(sides.buyer.company),
            MessageFacts("We have a new serum."),
            [shown_goods(seller)] if goods is None else goods,
            once_key=new_once_key(),
            actor=actor_of(sides.seller),
        )


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


def test_a_seller_writes_first_about_goods_of_its_own(app, sides):
    with app.test_request_context():
        company = find_any_company(sides.buyer.company)
        unit_of_work(let_sellers_write, company, allowed=True, actor=actor_of(sides.buyer))
        strange = shown_goods(a_seller())
    for goods in ([], [strange]):
        with pytest.raises(Refused, match="of your goods that are shown"):
            knock(app, sides, goods)


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
