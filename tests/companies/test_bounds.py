"""How much, how often and for whom: logos, days off, invitations, and a second click."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_person
from marketplace.companies.enums import ContactChannel, MemberRole
from marketplace.companies.operations import (
    ContactFacts,
    InvitationFacts,
    add_contact,
    add_day_off,
    change_logo,
    invitations,
    invite,
    places,
)
from marketplace.companies.queries import (
    contacts_of,
    days_off_of,
    find_any_company,
    open_invitations,
)
from marketplace.companies.routes.profile import LOGOS_OF_PERSON
from marketplace.core import clock, limits
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import end_reading, new_once_key, unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.images import convert
from tests.companies.people import picture, place
from tests.factories.companies import join_company, make_colleague
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import browser_of, fill_in, hidden_fields

GUEST = "guest@example.com"


def test_an_operator_sees_the_logos_of_their_own_countries(app, seller):
    with app.test_request_context():
        end_reading()
        key = convert(picture().getvalue()).key
        company = find_any_company(seller.company)
        unit_of_work(change_logo, company, key, seen_key=None, actor=AT_THE_SERVER)
    head, santiago = make_headquarters(app), make_office(app, "Santiago", "CL")
    far = make_operator_at(app, santiago, OperatorRole.MODERATOR)
    near = make_operator_at(app, make_office(app, "Seoul", "KR"), OperatorRole.VERIFIER)
    chief = make_operator_at(app, head, OperatorRole.VERIFIER)
    address = f"/media/{key}-small.webp"
    answers = [browser_of(app, each.person).get(address).status_code for each in (far, near, chief)]
    assert answers == [404, 200, 200]
    join_company(app, far, company=seller.company)
    assert browser_of(app, far.person).get(address).status_code == 200


@pytest.mark.parametrize("size", [(1000, 200), (100, 500)])
def test_a_logo_that_would_be_a_line_is_refused(owner, seller, size):
    at = place(seller, "/logo")
    answer = owner.post(
        at,
        data=hidden_fields(owner.get(at).text) | {"picture": (picture(*size), "logo.png")},
        content_type="multipart/form-data",
    )
    assert "at most 4 times its shorter one" in answer.text


def test_a_person_sends_twenty_logos_an_hour(app, owner, seller):
    at = place(seller, "/logo")
    form = hidden_fields(owner.get(at).text)
    with app.test_request_context():
        for _time in range(20):
            limits.count(LOGOS_OF_PERSON, seller.person)
    answer = owner.post(
        at,
        data=form | {"picture": (io.BytesIO(b"anything"), "logo.png")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 429


def test_an_address_is_invited_three_times_a_day(app, owner, seller):
    at = place(seller, "/members/invite")
    for _time in range(3):
        assert fill_in(owner, at, mail=GUEST, role="viewer").status_code == 302
        with app.app_context():
            [found] = open_invitations(find_any_company(seller.company))
            code = found.code
        form = hidden_fields(owner.get(place(seller, "/members")).text)
        owner.post(place(seller, f"/invitations/{code}/withdraw"), data=form)
    assert fill_in(owner, at, mail=GUEST.upper(), role="viewer").status_code == 429
    assert fill_in(owner, at, mail="another@example.com", role="viewer").status_code == 302


def test_a_double_click_on_an_invitation_counts_once(app, owner, seller):
    at = place(seller, "/members/invite")
    form = hidden_fields(owner.get(at).text) | {"mail": GUEST, "role": "viewer"}
    for _time in range(4):
        assert owner.post(at, data=form).status_code == 302
    with app.app_context():
        [found] = open_invitations(find_any_company(seller.company))
        code = found.code
    withdrawn = hidden_fields(owner.get(place(seller, "/members")).text)
    owner.post(place(seller, f"/invitations/{code}/withdraw"), data=withdrawn)
    assert fill_in(owner, at, mail=GUEST, role="viewer").status_code == 302


def test_removing_a_member_twice_is_said(app, owner, seller):
    tom = make_colleague(app, seller.company)
    at = place(seller, f"/members/{tom.person}")
    form = hidden_fields(owner.get(at).text)
    answers = [owner.post(f"{at}/remove", data=form).location for _time in range(2)]
    assert answers == [place(seller, "/members")] * 2
    assert "A colleague has removed this" in owner.get(place(seller, "/members")).text


def test_removing_a_contact_twice_is_said(app, owner, seller):
    contact = {"name": "Ada", "mail": "ada@example.com", "channel": "mail"}
    fill_in(owner, place(seller, "/contacts/new"), **contact)
    with app.app_context():
        [row] = contacts_of(find_any_company(seller.company))
        at = place(seller, f"/contacts/{row.code}")
    form = hidden_fields(owner.get(at).text)
    answers = [owner.post(f"{at}/remove", data=form).location for _time in range(2)]
    assert answers == [place(seller, "/contacts")] * 2
    assert "A colleague has removed this" in owner.get(place(seller, "/contacts")).text


def close(seller, day):
    company = find_any_company(seller.company)
    unit_of_work(add_day_off, company, day, "", actor=AT_THE_SERVER)


def test_sixty_days_off_ahead_and_none_beyond_five_years(app, seller):
    with app.test_request_context():
        today = clock.now().astimezone(ZoneInfo("Asia/Seoul")).date()
        with pytest.raises(Refused, match="within the next five years"):
            close(seller, today + timedelta(days=5 * 366))
        for step in range(60):
            close(seller, today + timedelta(days=step + 1))
        with pytest.raises(Refused, match="At most 60 days off"):
            close(seller, today + timedelta(days=100))
        close(seller, today + timedelta(days=1))
        assert len(days_off_of(find_any_company(seller.company))) == 60


def test_a_day_is_over_when_it_is_over_where_the_company_is(app, seller):
    early = datetime(2027, 3, 5, 2, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    with app.test_request_context(), clock.moved_to(early):
        with pytest.raises(Refused, match="is over"):
            close(seller, (early - timedelta(days=1)).date())
        close(seller, early.date())


def test_a_company_lists_so_many_contacts_and_members(app, seller, monkeypatch):
    monkeypatch.setattr(places, "MOST_OF_A_KIND", 1)
    monkeypatch.setattr(invitations, "MOST_MEMBERS", 2)
    facts = ContactFacts("Kim", "Sales", "kim@example.com", "", ContactChannel.MAIL)

    def add():
        unit_of_work(add_contact, company, facts, once_key=new_once_key(), actor=AT_THE_SERVER)

    def ask(mail):
        invited = InvitationFacts(mail, MemberRole.TRADE)
        inviter = find_person(seller.person)
        key = new_once_key()
        unit_of_work(invite, company, invited, inviter=inviter, once_key=key, actor=AT_THE_SERVER)

    with app.test_request_context():
        company = find_any_company(seller.company)
        add()
        ask(GUEST)
        for act in (add, lambda: ask("another@example.com")):
            with pytest.raises(Refused, match="to add another"):
                act()
