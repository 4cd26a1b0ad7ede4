"""Invitations by mail: accepted on any device by the invited address, and by nobody else."""

from datetime import timedelta

import pytest

from marketplace.accounts.queries import find_active_person
from marketplace.companies.enums import InvitationState
from marketplace.companies.queries import (
    find_any_company,
    find_invitation,
    members_of,
    open_invitations,
)
from marketplace.companies.queries.members import invitation_link
from marketplace.core import clock
from marketplace.core.work.worker import work_until_idle
from tests.companies.people import NEWCOMER, mails_to, page_of, place
from tests.factories.companies import make_colleague, make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields

GUEST = "new.colleague@example.com"


def invite(app, browser, seller, mail=GUEST, role="trade"):
    """Invite somebody through the page; return the invitation's token and public id."""
    fill_in(browser, place(seller, "/members/invite"), mail=mail, role=role, position="Intern")
    with app.app_context():
        [invitation] = open_invitations(find_any_company(seller.company))
        return invitation_link(invitation).token(), invitation.code


def names(app, seller):
    with app.app_context():
        return [row.person.name for row in members_of(find_any_company(seller.company))]


def test_somebody_new_signs_up_from_the_mail_and_is_a_member(app, client, seller, owner):
    token, _code = invite(app, owner, seller)
    assert client.get(f"/t/{token}").location == page_of(token)
    page = client.get(page_of(token)).text
    assert "An invitation from" in page
    assert "Kim Haneul" in page
    assert GUEST in page
    answer = fill_in(client, page_of(token), **NEWCOMER)
    assert answer.location.startswith("/en/sign-in?next=")
    assert f'value="{GUEST}"' in client.get(answer.location).text
    assert names(app, seller) == ["Kim Haneul", "Lee Seojun"]
    with app.app_context():
        assert find_active_person(GUEST) is not None
        assert members_of(find_any_company(seller.company))[1].position == "Intern"
    assert client.get(page_of(token)).status_code == 410


def test_the_inviter_is_told_and_the_guest_gets_no_second_mail_to_confirm(
    app, client, owner, seller
):
    token, _code = invite(app, owner, seller)
    fill_in(client, page_of(token), **NEWCOMER)
    to_guest = [mail["Subject"] for mail in mails_to(app, GUEST)]
    assert to_guest == ["Kim Haneul invites you to Hanbiton Co., Ltd."]
    to_owner = [mail["Subject"] for mail in mails_to(app, seller.mail)]
    assert "Lee Seojun has joined Hanbiton Co., Ltd." in to_owner


def test_who_has_an_account_signs_in_first_and_joins_with_one_button(app, client, seller, owner):
    guest = make_member(app, name="Tom Reed", mail=GUEST)
    token, _code = invite(app, owner, seller)
    page = client.get(page_of(token)).text
    assert "You have an account with this address." in page
    browser = browser_of(app, guest.person)
    assert fill_in(browser, page_of(token)).location == place(seller)
    assert browser.get(place(seller)).status_code == 200
    assert browser.get(page_of(token)).location == place(seller)
    assert "You are a member of" in browser.get(place(seller)).text


def test_the_inviter_sees_no_difference_between_known_and_unknown(app, seller, owner):
    make_member(app, mail="known@example.com")
    pages = []
    for mail in ("known@example.com", "unknown@example.com"):
        fill_in(owner, place(seller, "/members/invite"), mail=mail, role="viewer")
        page = owner.get(place(seller, "/members")).text.split('id="invited"')[1]
        pages.append(page.split("</ul>")[0].count("<li"))
    assert pages == [1, 2]


def test_another_account_cannot_use_it(app, seller, owner):
    token, _code = invite(app, owner, seller)
    stranger = make_member(app, name="Mallory")
    browser = browser_of(app, stranger.person)
    page = browser.get(page_of(token)).text
    assert f"You are signed in as {stranger.mail}" in page
    browser.post(page_of(token), data=hidden_fields(page))
    assert "Mallory" not in names(app, seller)


def test_a_withdrawn_invitation_leads_nowhere(app, client, seller, owner):
    token, code = invite(app, owner, seller)
    form = hidden_fields(owner.get(place(seller, "/members")).text)
    at = place(seller, f"/invitations/{code}/withdraw")
    assert owner.post(at, data=form).location == place(seller, "/members")
    assert client.get(page_of(token)).status_code == 410
    assert owner.post(at, data=form).location == place(seller, "/members")
    assert "was used, withdrawn or has ended already" in owner.get(place(seller, "/members")).text


def test_an_invitation_ends_after_seven_days(app, client, seller, owner):
    token, code = invite(app, owner, seller)
    with app.app_context():
        clock.advance(timedelta(days=7, minutes=1))
    assert client.get(page_of(token)).status_code == 410
    work_until_idle(app)
    with app.app_context():
        assert find_invitation(code).state is InvitationState.ENDED


def test_a_strange_token_is_no_invitation(client, app, seller, owner):
    token, _code = invite(app, owner, seller)
    assert client.get(page_of(token[:-2] + "AA")).status_code == 410


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mail": "nobody"}, "This is not a mail address"),
        ({"role": "king"}, "Please choose one from the list"),
        ({"mail": ""}, "Please write their mail address"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_kept(owner, seller, typed, sentence):
    facts = {"mail": GUEST, "role": "trade", "position": "Intern"} | typed
    answer = fill_in(owner, place(seller, "/members/invite"), **facts)
    assert sentence in answer.text
    assert 'value="Intern"' in answer.text


def test_a_member_and_an_open_invitation_are_not_invited_again(app, seller, owner):
    tom = make_colleague(app, seller.company)
    at = place(seller, "/members/invite")
    assert "is a member already" in fill_in(owner, at, mail=tom.mail, role="trade").text
    invite(app, owner, seller)
    assert "to this address is open" in fill_in(owner, at, mail=GUEST, role="viewer").text


def test_a_double_click_invites_once(app, seller, owner):
    at = place(seller, "/members/invite")
    form = hidden_fields(owner.get(at).text) | {"mail": GUEST, "role": "trade"}
    places = [owner.post(at, data=form).location for _time in range(2)]
    assert places == [place(seller, "/members")] * 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "short"}, "at least 12 characters"),
        ({"name": ""}, "Please write your name"),
        ({"accept": ""}, "Please accept the terms"),
    ],
)
def test_a_newcomer_is_told_what_is_missing(app, client, seller, owner, typed, sentence):
    token, _code = invite(app, owner, seller)
    facts = {key: value for key, value in (NEWCOMER | typed).items() if value}
    assert sentence in fill_in(client, page_of(token), **facts).text


def test_an_address_that_got_an_account_meanwhile_signs_in(app, client, seller, owner):
    token, _code = invite(app, owner, seller)
    form = hidden_fields(client.get(page_of(token)).text)
    make_member(app, mail=GUEST)
    answer = client.post(page_of(token), data=form | NEWCOMER)
    assert "You have an account with this address." in answer.text
    assert names(app, seller) == ["Kim Haneul"]
