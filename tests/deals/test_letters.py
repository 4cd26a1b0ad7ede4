"""Who is told what happened in a deal, in which words; nothing of what waits to a seller."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.core import clock
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.deals.enums import CloseReason, ReportReason
from marketplace.deals.listeners.turns import (
    tell_that_a_turn_ends_soon,
    tell_that_a_turn_is_over,
)
from marketplace.deals.operations import PhraseFacts, assign, close, reopen, report
from marketplace.deals.operations.drafts import InquiryFacts
from marketplace.deals.operations.waiting import (
    WordsToBuyer,
    answer_office,
    ask,
    close_not_valid,
    pass_on,
)
from marketplace.deals.queries import find_deal
from marketplace.notices.models import Letter, Notice
from tests.factories.checks import make_check, stop, turn_down
from tests.factories.companies import make_colleague
from tests.factories.goods import actor_of
from tests.factories.inquiries import LINKED, PLAIN, SAID, House, inquiry_of
from tests.factories.rooms import PAPER, act, open_from_seller, say

DAY = timedelta(days=1)


@pytest.fixture
def house(app):
    return House(app)


@pytest.fixture
def deal(house):
    """A deal whose inquiry has reached its seller; nobody has been told anything yet."""
    house.let_stand(house.buyer)
    code = house.send()
    work_until_idle(house.app)
    forget(house)
    return code


def forget(house):
    def delete_all():
        for row in [*session.scalars(select(Letter)), *session.scalars(select(Notice))]:
            session.delete(row)

    with house.app.test_request_context():
        unit_of_work(delete_all)


def told(house, made=None):
    """Let the worker do what is due; return the messages told, of one person if given."""
    work_until_idle(house.app)
    with house.app.test_request_context():
        found = select(Notice.message, Notice.person).order_by(Notice.id)
        rows = session.execute(found).all()
    return [message for message, person in rows if made is None or person == made.person]


def letters(house, message):
    with house.app.test_request_context():
        return list(session.scalars(select(Letter).where(Letter.message == message)))


@pytest.mark.parametrize(("facts", "what"), [(PLAIN, "check"), (LINKED, "check_and_look")])
def test_a_buyer_is_told_what_its_inquiry_waits_for_and_the_seller_nothing(house, facts, what):
    deal = house.send(facts)
    assert told(house, house.buyer)[-1] == "inquiry_waits"
    assert told(house, house.seller) == []
    [letter] = letters(house, "inquiry_waits")
    assert letter.thread == deal
    assert letter.parameters["waits_for"] == what
    assert "/buying/inquiries/INQ-" in letter.parameters["target"]


def test_no_day_is_promised_to_a_buyer_who_was_refused(house):
    turn_down(house.app, make_check(house.app, house.buyer), house.operator)
    house.send(PLAIN)
    work_until_idle(house.app)
    [letter] = letters(house, "inquiry_waits")
    assert letter.parameters["waits_for"] == "new_check"


def test_the_office_reads_on_its_pages_what_is_to_be_looked_at(house):
    house.let_stand(house.buyer)
    house.send(LINKED)
    assert told(house, house.operator) == ["inquiry_to_look_at"]
    assert letters(house, "inquiry_to_look_at") == []
    assert told(house, house.seller) == []


@pytest.mark.parametrize(
    ("decision", "message"), [(ask, "inquiry_asked"), (close_not_valid, "inquiry_not_valid")]
)
def test_a_buyer_reads_why_and_the_seller_nothing(house, decision, message):
    house.let_stand(house.buyer)
    deal = house.send(LINKED)
    house.decide(decision, deal, SAID)
    assert told(house, house.buyer)[-1] == message
    assert told(house, house.seller) == []
    [letter] = letters(house, message)
    assert letter.parameters["reasons"] == "purpose_unclear"
    assert letter.parameters["words"] == "What do you need it for?"


def test_both_are_told_when_an_inquiry_is_passed_on(house):
    house.let_stand(house.buyer)
    facts = InquiryFacts(message="Busco un suero sin perfume.", language="es", country="CL")
    deal = house.send(facts)
    assert told(house, house.seller) == ["inquiry_received"]
    assert told(house, house.buyer)[-1] == "inquiry_passed_on"
    [letter] = letters(house, "inquiry_received")
    assert letter.thread == deal
    assert letter.parameters["about"] == "to Chile"
    assert letter.parameters["words"] == "Busco un suero sin perfume."
    assert letter.parameters["words_language"] == "es"
    assert letter.parameters["target"].endswith(f"/selling/deals/{deal}")
    zones = {one.parameters["due_zone"] for one in letters(house, "inquiry_passed_on")}
    assert zones == {letter.parameters["due_zone"]} == {"Asia/Seoul"}


def test_what_made_an_inquiry_wait_is_not_repeated_in_a_mail(house):
    house.let_stand(house.buyer)
    house.decide(pass_on, house.send(LINKED))
    told(house)
    [letter] = letters(house, "inquiry_received")
    assert letter.parameters["words"] == ""


def test_the_other_side_gets_a_message_with_its_sentences_in_the_readers_language(house, deal):
    phrase = PhraseFacts("ask_shelf_life")
    say(house.app, deal, house.seller, "Gracias.", language="es", phrases=(phrase,), files=(PAPER,))
    assert told(house, house.buyer) == ["deal_message"]
    assert told(house, house.seller) == []
    [letter] = letters(house, "deal_message")
    facts = letter.parameters
    assert (facts["is_first"], facts["files"], facts["is_warned"]) == (1, 1, 0)
    assert facts["words"] == "Gracias."
    assert "{" not in facts["sentences"]
    assert facts["sentences"]


def test_a_message_with_a_warning_is_not_repeated_in_a_mail(house, deal):
    say(house.app, deal, house.seller, "Please pay by Western Union.")
    told(house)
    [letter] = letters(house, "deal_message")
    assert (letter.parameters["is_warned"], letter.parameters["words"]) == (1, "")


def test_whoever_is_in_charge_is_told_instead_of_all(house, deal):
    colleague = make_colleague(house.app, house.seller.company, MemberRole.TRADE)
    say(house.app, deal, house.buyer, "One thing more.")
    assert set(people(house)) == {house.seller.person, colleague.person}
    forget(house)
    with house.app.test_request_context():
        person = find_person(colleague.person)
    act(house.app, assign, deal, house.seller, person)
    say(house.app, deal, house.buyer, "And another one.")
    assert people(house) == [colleague.person]


def test_a_colleague_who_is_put_in_charge_is_told_and_whoever_takes_it_is_not(house, deal):
    colleague = make_colleague(house.app, house.seller.company, MemberRole.TRADE)
    with house.app.test_request_context():
        person, self_made = find_person(colleague.person), find_person(house.seller.person)
    act(house.app, assign, deal, house.seller, self_made)
    assert told(house, house.seller) == []
    act(house.app, assign, deal, house.seller, person)
    assert told(house, colleague) == ["deal_assigned"]
    assert told(house, house.buyer) == []


def test_the_office_reads_that_the_buyer_has_answered_it(house):
    house.let_stand(house.buyer)
    deal = house.send(LINKED)
    house.decide(ask, deal, SAID)
    with house.app.test_request_context():
        unit_of_work(
            answer_office,
            inquiry_of(deal),
            WordsToBuyer(words="For our shops."),
            answerer=find_person(house.buyer.person),
            actor=actor_of(house.buyer),
        )
    assert told(house, house.operator) == ["inquiry_to_look_at", "inquiry_answered"]


def people(house):
    """Return whom a message was told."""
    work_until_idle(house.app)
    with house.app.test_request_context():
        found = select(Notice.person).where(Notice.message == "deal_message")
        return list(session.scalars(found.order_by(Notice.id)))


def test_a_seller_who_writes_first_is_told_to_the_buyer(house):
    house.let_stand(house.buyer)
    open_from_seller(house.app, house)
    assert told(house, house.buyer)[-1] == "deal_opened"
    [letter] = letters(house, "deal_opened")
    assert letter.parameters["words"] == "We have a new serum."


def test_the_other_side_is_told_of_the_end_and_of_a_new_beginning(house, deal):
    version = version_of(house, deal)
    act(house.app, close, deal, house.buyer, CloseReason.PRICE, seen_version=version)
    assert told(house, house.seller) == ["deal_closed"]
    act(house.app, reopen, deal, house.buyer, seen_version=version_of(house, deal))
    assert told(house, house.seller) == ["deal_closed", "deal_reopened"]
    assert told(house, house.buyer) == []


def version_of(house, deal):
    with house.app.test_request_context():
        return find_deal(deal).version


def test_both_are_told_when_a_check_is_suspended_and_the_deal_freezes(app):
    house = House(app)
    check = house.check_buyer()
    house.send()
    waits = house.send(LINKED)
    work_until_idle(app)
    forget(house)
    stop(app, check, house.operator)
    assert "deal_frozen" in told(house, house.buyer)
    assert told(house, house.seller) == ["deal_frozen"]
    assert {letter.thread for letter in letters(house, "deal_frozen")}.isdisjoint({waits})


def test_of_several_deals_that_freeze_together_each_person_is_told_once(app):
    house = House(app)
    check = house.check_buyer()
    house.send()
    house.send()
    work_until_idle(app)
    forget(house)
    stop(app, check, house.operator)
    assert told(house, house.seller) == ["deals_frozen"]
    assert [letter.parameters["count"] for letter in letters(house, "deals_frozen")] == [2, 2]


def test_whoever_has_the_turn_is_reminded_before_it_ends_and_once_it_is_over(house, deal):
    with house.app.test_request_context():
        until = find_deal(deal).turn_until
    for at, remind in (
        (until - DAY, tell_that_a_turn_ends_soon),
        (until, tell_that_a_turn_is_over),
    ):
        with house.app.test_request_context(), clock.moved_to(at + timedelta(minutes=1)):
            unit_of_work(remind, deal)
            unit_of_work(old_one_of(remind), deal)
    assert told(house, house.seller) == ["turn_ends_soon", "turn_over"]
    assert told(house, house.buyer) == []


def old_one_of(remind):
    """Return the other reminder, whose turn is not the one that stands now."""
    both = (tell_that_a_turn_ends_soon, tell_that_a_turn_is_over)
    return both[both[0] is remind]


def test_a_report_is_told_to_the_office_alone(house, deal):
    key = new_once_key()
    act(house.app, report, deal, house.seller, ReportReason.SPAM, once_key=key)
    assert told(house, house.operator) == ["deal_reported"]
    assert told(house, house.buyer) == []
