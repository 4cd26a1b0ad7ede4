"""What becomes of a check, and what each step asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models.office import OperatorGrant
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import leave_company
from marketplace.companies.queries import find_any_company
from marketplace.companies.queries.members import find_member_of
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.models import Letter, Notice
from marketplace.verification.enums import CheckReason
from marketplace.verification.operations import (
    ReasonsAndWords,
    SeenOnDocument,
    answer,
    approve,
    ask_for_more,
    give_back,
    lift,
    refuse,
    take,
)
from marketplace.verification.queries import find_check, may_reach_sellers, may_show_goods
from tests.factories.checks import (
    KEPT,
    SAID,
    approve_as_stated,
    ask,
    decide,
    make_approved,
    make_check,
    stands,
    statement,
    stop,
    turn_down,
)
from tests.factories.companies import Made, join_company, make_colleague, make_member
from tests.factories.offices import make_office, make_operator_at


def work(app, act, check, operator):
    with app.test_request_context():
        person = find_person(operator.person)
        unit_of_work(act, find_check(check), operator=person, actor=AT_THE_SERVER)


def answer_it(app, check, made):
    with app.test_request_context():
        unit_of_work(
            answer,
            find_check(check),
            statement(number="0123 4568"),
            KEPT,
            words="The new one.",
            answerer=find_person(made.person),
            actor=AT_THE_SERVER,
        )


def test_an_approved_buyer_may_reach_sellers_and_shows_no_goods(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    with app.test_request_context():
        company = find_any_company(buyer.company)
        assert (may_reach_sellers(company), may_show_goods(company)) == (True, False)


def test_an_approved_seller_may_show_goods_and_reaches_no_sellers(app, seller, verifier):
    make_approved(app, seller, verifier, number="000-86-00019")
    with app.test_request_context():
        company = find_any_company(seller.company)
        assert (may_reach_sellers(company), may_show_goods(company)) == (False, True)


@pytest.mark.parametrize("step", [None, ask, turn_down])
def test_a_check_that_is_not_approved_gives_nothing(app, buyer, verifier, step):
    check = make_check(app, buyer)
    if step:
        step(app, check, verifier)
    with app.test_request_context():
        assert not may_reach_sellers(find_any_company(buyer.company))


def test_a_suspension_stops_it_at_once_and_lifting_gives_it_back(app, buyer, verifier):
    check = stop(app, make_approved(app, buyer, verifier), verifier)
    with app.test_request_context():
        assert not may_reach_sellers(find_any_company(buyer.company))
    decide(app, lift, check, verifier, ReasonsAndWords())
    with app.test_request_context():
        assert may_reach_sellers(find_any_company(buyer.company))


def test_an_approval_is_over_by_the_clock_before_its_timer_fires(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    with app.test_request_context(), clock.moved_to(clock.now() + timedelta(days=367)):
        assert not may_reach_sellers(find_any_company(buyer.company))


def test_a_timer_ends_it_and_the_company_is_told_a_month_before(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    with clock.moved_to(clock.now() + timedelta(days=340)):
        work_until_idle(app)
        assert stands(app, buyer.company) == "approved"
    with clock.moved_to(clock.now() + timedelta(days=367)):
        work_until_idle(app)
        assert stands(app, buyer.company) == "ended"


def reminders_of(app):
    with app.app_context():
        asked = select(Letter.mail).where(Letter.message == "check_answer_due")
        return session.scalars(asked).all()


def test_who_was_asked_is_reminded_two_days_before_the_answer_is_due(app, buyer, verifier):
    ask(app, make_check(app, buyer), verifier)
    with clock.moved_to(clock.now() + timedelta(days=6)):
        work_until_idle(app)
        assert not reminders_of(app)
    with clock.moved_to(clock.now() + timedelta(days=16)):
        work_until_idle(app)
        assert len(reminders_of(app)) == 1


def test_who_has_answered_is_not_reminded(app, buyer, verifier):
    check = make_check(app, buyer)
    ask(app, check, verifier)
    answer_it(app, check, buyer)
    with clock.moved_to(clock.now() + timedelta(days=16)):
        work_until_idle(app)
        assert not reminders_of(app)


def test_the_approval_of_a_renewal_ends_the_older_one(app, buyer, verifier):
    older = make_approved(app, buyer, verifier)
    newer = make_approved(app, buyer, verifier)
    with app.test_request_context():
        assert [find_check(code).state.value for code in (older, newer)] == ["ended", "approved"]


def test_an_approval_after_the_older_one_is_over_ends_it_too(app, buyer, verifier):
    older = make_approved(app, buyer, verifier)
    with clock.moved_to(clock.now() + timedelta(days=367)):
        make_approved(app, buyer, verifier)
        with app.test_request_context():
            assert find_check(older).state.value == "ended"


def test_a_refused_renewal_leaves_what_stands(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    turn_down(app, make_check(app, buyer), verifier)
    with app.test_request_context():
        assert may_reach_sellers(find_any_company(buyer.company))


def test_the_company_is_called_as_its_document_says(app, buyer, verifier):
    check = make_check(app, buyer)
    seen = SeenOnDocument("Marlow & Finch Imports Limited", "", "01234567")
    decide(app, approve, check, verifier, seen, ReasonsAndWords())
    with app.test_request_context():
        company = find_any_company(buyer.company)
        assert (company.name, company.number_key) == (seen.name, "01234567")


def test_a_second_check_is_refused_while_one_is_open(app, buyer):
    make_check(app, buyer)
    with pytest.raises(Conflict, match="open already"):
        make_check(app, buyer)


def test_no_check_is_opened_while_the_present_one_is_suspended(app, buyer, verifier):
    stop(app, make_approved(app, buyer, verifier), verifier)
    with pytest.raises(Refused, match="suspended"):
        make_check(app, buyer)


def test_a_second_company_with_the_number_is_not_approved(app, buyer, verifier):
    make_approved(app, buyer, verifier)
    other = make_check(app, make_member(app))
    with pytest.raises(Refused) as refusal:
        approve_as_stated(app, other, verifier)
    assert refusal.value.field == "number"


def test_a_suspension_is_not_lifted_once_another_company_has_the_number(app, buyer, verifier):
    check = stop(app, make_approved(app, buyer, verifier), verifier)
    make_approved(app, make_member(app), verifier)
    with pytest.raises(Refused, match="Another company"):
        decide(app, lift, check, verifier, ReasonsAndWords())


def test_an_answer_gives_the_office_its_turn_and_days_again(app, buyer, verifier):
    check = ask(app, make_check(app, buyer), verifier)
    with app.test_request_context():
        asked_until = find_check(check).due_at
    answer_it(app, check, buyer)
    with app.test_request_context():
        row = find_check(check)
        assert (row.state.value, row.number_key) == ("open", "01234568")
        assert row.due_at < asked_until


def test_the_second_answer_meets_the_first(app, buyer, verifier):
    check = ask(app, make_check(app, buyer), verifier)
    answer_it(app, check, buyer)
    with pytest.raises(Conflict):
        answer_it(app, check, buyer)


@pytest.mark.parametrize("operation", [ask_for_more, refuse])
def test_a_decision_against_the_company_needs_a_reason_or_words(app, buyer, verifier, operation):
    check = make_check(app, buyer)
    with pytest.raises(Refused) as refusal:
        decide(app, operation, check, verifier, ReasonsAndWords())
    assert refusal.value.field == "reasons"
    decide(app, operation, check, verifier, ReasonsAndWords([CheckReason.DOCUMENT_OLD]))


def test_an_office_decides_on_companies_of_its_countries_alone(app, buyer, verifier):
    santiago = make_office(app, "Santiago", "CL")
    far = make_operator_at(app, santiago, OperatorRole.VERIFIER)
    with pytest.raises(NotAllowed) as refusal:
        turn_down(app, make_check(app, buyer), far)
    assert refusal.value.who_can == ("Noura Anbari",)


def test_an_operator_without_the_role_decides_nothing(app, buyer, headquarters):
    moderator = make_operator_at(app, headquarters, OperatorRole.MODERATOR)
    with pytest.raises(NotAllowed):
        turn_down(app, make_check(app, buyer), moderator)


def test_nobody_decides_on_a_company_where_they_are_a_member(app, buyer, verifier):
    join_company(app, verifier, company=buyer.company, role=MemberRole.VIEWER)
    with pytest.raises(Refused, match="colleague"):
        turn_down(app, make_check(app, buyer), verifier)


def test_nobody_decides_on_a_check_that_they_sent_themselves(app, buyer, verifier):
    check = make_check(app, Made(verifier.person, "", buyer.company))
    with pytest.raises(Refused, match="colleague"):
        turn_down(app, check, verifier)


def test_a_check_that_a_colleague_has_taken_is_theirs_until_given_back(
    app, buyer, verifier, headquarters
):
    colleague = make_operator_at(app, headquarters, OperatorRole.VERIFIER, name="Ana Rojas")
    check = make_check(app, buyer)
    work(app, take, check, colleague)
    work(app, take, check, colleague)
    with pytest.raises(Conflict, match="Ana Rojas"):
        turn_down(app, check, verifier)
    with pytest.raises(Conflict, match="Ana Rojas"):
        work(app, take, check, verifier)
    work(app, give_back, check, verifier)
    turn_down(app, check, verifier)


def test_what_nobody_has_is_not_given_back_and_what_is_decided_not_taken(app, buyer, verifier):
    check = make_check(app, buyer)
    with pytest.raises(Conflict):
        work(app, give_back, check, verifier)
    turn_down(app, check, verifier)
    with pytest.raises(Conflict):
        work(app, take, check, verifier)


def test_the_second_of_two_deciders_sees_that_it_changed(app, buyer, verifier):
    check = make_check(app, buyer)
    with app.test_request_context(), pytest.raises(Conflict):
        unit_of_work(
            refuse,
            find_check(check),
            SAID,
            operator=find_person(verifier.person),
            seen_version=9,
            actor=AT_THE_SERVER,
        )


def test_a_suspension_whose_time_is_over_is_not_lifted(app, buyer, verifier):
    check = stop(app, make_approved(app, buyer, verifier), verifier)
    with clock.moved_to(clock.now() + timedelta(days=367)), pytest.raises(Conflict, match="ended"):
        decide(app, lift, check, verifier, ReasonsAndWords())


def test_who_opened_a_check_and_left_reads_no_more_of_it(app, buyer, verifier):
    colleague = make_colleague(app, buyer.company, MemberRole.TRADE)
    check = make_check(app, replace(colleague, company=buyer.company))
    with app.test_request_context():
        member = find_member_of(buyer.company, colleague.person)
        unit_of_work(leave_company, member, actor=AT_THE_SERVER)
    turn_down(app, check, verifier)
    with app.test_request_context():
        told = select(Letter.person).where(Letter.message == "check_refused")
        assert list(session.scalars(told)) == [buyer.person]


def test_an_operator_who_answered_for_the_company_does_not_decide(app, buyer, verifier):
    check = ask(app, make_check(app, buyer), verifier)
    answer_it(app, check, verifier)
    with pytest.raises(Refused, match="sent this yourself"):
        approve_as_stated(app, check, verifier)


def test_an_answer_is_told_to_the_office_where_who_took_the_check_is_no_verifier_now(
    app, headquarters, buyer, verifier
):
    other = make_operator_at(app, headquarters, OperatorRole.VERIFIER, name="Ana Rojas")
    check = ask(app, make_check(app, buyer), verifier)
    with app.test_request_context():
        gone = delete(OperatorGrant).where(
            OperatorGrant.person_id == find_person(verifier.person).id
        )
        unit_of_work(lambda: session.execute(gone))
    answer_it(app, check, buyer)
    with app.test_request_context():
        told = select(Notice.person).where(Notice.message == "check_answered")
        assert list(session.scalars(told)) == [other.person]
