"""Members: roles, leaving, removal, handing over; a company never loses its last owner."""

from datetime import timedelta

import pytest

from marketplace.accounts.queries import find_person
from marketplace.companies.enums import MemberRole, OfferState
from marketplace.companies.operations import leave_company, remove_member
from marketplace.companies.queries import (
    find_any_company,
    find_member_of,
    find_offer,
    members_of,
    open_offer,
)
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Conflict
from marketplace.core.work.worker import work_until_idle
from tests.companies.people import mails_to, place
from tests.factories.companies import make_colleague, make_member, seller_facts
from tests.support.browsing import browser_of, fill_in, hidden_fields
from tests.support.together import run_together


@pytest.fixture
def tom(app, seller):
    return make_colleague(app, seller.company, MemberRole.TRADE)


def roles(app, made):
    with app.app_context():
        found = members_of(find_any_company(made.company))
        return {row.person.code: row.role.value for row in found}


def subjects(app, mail):
    return [letter["Subject"] for letter in mails_to(app, mail)]


def press(browser, address, page):
    return browser.post(address, data=hidden_fields(browser.get(page).text))


def test_a_new_role_holds_at_once_and_is_told(app, seller, owner, tom):
    fill_in(owner, place(seller, f"/members/{tom.person}"), role="finance", position="Accounts")
    assert roles(app, seller)[tom.person] == "finance"
    assert "Accounts" in owner.get(place(seller, "/members")).text
    assert browser_of(app, tom.person).get(place(seller, "/business")).status_code == 403
    assert "Your role in Hanbiton Co., Ltd. is now Finance" in subjects(app, tom.mail)


def test_the_second_of_two_owners_sees_the_first_ones_choice(app, seller, owner, tom):
    second = browser_of(app, seller.person)
    at = place(seller, f"/members/{tom.person}")
    shown = hidden_fields(second.get(at).text)
    fill_in(owner, at, role="finance", position="")
    answer = second.post(at, data=shown | {"role": "viewer", "position": ""})
    assert answer.status_code == 409
    assert "<bdi>Finance</bdi>" in answer.text
    assert roles(app, seller)[tom.person] == "finance"


def test_the_last_owner_neither_leaves_nor_is_demoted_nor_removed(app, seller, owner):
    sentence = "A company needs an owner."
    at = place(seller, f"/members/{seller.person}")
    assert sentence in fill_in(owner, at, role="trade", position="").text
    assert sentence in fill_in(owner, place(seller, "/leave")).text
    press(owner, f"{at}/remove", at)
    assert sentence in owner.get(place(seller, "/members")).text
    assert roles(app, seller) == {seller.person: "owner"}


def test_an_owner_who_never_confirmed_is_nobody_to_leave_a_company_to(app, seller, owner):
    ghost = make_member(app, name="Ghost", confirmed=False)
    from tests.factories.companies import join_company

    join_company(app, ghost, company=seller.company, role=MemberRole.OWNER)
    assert "A company needs an owner." in fill_in(owner, place(seller, "/leave")).text


def test_a_member_leaves_and_sees_nothing_any_more(app, seller, tom):
    browser = browser_of(app, tom.person)
    assert fill_in(browser, place(seller, "/leave")).location == "/en/"
    assert browser.get(place(seller)).status_code == 404
    assert roles(app, seller) == {seller.person: "owner"}


def test_a_removed_member_is_told_and_sees_nothing_any_more(app, seller, owner, tom):
    at = place(seller, f"/members/{tom.person}")
    assert press(owner, f"{at}/remove", at).location == place(seller, "/members")
    assert browser_of(app, tom.person).get(place(seller)).status_code == 404
    assert owner.get(at).status_code == 404
    assert "You are no longer a member of Hanbiton Co., Ltd." in subjects(app, tom.mail)


def test_only_an_owner_changes_or_removes(app, seller, owner, tom):
    browser = browser_of(app, tom.person)
    at = place(seller, f"/members/{seller.person}")
    form = hidden_fields(browser.get(place(seller, "/members")).text)
    assert browser.get(at).status_code == 403
    assert browser.post(f"{at}/remove", data=form).status_code == 403


def test_of_two_owners_who_leave_at_once_one_stays(app, seller):
    other = make_colleague(app, seller.company, MemberRole.OWNER)

    def leave(person):
        member = find_member_of(seller.company, person)
        with app.test_request_context():
            unit_of_work(leave_company, member, actor=AT_THE_SERVER)
        return "left"

    run_together(app, *(lambda each=each: leave(each) for each in (seller.person, other.person)))
    assert list(roles(app, seller).values()) == ["owner"]


def test_what_was_removed_meanwhile_is_a_conflict(app, seller, tom):
    with app.test_request_context():
        member = find_member_of(seller.company, tom.person)
        unit_of_work(remove_member, member, actor=AT_THE_SERVER)
        with pytest.raises(Conflict):
            unit_of_work(remove_member, member, actor=AT_THE_SERVER)


def offer_to(app, browser, seller, person, role_after="trade"):
    at = place(seller, "/ownership/offer")
    fill_in(browser, at, taker=person, role_after=role_after)
    with app.app_context():
        return open_offer(find_any_company(seller.company)).code


def test_a_company_is_handed_over_once_the_colleague_accepts(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    assert roles(app, seller) == {seller.person: "owner", tom.person: "trade"}
    taker = browser_of(app, tom.person)
    page = taker.get(place(seller, "/ownership")).text
    assert "Kim Haneul</bdi> hands" in page
    press(taker, place(seller, f"/ownership/{code}/accept"), place(seller, "/ownership"))
    assert roles(app, seller) == {seller.person: "trade", tom.person: "owner"}
    passed = "Tom Reed is now the owner of Hanbiton Co., Ltd."
    assert passed in subjects(app, seller.mail)
    assert passed in subjects(app, tom.mail)
    press(taker, place(seller, f"/ownership/{code}/accept"), place(seller, "/ownership"))
    assert "answered, withdrawn or has ended" in taker.get(place(seller, "/members")).text


def test_an_offer_is_declined_and_the_giver_told(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    taker = browser_of(app, tom.person)
    press(taker, place(seller, f"/ownership/{code}/decline"), place(seller, "/ownership"))
    assert roles(app, seller)[seller.person] == "owner"
    assert "Tom Reed does not take Hanbiton Co., Ltd. over" in subjects(app, seller.mail)


def test_an_offer_is_withdrawn_and_made_once_at_a_time(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    again = fill_in(owner, place(seller, "/ownership/offer"), taker=tom.person, role_after="viewer")
    assert "You are handing the company over already." in again.text
    press(owner, place(seller, f"/ownership/{code}/withdraw"), place(seller, "/ownership"))
    assert "No offer is open" in browser_of(app, tom.person).get(place(seller, "/ownership")).text


def test_an_offer_is_only_for_the_one_it_was_made_to(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    viewer = browser_of(app, make_colleague(app, seller.company, name="Ada").person)
    press(viewer, place(seller, f"/ownership/{code}/accept"), place(seller, "/ownership"))
    press(viewer, place(seller, f"/ownership/{code}/decline"), place(seller, "/ownership"))
    assert roles(app, seller)[seller.person] == "owner"
    other = make_member(app, seller_facts("Other", "000-86-00023"))
    stranger = browser_of(app, other.person)
    form = hidden_fields(stranger.get(place(other)).text)
    address = place(other, f"/ownership/{code}/accept")
    assert stranger.post(address, data=form).status_code == 404


def test_an_offer_ends_by_itself(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    with app.app_context():
        clock.advance(timedelta(days=8))
    work_until_idle(app)
    with app.app_context():
        assert find_offer(code).state is OfferState.ENDED


def test_an_offer_falls_when_its_taker_leaves(app, seller, owner, tom):
    code = offer_to(app, owner, seller, tom.person)
    fill_in(browser_of(app, tom.person), place(seller, "/leave"))
    with app.app_context():
        assert find_offer(code).state is OfferState.WITHDRAWN


def test_alone_one_is_led_to_invite_somebody_first(owner, seller):
    assert "Nobody to hand it over to yet" in owner.get(place(seller, "/ownership/offer")).text


def test_people_may_belong_to_several_companies(app, seller, tom):
    browser = browser_of(app, tom.person)
    menu = browser.get(place(seller)).text
    assert f"/c/{tom.company}/buying" in menu
    assert f"/c/{seller.company}/selling" in menu


def test_a_further_company_is_founded_once_by_who_is_signed_in(app, client, seller, owner):
    assert "/sign-in" in client.get("/en/companies/new").location
    at = "/en/companies/new/buyer"
    form = hidden_fields(owner.get(at).text) | {"name": "Haneul Imports", "country": "GB"}
    places = [owner.post(at, data=form).location for _time in range(2)]
    assert places[0] == places[1]
    assert "Haneul Imports" in owner.get(places[0]).text
    assert owner.get("/en/companies/new/nobody").status_code == 404
    with app.app_context():
        assert find_person(seller.person).version == 1


def test_a_number_that_others_state_may_be_carried_on_with(app, seller):
    browser = browser_of(app, make_member(app).person)
    at = "/en/companies/new/seller"
    facts = {"name": "Another", "number": "000-86-00019"}
    answer = fill_in(browser, at, **facts)
    assert "This company may be here already." in answer.text
    again = browser.post(at, data=hidden_fields(answer.text) | facts)
    assert "/company" in again.location
