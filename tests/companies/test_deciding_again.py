"""Behind the lock the right is asked for again: it may have gone since the page was opened."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.operations import begin_sign_up
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole
from marketplace.companies.errors import DraftGone
from marketplace.companies.models import Company
from marketplace.companies.models.profile import DayOff
from marketplace.companies.operations import (
    CompanyNames,
    InvitationFacts,
    add_day_off,
    begin_acting,
    change_names,
    end_acting,
    found_company,
    invite,
    leave_company,
    remove_member,
)
from marketplace.companies.queries import acting_now, find_any_company, find_member_of
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, Actor, Channel
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import NotAllowed
from tests.factories.companies import CONSENTS, buyer_facts, make_colleague, make_operator
from tests.factories.offices import make_headquarters, make_operator_at
from tests.support.together import run_together


def actor(seller, made):
    return Actor(Channel.WEB, person=made.person, company=seller.company)


def name_it(seller, who):
    company = find_any_company(seller.company)
    names = CompanyNames("Hanbiton", "", "")
    unit_of_work(change_names, company, names, seen_version=company.version, actor=who)


def close_a_day(seller, who):
    day = date(clock.now().year + 1, 5, 4)
    unit_of_work(add_day_off, find_any_company(seller.company), day, "Rest", actor=who)


def invite_a_guest(seller, who):
    unit_of_work(
        invite,
        find_any_company(seller.company),
        InvitationFacts("guest@example.com", MemberRole.VIEWER),
        inviter=find_person(seller.person),
        once_key=new_once_key(),
        actor=who,
    )


@pytest.mark.parametrize(
    ("role", "act", "may"),
    [
        (MemberRole.VIEWER, close_a_day, False),
        (MemberRole.FINANCE, close_a_day, False),
        (MemberRole.TRADE, close_a_day, True),
        (MemberRole.TRADE, name_it, False),
        (MemberRole.TRADE, invite_a_guest, False),
        (MemberRole.OWNER, name_it, True),
        (MemberRole.OWNER, invite_a_guest, True),
    ],
)
def test_each_act_demands_its_role_behind_the_lock(app, seller, role, act, may):
    who = actor(seller, make_colleague(app, seller.company, role))
    with app.test_request_context():
        if may:
            act(seller, who)
            return
        with pytest.raises(NotAllowed) as refusal:
            act(seller, who)
        assert "Your role in Hanbiton Co., Ltd. does not reach this far." in str(refusal.value)
        assert "Kim Haneul" in refusal.value.who_can


def test_who_is_no_member_any_more_writes_nothing(app, seller):
    tom = make_colleague(app, seller.company, MemberRole.TRADE)
    with app.test_request_context():
        unit_of_work(
            leave_company, find_member_of(seller.company, tom.person), actor=actor(seller, tom)
        )
        with pytest.raises(NotAllowed):
            close_a_day(seller, actor(seller, tom))


def test_an_operator_writes_as_long_as_they_act_and_removes_nobody(app, seller):
    operator = make_operator(app)
    tom = make_colleague(app, seller.company)
    with app.test_request_context():
        who = Actor(Channel.WEB, person=operator.person, on_behalf_of=seller.company)
        with pytest.raises(NotAllowed):
            close_a_day(seller, who)
        company, person = find_any_company(seller.company), find_person(operator.person)
        unit_of_work(begin_acting, company, person, reason="They asked for help.", actor=who)
        close_a_day(seller, who)
        with pytest.raises(NotAllowed):
            unit_of_work(remove_member, find_member_of(seller.company, tom.person), actor=who)
        [row] = acting_now(find_any_company(seller.company))
        unit_of_work(end_acting, row, actor=who)
        with pytest.raises(NotAllowed):
            name_it(seller, who)


def test_an_operator_whose_role_does_not_reach_so_far_does_not_begin_to_act(app, seller):
    verifier = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)
    with app.test_request_context():
        who = Actor(Channel.WEB, person=verifier.person)
        company, person = find_any_company(seller.company), find_person(verifier.person)
        with pytest.raises(NotAllowed):
            unit_of_work(begin_acting, company, person, reason="They asked for help.", actor=who)
        assert acting_now(find_any_company(seller.company)) == []


def test_a_command_on_the_server_has_no_person_and_may(app, seller):
    with app.test_request_context():
        name_it(seller, AT_THE_SERVER)
        assert find_any_company(seller.company).name == "Hanbiton"


@pytest.mark.database
def test_of_two_at_once_the_second_decides_on_what_the_first_wrote(app, seller):
    """The one who is removed waits for the lock, and is no member by the time it is theirs."""
    tom = make_colleague(app, seller.company, role=MemberRole.TRADE)
    removing = threading.Event()

    def remove():
        company = find_any_company(seller.company)
        remove_member(find_member_of(company.code, tom.person), actor=actor(seller, seller))
        removing.set()
        threading.Event().wait(0.2)  # the other one waits for the company by now

    def close():
        removing.wait(5)
        with app.test_request_context():
            close_a_day(seller, actor(seller, tom))

    removed, refusal = run_together(app, lambda: unit_of_work(remove), close)
    assert removed is None
    assert isinstance(refusal, NotAllowed)
    with app.app_context():
        assert session.scalars(select(DayOff)).all() == []


@pytest.mark.database
def test_two_windows_that_finish_one_sign_up_at_once_found_one_company(app):
    with app.test_request_context():
        words = {"name": "Tom", "mail": "tom@example.com", "password_hash": "", "language": "en"}
        token = unit_of_work(begin_sign_up, **words)

    def found(name):
        with app.test_request_context():
            return unit_of_work(
                found_company,
                token,
                buyer_facts(name),
                consents=CONSENTS,
                once_key=new_once_key(),
                actor=AT_THE_SERVER,
            )

    answers = run_together(app, lambda: found("One Ltd"), lambda: found("Two Ltd"))
    assert sum(isinstance(answer, DraftGone) for answer in answers) == 1
    with app.app_context():
        assert len(session.scalars(select(Company)).all()) == 1
