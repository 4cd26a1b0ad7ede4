"""What its buyer takes back before the seller knows of it, and what ends with a company."""

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import close_company
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import AT_THE_SERVER, BY_ITSELF
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.operations import reopen
from marketplace.deals.operations.settling import settle_company
from marketplace.deals.operations.waiting import pass_on
from marketplace.deals.operations.withdrawing import withdraw
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.waiting import counts_of_waiting
from marketplace.notices.models import Letter
from marketplace.verification.queries.queue import Scope, days_in
from tests.factories.checks import stop
from tests.factories.companies import make_colleague
from tests.factories.goods import actor_of
from tests.factories.inquiries import LINKED, House, inquiry_of
from tests.factories.rooms import act, say
from tests.support.browsing import browser_of, hidden_fields


@pytest.fixture
def house(app):
    return House(app)


def take_back(house, deal, made=None):
    with house.app.test_request_context():
        unit_of_work(withdraw, inquiry_of(deal), actor=actor_of(made or house.buyer))


def test_what_is_withdrawn_is_gone_from_the_desk_and_stays_so(house, app):
    house.let_stand(house.buyer)
    deal = house.send(LINKED)
    for _click in range(2):
        take_back(house, deal)
    assert house.states(deal) == ("closed", "withdrawn")
    with app.test_request_context():
        operator = find_person(house.operator.person)
        assert counts_of_waiting(Scope(None), operator, days_in("UTC")).waiting == 0
        version = find_deal(deal).version
    with pytest.raises(Conflict):
        house.decide(pass_on, deal)
    with pytest.raises(Conflict, match="write a new one"):
        act(app, reopen, deal, house.buyer, seen_version=version)


def test_what_reached_the_seller_is_not_withdrawn_nor_by_a_colleague_who_only_reads(house, app):
    deal = house.send()
    viewer = make_colleague(app, house.buyer.company, MemberRole.VIEWER)
    with pytest.raises(NotAllowed):
        take_back(house, deal, viewer)
    house.check_buyer()
    with pytest.raises(Conflict, match="cannot be withdrawn any more"):
        take_back(house, deal)


def test_a_buyer_withdraws_from_the_page_of_the_inquiry(house, app):
    deal = house.send()
    with app.test_request_context():
        code = inquiry_of(deal).code
    browser = browser_of(app, house.buyer.person)
    address = f"/en/c/{house.buyer.company}/buying/inquiries/{code}"
    data = hidden_fields(browser.get(address).text)
    page = browser.post(f"{address}/withdraw", data=data, follow_redirects=True).text
    assert "This inquiry is withdrawn" in page
    assert "Withdraw this inquiry?" not in page


@pytest.mark.parametrize("who", ["buyer", "seller"])
def test_with_a_company_its_deals_freeze_and_what_waits_is_over(house, app, who):
    house.let_stand(house.buyer)
    opened, waits = house.send(), house.send(LINKED)
    with app.test_request_context():
        code = getattr(house, who).company
        unit_of_work(close_company, find_any_company(code), actor=AT_THE_SERVER)
    work_until_idle(app)
    assert gone_in_letters(app) == [1]
    told = house.buyer if who == "seller" else None
    browser = browser_of(app, house.buyer.person)
    with app.test_request_context():
        ended = session.scalars(select(Letter).where(Letter.message == "deal_closed")).all()
        assert [(one.person, one.parameters["closed_by"]) for one in ended] == (
            [(told.person, "gone")] if told else []
        )
    if told:
        page = browser.get(ended[0].parameters["target"], follow_redirects=True).text
        assert ("We did not pass your inquiry on" in page, "not here any more" in page) == (
            True,
            True,
        )
    assert house.states(opened) == ("frozen", "passed_on")
    assert house.states(waits) == ("closed", "withdrawn")
    with app.test_request_context():
        assert not unit_of_work(settle_company, find_any_company(code), actor=BY_ITSELF)


def gone_in_letters(app):
    """Return of letters about a deal that froze whether they say that it is for good."""
    with app.test_request_context():
        found = select(Letter.parameters).where(Letter.message == "deal_frozen").order_by(Letter.id)
        return [facts["is_gone"] for facts in session.scalars(found)]


def test_a_deal_that_was_frozen_already_says_that_its_company_is_closed_meanwhile(house, app):
    check = house.check_buyer()
    deal = house.send()
    stop(app, check, house.operator)
    work_until_idle(app)
    with app.test_request_context():
        buyer = find_any_company(house.buyer.company)
        unit_of_work(close_company, buyer, actor=AT_THE_SERVER)
    work_until_idle(app)
    assert gone_in_letters(app) == [0, 0, 1]
    browser = browser_of(app, house.seller.person)
    page = browser.get(f"/en/c/{house.seller.company}/selling/deals/{deal}").text
    assert page.count("is not here any more") == 2
    assert "Frozen: the company is not here any more" in browser.get(page_of(house)).text
    with pytest.raises(Conflict, match="is not here any more"):
        say(app, deal, house.seller)


def page_of(house):
    return f"/en/c/{house.seller.company}/selling/deals"
