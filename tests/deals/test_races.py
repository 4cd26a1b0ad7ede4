"""Two at once about one inquiry or deal: one acts, the other one sees it."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.queries import find_any_company
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.models import Deal
from marketplace.deals.operations.drafts import InquiryFacts, change_draft, start_draft
from marketplace.deals.operations.sending import send
from marketplace.deals.operations.waiting import close_not_valid, pass_on, take
from marketplace.deals.queries.inquiries import find_inquiry
from tests.factories.checks import approve_as_stated, make_check, stop
from tests.factories.goods import actor_of, company_of
from tests.factories.inquiries import LINKED, SAID, House
from tests.factories.offices import make_headquarters, make_operator_at
from tests.factories.rooms import say
from tests.support.together import run_together

pytestmark = pytest.mark.database


@pytest.fixture
def house(app):
    return House(app)


@pytest.fixture
def colleague(app, house):
    made = make_operator_at(app, make_headquarters(app), OperatorRole.MODERATOR, name="Ana Rojas")
    assert house.operator.person != made.person
    return made


def begun(house, message="Hello"):
    with house.app.test_request_context():
        person = find_person(house.buyer.person)
        draft = unit_of_work(start_draft, company_of(house.seller), person)
        facts = InquiryFacts(message)
        unit_of_work(change_draft, draft, facts, holder=person, seen_version=draft.version)
        return draft.code


def send_it(house, draft, key):
    with house.app.test_request_context():
        return unit_of_work(
            send,
            find_inquiry(draft),
            buyer=find_any_company(house.buyer.company),
            sender=find_person(house.buyer.person),
            once_key=key,
            actor=actor_of(house.buyer),
        )


def deals_of(house):
    with house.app.app_context():
        return [deal.code for deal in session.query(Deal)]


def test_a_double_click_sends_one_inquiry(app, house):
    draft, key = begun(house), new_once_key()
    answers = run_together(app, *[lambda: send_it(house, draft, key)] * 2)
    assert set(answers) == set(deals_of(house))
    assert len(deals_of(house)) == 1


def test_two_windows_send_one_inquiry(app, house):
    draft = begun(house)
    answers = run_together(app, *[lambda: send_it(house, draft, new_once_key())] * 2)
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert len(deals_of(house)) == 1


def test_a_browser_that_begins_twice_at_once_has_one_draft(app, house):
    def begin():
        with app.test_request_context():
            return unit_of_work(lambda: start_draft(company_of(house.seller), "t" * 43).code)

    answers = run_together(app, begin, begin)
    assert len(set(answers)) == 1
    assert answers[0].startswith("INQ")


def test_of_two_operators_who_decide_at_once_one_does(app, house, colleague):
    house.let_stand(house.buyer)
    deal = house.send(LINKED)
    answers = run_together(
        app,
        lambda: house.decide(pass_on, deal),
        lambda: house.decide(close_not_valid, deal, SAID, operator=colleague),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert house.states(deal) in {("open", "passed_on"), ("closed", "not_valid")}


def test_of_two_operators_who_take_it_at_once_one_has_it(app, house, colleague):
    deal = house.send(LINKED)
    answers = run_together(
        app,
        lambda: house.work(take, deal),
        lambda: house.work(take, deal, operator=colleague),
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1


def test_what_is_sent_while_the_buyer_is_approved_is_passed_on(app, house):
    draft, check = begun(house), make_check(app, house.buyer)
    run_together(
        app,
        lambda: send_it(house, draft, new_once_key()),
        lambda: approve_as_stated(app, check, house.operator),
    )
    work_until_idle(app)
    [deal] = deals_of(house)
    assert house.states(deal) == ("open", "passed_on")


def test_a_buyer_suspended_in_mid_deal_writes_no_more(app, house):
    check = house.check_buyer()
    deal = house.send()
    answers = run_together(
        app,
        lambda: stop(app, check, house.operator),
        lambda: say(app, deal, house.seller, "We have 30 ml and 50 ml."),
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    work_until_idle(app)
    assert house.states(deal)[0] == "frozen"
    [answer] = run_together(app, lambda: say(app, deal, house.buyer, "30 ml, please."))
    assert isinstance(answer, Exception)


def test_what_is_passed_on_while_the_buyer_is_suspended_does_not_stay_open(app, house):
    check = house.check_buyer()
    deal = house.send(LINKED)
    run_together(
        app,
        lambda: stop(app, check, house.operator),
        lambda: house.decide(pass_on, deal),
    )
    work_until_idle(app)
    assert house.states(deal) in {("frozen", "passed_on"), ("waiting", "waiting")}
