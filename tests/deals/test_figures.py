"""What a seller's home says in figures, and what the goods of an inquiry come to."""

from datetime import timedelta

import pytest

from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.money import Money, UnitPrice
from marketplace.core.money.values import LARGEST
from marketplace.deals.enums import DealState
from marketplace.deals.queries.figures import MONTH, WEEK, month_of, received_by, weeks_of
from marketplace.deals.queries.summaries import amount_of
from tests.factories.companies import make_member, seller_facts
from tests.factories.deal_rows import a_buyer, a_deal, a_seller
from tests.factories.goods import company_of
from tests.support.browsing import browser_of

HOUR = timedelta(hours=1)
PRICE = UnitPrice(Money(250, "USD"))


@pytest.mark.usefixtures("context")
def test_a_month_counts_what_came_and_the_middle_of_the_times_to_an_answer():
    seller, buyer = a_seller(), a_buyer()
    now = clock.now()
    for took in (1, 3, 50):
        begun = now - MONTH / 3
        a_deal(seller, buyer, age=MONTH / 3, first_answer_at=begun + took * HOUR)
    a_deal(seller, buyer, age=HOUR)
    a_deal(seller, buyer, age=MONTH + HOUR)
    a_deal(seller, buyer, age=HOUR, opened_side=Side.SELLER)
    a_deal(seller, buyer, state=DealState.WAITING)
    received = received_by(seller, now - 2 * MONTH)
    this, before = (month_of(received, until) for until in (clock.now(), now - MONTH))
    assert (this.received, this.answered) == (4, 3)
    assert round(this.answer_took / HOUR) == 3
    assert (before.received, before.answer_took) == (1, None)


@pytest.mark.usefixtures("context")
def test_weeks_begin_on_monday_and_the_last_one_is_the_present():
    seller, buyer = a_seller(), a_buyer()
    a_deal(seller, buyer)
    a_deal(seller, buyer, age=WEEK)
    a_deal(seller, buyer, age=13 * WEEK)
    weeks = weeks_of(received_by(seller, clock.now() - 20 * WEEK), "UTC")
    assert [count for _monday, count in weeks] == [0] * 10 + [1, 1]
    assert {monday.weekday() for monday, _count in weeks} == {0}


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        ([(PRICE, 100), (UnitPrice(Money(1000, "USD"), 1000), 500)], Money(25_500, "USD")),
        ([], None),
        ([(PRICE, 100), (None, 100)], None),
        ([(PRICE, None)], None),
        ([(PRICE, 100), (UnitPrice(Money(1, "EUR")), 1)], None),
        ([(PRICE, LARGEST)], None),
    ],
)
def test_what_an_inquiry_comes_to_is_said_only_where_all_of_it_is_known(lines, amount):
    assert amount_of(lines) == amount


def test_deals_beyond_the_fifth_share_one_to_do(app):
    made = make_member(app, seller_facts())
    with app.app_context():
        seller, buyer = company_of(made), a_buyer()
        for _ in range(7):
            a_deal(seller, buyer, turn=Side.SELLER)
    page = browser_of(app, made.person).get(f"/en/c/{made.company}/selling").text
    assert "Answer 2\u00a0more deals" in page
    assert page.count("Answer the inquiry of Marlow &amp; Finch") == 5
