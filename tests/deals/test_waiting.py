"""What operators do about what waits, and what then becomes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.models import InquiryNote
from marketplace.deals.operations.waiting import (
    WordsToBuyer,
    answer_office,
    ask,
    close_not_valid,
    give_back,
    pass_on,
    take,
)
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.waiting import counts_of_waiting
from marketplace.verification.operations import ReasonsAndWords, lift
from marketplace.verification.queries.queue import Days, Group, Scope
from tests.factories.checks import approve_as_stated, decide, make_check, stop
from tests.factories.companies import join_company, make_colleague
from tests.factories.goods import actor_of, make_seller
from tests.factories.inquiries import LINKED, SAID, House, inquiry_of
from tests.factories.offices import make_headquarters, make_office, make_operator_at

ANSWER = WordsToBuyer(words="For our twelve shops.", language="en")


@pytest.fixture
def house(app):
    return House(app)


@pytest.fixture
def checked(house):
    house.let_stand(house.buyer)
    return house


def answer(house, deal, said=ANSWER, made=None):
    made = made or house.buyer
    with house.app.test_request_context():
        unit_of_work(
            answer_office,
            inquiry_of(deal),
            said,
            answerer=find_person(made.person),
            actor=actor_of(made),
        )


def test_what_was_looked_at_goes_to_the_seller(checked):
    deal = checked.send(LINKED)
    checked.decide(pass_on, deal)
    assert checked.states(deal) == ("open", "passed_on")


def test_approval_passes_on_what_waited_for_it_alone(house):
    plain, linked = house.send(), house.send(LINKED)
    house.check_buyer()
    assert house.states(plain) == ("open", "passed_on")
    assert house.states(linked) == ("waiting", "waiting")


def test_what_was_looked_at_before_the_check_goes_with_its_approval(house):
    deal = house.send(LINKED)
    house.decide(pass_on, deal)
    assert house.states(deal) == ("waiting", "waiting")
    house.check_buyer()
    assert house.states(deal) == ("open", "passed_on")


def test_a_check_that_ended_meanwhile_is_waited_for_again(house, app):
    deal = house.send(LINKED)
    check = house.check_buyer()
    stop(app, check, house.operator)
    house.decide(pass_on, deal)
    assert house.states(deal) == ("waiting", "waiting")
    decide(app, lift, check, house.operator, ReasonsAndWords())
    work_until_idle(app)
    assert house.states(deal) == ("open", "passed_on")


def test_who_is_asked_answers_and_the_office_has_the_turn_again(checked, app):
    deal = checked.send(LINKED)
    checked.decide(ask, deal, SAID)
    assert checked.states(deal) == ("waiting", "asked")
    with app.test_request_context():
        assert inquiry_of(deal).due_at is None
    answer(checked, deal)
    with app.test_request_context():
        row = inquiry_of(deal)
        assert (row.state.value, row.due_at is not None) == ("waiting", True)
        notes = [(note.step.value, note.words) for note in session.query(InquiryNote)]
    assert notes == [("asked", SAID.words), ("answered", ANSWER.words)]


def test_what_is_due_as_a_day_ends_is_counted_with_that_day(app, checked):
    deal, day = checked.send(LINKED), timedelta(days=1)
    with app.test_request_context():
        person, due = find_person(checked.operator.person), inquiry_of(deal).due_at
        seen = []
        for passed in (1, 0, -1, -2):
            days = Days(due + passed * day - timedelta(hours=9), due + passed * day, due)
            days = replace(days, tomorrow=days.today + day)
            counts = counts_of_waiting(Scope(None), person, days)
            seen += [group for group, number in counts.due.items() if number]
            assert seen[-1] is days.group(due)
    assert seen == list(Group)


def test_an_answer_needs_words_and_a_question(checked):
    deal = checked.send(LINKED)
    with pytest.raises(Conflict):
        answer(checked, deal)
    checked.decide(ask, deal, SAID)
    with pytest.raises(Refused) as refusal:
        answer(checked, deal, WordsToBuyer())
    assert refusal.value.field == "words"


def test_a_colleague_without_the_role_does_not_answer(checked, app):
    deal = checked.send(LINKED)
    checked.decide(ask, deal, SAID)
    viewer = make_colleague(app, checked.buyer.company, MemberRole.VIEWER)
    with pytest.raises(NotAllowed):
        answer(checked, deal, made=viewer)


def test_what_is_not_valid_never_reaches_the_seller(checked, app):
    deal = checked.send(LINKED)
    checked.decide(close_not_valid, deal, SAID)
    assert checked.states(deal) == ("closed", "not_valid")
    with app.test_request_context():
        row = find_deal(deal)
        assert (row.shown_at, row.close_reason.value) == (None, "not_valid")


@pytest.mark.parametrize("operation", [ask, close_not_valid])
def test_the_buyer_is_told_why(checked, operation):
    with pytest.raises(Refused) as refusal:
        checked.decide(operation, checked.send(LINKED), WordsToBuyer())
    assert refusal.value.field == "reasons"


def test_one_operator_at_a_time_has_it(checked, app):
    deal = checked.send(LINKED)
    other = make_operator_at(app, make_headquarters(app), OperatorRole.MODERATOR, name="Ana Rojas")
    checked.work(take, deal)
    with pytest.raises(Conflict):
        checked.decide(pass_on, deal, operator=other)
    checked.work(give_back, deal, operator=other)
    with pytest.raises(Conflict):
        checked.work(give_back, deal)
    checked.decide(pass_on, deal, operator=other)
    with pytest.raises(Conflict):
        checked.work(take, deal)


def test_an_office_looks_at_inquiries_of_its_own_countries(checked, app):
    deal = checked.send(LINKED)
    office = make_office(app, "Santiago", "CL")
    elsewhere = make_operator_at(app, office, OperatorRole.MODERATOR, name="Ana Rojas")
    with pytest.raises(NotAllowed) as refusal:
        checked.decide(pass_on, deal, operator=elsewhere)
    assert "Noura Anbari" in refusal.value.who_can


@pytest.mark.parametrize("side", ["buyer", "seller"])
def test_nobody_decides_about_their_own_company(checked, app, side):
    deal = checked.send(LINKED)
    join_company(app, checked.operator, company=getattr(checked, side).company)
    with pytest.raises(Refused):
        checked.decide(pass_on, deal)


def test_open_deals_freeze_with_a_suspension_and_go_on_with_its_end(house, app):
    check = house.check_buyer()
    deal = house.send()
    stop(app, check, house.operator)
    work_until_idle(app)
    assert house.states(deal)[0] == "frozen"
    decide(app, lift, check, house.operator, ReasonsAndWords())
    work_until_idle(app)
    with app.test_request_context():
        row = find_deal(deal)
        assert (row.state.value, row.turn.value) == ("open", "seller")


def test_a_deal_stays_frozen_while_the_other_side_does_not_stand(house, app):
    seller = make_seller(app, "Solhyang Lab")
    checks = [house.check_buyer(), _check(app, seller, house.operator)]
    deal = house.send(seller=seller)
    for check in checks:
        stop(app, check, house.operator)
        work_until_idle(app)
    decide(app, lift, checks[0], house.operator, ReasonsAndWords())
    work_until_idle(app)
    assert house.states(deal)[0] == "frozen"


def test_what_reaches_a_seller_who_was_suspended_meanwhile_is_frozen(house, app):
    seller = make_seller(app, "Solhyang Lab")
    check = _check(app, seller, house.operator)
    house.let_stand(house.buyer)
    deal = house.send(LINKED, seller=seller)
    stop(app, check, house.operator)
    work_until_idle(app)
    house.decide(pass_on, deal)
    assert house.states(deal) == ("frozen", "passed_on")


def test_more_than_a_batch_is_settled_by_itself(house, app, monkeypatch):
    monkeypatch.setattr("marketplace.deals.operations.settling.BATCH", 1)
    monkeypatch.setattr("marketplace.deals.listeners.checks.PAUSE", timedelta())
    deals = [house.send() for _ in range(3)]
    house.check_buyer()
    assert {house.states(deal) for deal in deals} == {("open", "passed_on")}


def _check(app, made, operator):
    check = approve_as_stated(app, make_check(app, made), operator)
    work_until_idle(app)
    return check
