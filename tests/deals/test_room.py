"""What the two sides do in a deal's room, and whose turn it is then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole, Side
from marketplace.companies.operations import begin_acting
from marketplace.companies.queries import due_for, find_any_company
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, NotFound, Refused
from marketplace.core.work.models import Delivery, EventRow
from marketplace.deals.enums import CloseReason, DealState, EntryKind, ReportReason
from marketplace.deals.models import ColleagueNote, DealEntry, DealFile, DealMessage, DealReport
from marketplace.deals.operations import (
    MessageFacts,
    PhraseFacts,
    assign,
    close,
    no_answer_needed,
    note_for_colleagues,
    reopen,
    report,
    write,
)
from marketplace.deals.queries import deal_for, find_deal
from marketplace.deals.queries.messages import newest_message
from marketplace.deals.queries.room import people_of
from marketplace.deals.transitions import TURN_OVER_TIMER
from marketplace.verification.models import CompanyCheck
from tests.factories.companies import make_member
from tests.factories.goods import actor_of
from tests.factories.rooms import (
    PAPER,
    act,
    say,
    send_inquiry,
)


@pytest.fixture
def database_url(in_talk):
    return in_talk


@pytest.fixture
def sides(talk):
    return talk.sides


@pytest.fixture
def deal(talk):
    return talk.deal


@pytest.fixture
def colleague(app, sides):
    return sides.colleague_of(app, sides.seller)


def turn_of(app, deal):
    with app.test_request_context():
        return find_deal(deal).turn


def version_of(app, deal):
    with app.test_request_context():
        return find_deal(deal).version


def kinds_of(app, deal):
    with app.test_request_context():
        found = select(DealEntry.kind).join(DealEntry.by, isouter=True).order_by(DealEntry.id)
        return list(session.scalars(found.where(DealEntry.deal_id == find_deal(deal).id)))


def end_check(app, company):
    def end():
        owner = find_any_company(company)
        row = session.scalar(select(CompanyCheck).where(CompanyCheck.company_id == owner.id))
        row.until = clock.now() - timedelta(seconds=1)

    with app.test_request_context():
        unit_of_work(end)


def test_a_message_gives_the_turn_to_the_other_side_for_so_many_of_its_working_days(
    app, sides, deal
):
    say(app, deal, sides.seller)
    with app.test_request_context():
        row = find_deal(deal)
        assert row.turn is Side.BUYER
        assert row.turn_until == due_for(row.buyer, 5, row.last_at)
        assert row.last_side is Side.SELLER


def test_who_writes_again_does_not_give_the_other_side_more_time(app, sides, deal):
    say(app, deal, sides.seller)
    with app.test_request_context():
        until = find_deal(deal).turn_until
    say(app, deal, sides.seller, "One thing more.")
    with app.test_request_context():
        assert find_deal(deal).turn_until == until


def test_a_turn_has_one_timer_that_moves_with_it(app, sides, deal):
    say(app, deal, sides.seller)
    say(app, deal, sides.buyer)
    with app.test_request_context():
        timers = select(Delivery.due_at).where(
            Delivery.listener == TURN_OVER_TIMER, Delivery.subject == deal
        )
        assert list(session.scalars(timers)) == [find_deal(deal).turn_until]


def test_the_first_answer_is_the_first_message_of_who_did_not_begin(app, sides, deal):
    say(app, deal, sides.buyer, "One thing more.")
    with app.test_request_context():
        assert find_deal(deal).first_answer_at is None
    say(app, deal, sides.seller)
    with app.test_request_context():
        row = find_deal(deal)
        assert row.first_answer_at == newest_message(row, Side.SELLER).at


def test_a_message_is_told_once_with_its_event_and_its_history(app, sides, deal):
    message = say(app, deal, sides.seller)
    with app.test_request_context():
        sent = select(EventRow.facts).where(EventRow.name == "deals.message_sent")
        assert list(session.scalars(sent)) == [{"message": message, "deal": deal}]
        tag = select(AuditEntry.facts).where(AuditEntry.tag == "deal:message:sent")
        assert list(session.scalars(tag)) == [{"message": message, "files": 0}]


def test_a_form_sent_twice_is_one_message(app, sides, deal):
    key = new_once_key()
    first, second = (say(app, deal, sides.seller, once_key=key) for _ in range(2))
    assert first == second
    assert kinds_of(app, deal).count(EntryKind.MESSAGE) == 1


def test_another_file_sent_from_the_same_page_is_another_message(app, sides, deal):
    key, other = new_once_key(), replace(PAPER, kept=replace(PAPER.kept, key="1" * 64))
    for paper in (PAPER, other, PAPER):
        say(app, deal, sides.seller, "", once_key=key, files=[paper])
    with app.test_request_context():
        assert {file.file for file in session.scalars(select(DealFile))} == {"0" * 64, "1" * 64}
    assert kinds_of(app, deal).count(EntryKind.FILES) == 2


def test_the_second_of_two_colleagues_reads_who_answered_and_sends_it_again(
    app, sides, deal, colleague
):
    say(app, deal, sides.seller, "We have it.", seen="")
    with pytest.raises(Conflict, match="Kim Haneul has answered meanwhile"):
        say(app, deal, colleague, "We have it!", seen="")
    with app.test_request_context():
        seen = newest_message(find_deal(deal), Side.SELLER).code
    say(app, deal, colleague, "And in blue.", seen=seen)


def test_what_the_other_side_wrote_meanwhile_stops_nobody(app, sides, deal):
    say(app, deal, sides.buyer, "Still there?")
    say(app, deal, sides.seller, "Yes.", seen="")


def test_who_wrote_it_themselves_may_write_again_from_an_old_page(app, sides, deal):
    say(app, deal, sides.seller, seen="")
    say(app, deal, sides.seller, "One thing more.", seen="")


def test_a_message_says_something(app, sides, deal):
    with pytest.raises(Refused, match="write something"):
        say(app, deal, sides.seller, "")


def test_every_blank_of_a_ready_sentence_is_filled(app, sides, deal):
    with pytest.raises(Refused, match="by …"):
        say(app, deal, sides.seller, "", phrases=[PhraseFacts("say_later")])
    filled = PhraseFacts("say_later", {"date": "2026-12-01"})
    say(app, deal, sides.seller, "", phrases=[filled])


def test_files_alone_stand_as_files_and_three_go_with_a_message(app, sides, deal):
    say(app, deal, sides.seller, "", files=[PAPER])
    assert kinds_of(app, deal)[-1] is EntryKind.FILES
    with app.test_request_context():
        assert session.scalar(select(DealFile.code)).startswith("FIL-")
    with pytest.raises(Refused, match="At most 3 files"):
        say(app, deal, sides.seller, files=[PAPER] * 4)


def test_an_account_number_in_a_message_leaves_a_signal(app, sides, deal):
    say(app, deal, sides.seller, "Our new bank account: account number 110-234-567890")
    with app.test_request_context():
        signals = session.scalar(select(DealMessage.signals))
        assert "account_number" in {signal["code"] for signal in signals}


def test_the_seller_finds_no_deal_that_waits(app, strangers):
    code = send_inquiry(app, strangers.buyer, strangers.seller)
    with app.test_request_context():
        row = find_deal(code)
        assert row.shown_at is None
        assert deal_for(find_any_company(strangers.seller.company), code) is None
        assert deal_for(find_any_company(strangers.buyer.company), code) is not None


def test_nobody_writes_in_a_deal_that_waits(app, strangers):
    code = send_inquiry(app, strangers.buyer, strangers.seller)
    with pytest.raises(Conflict, match="not passed on yet"):
        say(app, code, strangers.buyer)


def test_nobody_writes_once_their_own_check_is_over(app, sides, deal):
    end_check(app, sides.buyer.company)
    with pytest.raises(Conflict, match="a company check is not valid"):
        say(app, deal, sides.buyer)


def test_a_colleague_who_only_reads_does_not_write(app, sides, deal):
    viewer = sides.colleague_of(app, sides.seller, "Lee Nari", MemberRole.VIEWER)
    with pytest.raises(NotAllowed) as refusal:
        say(app, deal, viewer)
    assert refusal.value.who_can == ("Kim Haneul",)


def test_who_acts_for_a_company_writes_in_its_name_and_it_is_told(app, sides, deal):
    with app.test_request_context():
        company, operator = (
            find_any_company(sides.seller.company),
            find_person(sides.operator.person),
        )
        unit_of_work(
            begin_acting, company, operator, reason="By telephone", actor=actor_of(sides.operator)
        )
        unit_of_work(
            write,
            deal_for(company, deal),
            company,
            MessageFacts("We have it."),
            once_key=new_once_key(),
            actor=replace(actor_of(sides.operator), on_behalf_of=company.code),
        )
        message = newest_message(find_deal(deal), Side.SELLER)
        assert (message.on_behalf, message.by_id) == (True, operator.id)


def test_who_needs_no_answer_ends_the_turn_and_nobody_has_it(app, sides, deal):
    act(app, no_answer_needed, deal, sides.seller, seen_version=version_of(app, deal))
    assert turn_of(app, deal) is None
    assert kinds_of(app, deal)[-1] is EntryKind.NO_ANSWER_NEEDED
    with pytest.raises(Conflict, match="not your turn"):
        act(app, no_answer_needed, deal, sides.seller, seen_version=version_of(app, deal))


def test_no_answer_is_said_of_what_one_has_seen(app, sides, deal):
    version = version_of(app, deal)
    say(app, deal, sides.buyer, "Are you there?")
    with pytest.raises(Conflict, match="Someone changed this"):
        act(app, no_answer_needed, deal, sides.seller, seen_version=version)


def close_it(app, deal, made, reason=CloseReason.PRICE, **facts):
    act(app, close, deal, made, reason, seen_version=version_of(app, deal), **facts)


def test_a_closed_deal_has_no_turn_and_takes_no_message(app, sides, deal):
    close_it(app, deal, sides.buyer)
    with app.test_request_context():
        row = find_deal(deal)
        assert (row.state, row.turn, row.closed_side) == (DealState.CLOSED, None, Side.BUYER)
        assert not list(session.scalars(select(Delivery.id).where(Delivery.subject == deal)))
    with pytest.raises(Conflict, match="Reopen it first"):
        say(app, deal, sides.seller)


def test_another_reason_is_said_in_words(app, sides, deal):
    with pytest.raises(Refused, match="say in a sentence why"):
        close_it(app, deal, sides.buyer, CloseReason.OTHER)
    close_it(app, deal, sides.buyer, CloseReason.OTHER, note="We moved.", language="en")


def test_who_reopens_a_deal_has_the_turn(app, sides, deal):
    close_it(app, deal, sides.buyer)
    act(app, reopen, deal, sides.seller, seen_version=version_of(app, deal))
    assert turn_of(app, deal) is Side.SELLER
    assert kinds_of(app, deal)[-2:] == [EntryKind.CLOSED, EntryKind.REOPENED]


def test_a_deal_is_not_reopened_while_a_check_does_not_hold(app, sides, deal):
    close_it(app, deal, sides.buyer)
    end_check(app, sides.buyer.company)
    with pytest.raises(Conflict, match="Nothing can be sent until it is"):
        act(app, reopen, deal, sides.seller, seen_version=version_of(app, deal))


def test_who_may_not_write_closes_without_words_of_their_own(app, sides, deal):
    end_check(app, sides.buyer.company)
    with pytest.raises(Conflict, match="Nothing can be sent until it is"):
        close_it(app, deal, sides.buyer, CloseReason.OTHER, note="Write to me at my own address.")
    close_it(app, deal, sides.buyer)


def test_only_a_colleague_who_writes_is_put_in_charge_and_only_they_see_it(
    app, sides, deal, colleague
):
    with app.test_request_context():
        person = find_person(colleague.person)
    act(app, assign, deal, sides.seller, person)
    with app.test_request_context():
        row = find_deal(deal)
        ours = people_of(row, Side.SELLER, is_own=True)
        assert [one.person.name for one in ours] == ["Park Jiwoo"]
        assert people_of(row, Side.SELLER) == []
        entry = session.scalars(select(DealEntry).order_by(DealEntry.id.desc())).first()
        assert (entry.kind, entry.for_side) == (EntryKind.ASSIGNED, Side.SELLER)
        buyer = find_person(sides.buyer.person)
    with pytest.raises(Refused, match="choose a colleague"):
        act(app, assign, deal, sides.seller, buyer)
    act(app, assign, deal, sides.seller, None)
    with app.test_request_context():
        assert find_deal(deal).seller_assignee_id is None


def test_a_note_for_colleagues_is_no_news_of_the_deal(app, sides, deal):
    version = version_of(app, deal)
    key = new_once_key()
    for _ in range(2):
        act(
            app,
            note_for_colleagues,
            deal,
            sides.seller,
            "Ask Jiwoo about the lot.",
            language="en",
            once_key=key,
        )
    assert version_of(app, deal) == version
    with app.test_request_context():
        assert session.query(ColleagueNote).count() == 1


def test_a_report_reaches_the_house_and_not_the_other_side(app, sides, deal):
    before = kinds_of(app, deal)
    facts = {"words": "They ask for money.", "once_key": new_once_key()}
    code = act(app, report, deal, sides.buyer, ReportReason.FRAUD, **facts)
    assert kinds_of(app, deal) == before
    with app.test_request_context():
        assert session.scalar(select(DealReport.code)) == code
        told = select(EventRow.facts).where(EventRow.name == "deals.deal_reported")
        assert session.scalar(told) == {"report": code, "deal": deal}


def test_a_stranger_finds_no_deal_and_acts_in_none(app, sides, deal):
    stranger = make_member(app, name="Otto Fremd")
    with app.test_request_context():
        owner = find_any_company(stranger.company)
        assert deal_for(owner, deal) is None
        with pytest.raises(NotFound):
            unit_of_work(
                write,
                find_deal(deal),
                owner,
                MessageFacts("Hello"),
                once_key=new_once_key(),
                actor=actor_of(stranger),
            )
