"""Invitations give no more than their senders may: operators who act, owners who went."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.companies.enums import InvitationState, MemberRole
from marketplace.companies.operations import accept_invitation, end_invitation, end_offer
from marketplace.companies.operations.ownership import offer_ownership
from marketplace.companies.queries import (
    find_any_company,
    find_invitation,
    find_member_of,
    find_offer,
    members_of,
    open_invitations,
)
from marketplace.companies.queries.members import invitation_link
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import new_once_key, session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from tests.companies.people import NEWCOMER, act_for, mails_to, page_of, place
from tests.factories.companies import (
    PASSWORD,
    make_colleague,
    make_member,
    make_operator,
)
from tests.support.browsing import browser_of, fill_in, hidden_fields

GUEST = "guest@example.com"


def invite(app, browser, seller, mail=GUEST, role="trade"):
    """Invite somebody through the page; return the token and the public id."""
    answer = fill_in(browser, place(seller, "/members/invite"), mail=mail, role=role, position="")
    assert answer.location == place(seller, "/members")
    with app.app_context():
        [found] = [
            each for each in open_invitations(find_any_company(seller.company)) if each.mail == mail
        ]
        return invitation_link(found).token(), found.code


def state_of(app, code):
    with app.app_context():
        return find_invitation(code).state


def is_member(app, seller, person):
    with app.app_context():
        return find_member_of(seller.company, person) is not None


def test_an_operator_who_acts_does_not_become_a_member(app, seller, owner):
    operator = make_operator(app, name="Han Soyul")
    token, _code = invite(app, owner, seller, operator.mail)
    acting = browser_of(app, operator.person)
    act_for(acting, seller)
    answer = fill_in(acting, page_of(token))
    assert "You cannot join a company that you act for" in answer.text
    assert not is_member(app, seller, operator.person)


def test_nor_by_an_invitation_of_their_own_after_they_have_stopped(app, seller):
    operator = make_operator(app, name="Han Soyul")
    acting = browser_of(app, operator.person)
    act_for(acting, seller)
    token, _code = invite(app, acting, seller, operator.mail)
    acting.post(place(seller, "/acting/end"), data=hidden_fields(acting.get(place(seller)).text))
    answer = fill_in(acting, page_of(token))
    assert "You cannot join a company that you act for" in answer.text
    assert not is_member(app, seller, operator.person)


def test_the_owners_are_told_whom_an_operator_let_in(app, client, seller):
    acting = browser_of(app, make_operator(app, name="Han Soyul").person)
    act_for(acting, seller)
    token, _code = invite(app, acting, seller)
    answer = fill_in(client, page_of(token), **NEWCOMER)
    assert "/sign-in" in answer.location
    told = [mail["Subject"] for mail in mails_to(app, seller.mail)]
    assert "Lee Seojun has joined Hanbiton Co., Ltd." in told


def demote(owner, seller, ada):
    fill_in(owner, place(seller, f"/members/{ada.person}"), role="trade", position="")


def remove(owner, seller, ada):
    at = place(seller, f"/members/{ada.person}")
    owner.post(f"{at}/remove", data=hidden_fields(owner.get(at).text))


@pytest.mark.parametrize("go", [demote, remove])
def test_an_owner_who_is_none_any_more_takes_their_invitations_along(
    app, client, seller, owner, go
):
    ada = make_colleague(app, seller.company, MemberRole.OWNER, name="Ada")
    token, code = invite(app, browser_of(app, ada.person), seller, role="owner")
    _token, kept = invite(app, owner, seller, "kept@example.com")
    go(owner, seller, ada)
    assert state_of(app, code) is InvitationState.WITHDRAWN
    assert state_of(app, kept) is InvitationState.OPEN
    assert client.get(page_of(token)).status_code == 410
    with app.app_context():
        written = session.scalars(
            select(AuditEntry).where(AuditEntry.tag == "company:invitation:withdrawn")
        ).all()
        assert [row.facts["invitation"] for row in written] == [code]


def test_so_does_an_owner_who_leaves(app, seller):
    ada = make_colleague(app, seller.company, MemberRole.OWNER, name="Ada")
    browser = browser_of(app, ada.person)
    _token, code = invite(app, browser, seller)
    fill_in(browser, place(seller, "/leave"))
    assert state_of(app, code) is InvitationState.WITHDRAWN


def test_so_does_an_owner_who_hands_over(app, seller, owner):
    ada = make_colleague(app, seller.company, MemberRole.TRADE, name="Ada")
    _token, code = invite(app, owner, seller)
    fill_in(owner, place(seller, "/ownership/offer"), taker=ada.person, role_after="trade")
    taker = browser_of(app, ada.person)
    page = taker.get(place(seller, "/ownership")).text
    [offer] = {part.split("/")[0] for part in page.split("/ownership/")[1:] if "OWN" in part[:4]}
    taker.post(place(seller, f"/ownership/{offer}/accept"), data=hidden_fields(page))
    assert state_of(app, code) is InvitationState.WITHDRAWN


def test_who_lost_the_right_without_a_word_lets_nobody_in(app, seller, owner):
    ada = make_colleague(app, seller.company, MemberRole.OWNER, name="Ada")
    guest = make_member(app, mail=GUEST)
    _token, code = invite(app, browser_of(app, ada.person), seller)

    def lose():
        find_member_of(seller.company, ada.person).role = MemberRole.TRADE

    with app.test_request_context():
        unit_of_work(lose)
        invitation = find_invitation(code)
        person = find_member_of(guest.company, guest.person).person
        with pytest.raises(Conflict):
            unit_of_work(accept_invitation, invitation, person, actor=AT_THE_SERVER)


def test_what_the_clock_has_ended_stands_in_no_way(app, seller, owner):
    _token, old = invite(app, owner, seller)
    with app.app_context():
        clock.advance(timedelta(days=7, minutes=1))
    fresh = browser_of(app, seller.person)
    page = fresh.get(place(seller, "/members")).text
    assert GUEST not in page
    _token, new = invite(app, fresh, seller)
    assert new != old
    assert state_of(app, old) is InvitationState.ENDED


def test_an_offer_that_the_clock_has_ended_stands_in_no_way(app, seller):
    ada = make_colleague(app, seller.company, MemberRole.TRADE, name="Ada")

    def offer():
        giver = find_member_of(seller.company, seller.person)
        taker = find_member_of(seller.company, ada.person)
        return offer_ownership(
            giver,
            taker,
            role_after=MemberRole.TRADE,
            once_key=new_once_key(),
            actor=AT_THE_SERVER,
        )

    with app.test_request_context():
        old = unit_of_work(offer)
        with pytest.raises(Refused):
            unit_of_work(offer)
        clock.advance(timedelta(days=7, minutes=1))
        new = unit_of_work(offer)
        assert find_offer(old).state.value == "ended"
        assert find_offer(new).state.value == "open"
        unit_of_work(end_offer, find_offer(old))
        assert find_offer(old).state.value == "ended"


def test_the_timer_leaves_alone_what_was_accepted(app, client, seller, owner):
    token, code = invite(app, owner, seller)
    fill_in(client, page_of(token), **NEWCOMER | {"password": PASSWORD})
    with app.test_request_context():
        unit_of_work(end_invitation, find_invitation(code))
    assert state_of(app, code) is InvitationState.ACCEPTED
    with app.app_context():
        assert len(members_of(find_any_company(seller.company))) == 2
