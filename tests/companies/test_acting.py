"""An operator acts for a company: with a reason, told at once, both names in the record."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.companies.enums import ActingState, MemberRole
from marketplace.companies.queries import acting_record, find_any_company
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.core.work.worker import work_until_idle
from tests.companies.people import REASON, act_for, mails_to, place, record
from tests.factories.companies import make_colleague, make_operator
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import browser_of, fill_in, hidden_fields


@pytest.fixture
def operator(app):
    return browser_of(app, make_operator(app, name="Han Soyul").person)


def test_every_owner_is_told_at_once_who_and_why(app, seller, operator):
    second = make_colleague(app, seller.company, MemberRole.OWNER)
    viewer = make_colleague(app, seller.company)
    assert act_for(operator, seller).location == place(seller)
    subject = "Han Soyul acts for Hanbiton Co., Ltd."
    for owner in (seller, second):
        [mail] = [each for each in mails_to(app, owner.mail) if each["Subject"] == subject]
        assert REASON in " ".join(mail.get_body(("plain",)).get_content().split())
    assert subject not in [each["Subject"] for each in mails_to(app, viewer.mail)]


def test_the_banner_stands_on_every_page_of_the_company(app, seller, operator):
    act_for(operator, seller)
    for address in (place(seller), place(seller, "/members"), f"/en/c/{seller.company}/selling"):
        page = operator.get(address).text
        assert '<strong><bdi class="name">Han Soyul</bdi></strong> of' in page
        assert "Stop acting" in page
    assert "Stop acting" not in browser_of(app, seller.person).get(place(seller)).text


def test_an_act_on_behalf_keeps_both_names(app, seller, operator):
    act_for(operator, seller)
    fill_in(operator, place(seller, "/business"), kind="maker", staff="")
    with app.app_context():
        row = session.scalars(
            select(AuditEntry).where(AuditEntry.tag == "company:business:changed")
        ).one()
        assert (row.actor_company, row.on_behalf_of) == (None, seller.company)
        assert row.actor_person is not None
    history = operator.get(record(seller)).text
    assert "on behalf of" in history
    assert "What it does changed" in history


def test_what_belongs_to_owners_alone_stays_theirs(app, seller, operator):
    tom = make_colleague(app, seller.company, MemberRole.TRADE)
    act_for(operator, seller)
    form = hidden_fields(operator.get(place(seller, "/members")).text)
    assert operator.get(place(seller, "/ownership/offer")).status_code == 403
    answer = operator.post(place(seller, f"/members/{tom.person}/remove"), data=form)
    assert answer.status_code == 403
    assert "Kim Haneul" in answer.text
    assert operator.get(place(seller, "/leave")).status_code == 404
    at = place(seller, f"/members/{tom.person}")
    assert "Only an owner can appoint" in fill_in(operator, at, role="owner", position="").text
    invited = {"mail": "friend@example.com", "role": "owner"}
    answer = fill_in(operator, place(seller, "/members/invite"), **invited)
    assert "Only an owner can appoint" in answer.text
    assert fill_in(operator, at, role="viewer", position="").location == place(seller, "/members")


def test_acting_ends_by_its_button(app, seller, operator):
    act_for(operator, seller)
    form = hidden_fields(operator.get(place(seller)).text)
    answer = operator.post(place(seller, "/acting/end"), data=form)
    assert answer.location == record(seller)
    assert operator.get(place(seller)).status_code == 404
    with app.app_context():
        [row] = acting_record(find_any_company(seller.company))
        assert row.state is ActingState.ENDED
    assert act_for(operator, seller).location == place(seller)


def test_a_second_click_leads_to_the_same_page_and_is_told_so(app, seller, operator):
    act_for(operator, seller)
    form = hidden_fields(operator.get(place(seller)).text)
    for _time in range(2):
        answer = operator.post(place(seller, "/acting/end"), data=form)
        assert answer.location == record(seller)
    assert "You no longer act for" in operator.get(record(seller)).text


def test_acting_ends_when_its_time_is_up_even_before_the_timer_fires(app, seller, operator):
    act_for(operator, seller)
    with app.app_context():
        clock.advance(timedelta(hours=8, minutes=1))
    browser = browser_of(app, make_operator(app).person)
    assert browser.get(place(seller)).status_code == 404
    work_until_idle(app)
    with app.app_context():
        [row] = acting_record(find_any_company(seller.company))
        assert row.state is ActingState.ENDED


def test_an_operator_who_acts_already_cannot_begin_again(app, seller, operator):
    act_for(operator, seller)
    assert "You act for this company already." in act_for(operator, seller).text


def test_a_reason_is_asked_for_and_kept(operator, seller):
    answer = act_for(operator, seller, "why not")
    assert "Please write a sentence" in answer.text
    assert ">why not</textarea>" in answer.text.replace("\r\n", "")
    assert operator.get(place(seller)).status_code == 404


def test_acting_needs_the_role_in_the_office_of_the_country(app, seller):
    head = make_headquarters(app)
    verifier = browser_of(app, make_operator_at(app, head, OperatorRole.VERIFIER).person)
    santiago = make_office(app, "Santiago", "CL")
    far = browser_of(app, make_operator_at(app, santiago, OperatorRole.MODERATOR).person)
    moderator = browser_of(app, make_operator_at(app, head, OperatorRole.MODERATOR).person)
    assert verifier.get(record(seller)).status_code == 200
    assert act_for(verifier, seller).status_code == 403
    assert far.get(record(seller)).status_code == 403
    assert act_for(moderator, seller).location == place(seller)


def test_to_others_there_is_no_such_record(app, client, seller):
    assert browser_of(app, seller.person).get(record(seller)).status_code == 404
    assert "/sign-in" in client.get(record(seller)).location


def test_a_longer_history_asks_no_more_of_the_database(app, seller, operator, statements):
    def asked():
        with statements() as seen:
            assert operator.get(record(seller)).status_code == 200
        return len(seen)

    make_colleague(app, seller.company)
    owner = browser_of(app, seller.person)
    fill_in(owner, place(seller, "/business"), kind="maker", staff="")
    few = asked()
    for kind in ("trader", "maker", "trader"):
        fill_in(owner, place(seller, "/business"), kind=kind, staff="")
        make_colleague(app, seller.company)
    assert asked() == few
