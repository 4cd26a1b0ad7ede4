"""The desk: what an operator finds there, and who else does not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.enums import OperatorRole
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.core.web.paging import PAGE_SIZE
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, Lane
from tests.factories.companies import buyer_facts, make_member, make_operator, seller_facts
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import browser_of, fill_in, hidden_fields

LISTENER = "marketplace.notices.listeners.send_letter"


def park(app, number=1, problem="MailRefused: 550 no such mailbox"):
    """Leave parked deliveries behind; return their public ids, the oldest first."""
    with app.app_context():
        return [unit_of_work(_park, index, problem) for index in range(number)]


def _park(index, problem):
    at = clock.now() - timedelta(hours=5) + timedelta(minutes=index)
    event = EventRow(name="notices.letter_queued", version=1, at=at, facts={"letter": "LET"})
    session.add(event)
    session.flush()
    code = new_public_id("DLV")
    session.add(
        Delivery(
            code=code,
            event_id=event.id,
            listener=LISTENER,
            lane=Lane.MAIL,
            state=DeliveryState.PARKED,
            due_at=at,
            attempts=8,
            parked_at=at,
            problem=problem,
        )
    )
    return code


@pytest.fixture
def operator(app):
    return browser_of(app, make_operator(app).person)


def test_an_empty_desk_says_so(operator):
    page = operator.get("/en/desk").text
    assert "Nothing waits for you." in page
    assert "No company yet" in page


def test_parked_work_stands_with_its_reason(app, operator):
    [code] = park(app)
    page = operator.get("/en/desk").text
    assert "One piece of work could not be done." in page
    assert "A mail could not be sent" in page
    assert "MailRefused: 550 no such mailbox" in page
    assert LISTENER in page
    assert code in page
    assert "8 attempts" in page
    assert "5 hours ago" in page


def test_only_administrators_of_headquarters_see_parked_work(app, operator):
    assert "Parked work" in operator.get("/en/desk").text
    park(app)
    moderator = make_operator_at(app, make_headquarters(app), OperatorRole.MODERATOR)
    abroad = make_operator_at(app, make_office(app, "Santiago", "CL"), OperatorRole.ADMINISTRATOR)
    for other in (moderator, abroad):
        page = browser_of(app, other.person).get("/en/desk").text
        assert "Parked work" not in page
        assert "MailRefused" not in page
        assert "Nothing waits for you." in page


def test_who_may_not_let_parked_work_be_tried_again_is_told_who_can(app, operator):
    [code] = park(app)
    moderator = make_operator_at(app, make_headquarters(app), OperatorRole.MODERATOR)
    client = browser_of(app, moderator.person)
    form = hidden_fields(client.get("/en/account").text)
    assert client.post(f"/en/desk/parked/{code}/retry", data=form).status_code == 403
    with app.app_context():
        row = session.scalars(select(Delivery).where(Delivery.code == code)).one()
        assert row.state is DeliveryState.PARKED


def test_trying_again_lets_the_work_wait_anew(app, operator):
    [code] = park(app)
    form = hidden_fields(operator.get("/en/desk").text)
    assert operator.post(f"/en/desk/parked/{code}/retry", data=form).location == "/en/desk"
    assert "It is tried again now." in operator.get("/en/desk").text
    with app.app_context():
        row = session.scalars(select(Delivery).where(Delivery.code == code)).one()
        assert row.state is DeliveryState.WAITING


def test_the_second_operator_reads_that_somebody_was_faster(app, operator):
    [code] = park(app)
    form = hidden_fields(operator.get("/en/desk").text)
    for _time in range(2):
        answer = operator.post(f"/en/desk/parked/{code}/retry", data=form)
    assert answer.location == "/en/desk"
    assert "Somebody let this be tried again already." in operator.get("/en/desk").text


def test_nothing_is_tried_again_that_does_not_exist(app, operator):
    park(app)
    form = hidden_fields(operator.get("/en/desk").text)
    answer = operator.post("/en/desk/parked/DLV-0000-00000/retry", data=form)
    assert answer.status_code == 404


def test_parked_work_is_paged_with_the_newest_first(app, operator):
    codes = park(app, PAGE_SIZE + 1)
    first = operator.get("/en/desk").text
    assert f"{PAGE_SIZE + 1} pieces of work could not be done." in first
    assert [code for code in codes if code not in first] == codes[:1]
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert codes[0] in operator.get(older).text


def test_new_companies_stand_on_the_desk_in_the_language_of_the_page(app, operator):
    made = make_member(app)
    page = operator.get("/en/desk").text
    assert "1 company signed up in the last 24 hours." in page
    assert "Marlow &amp; Finch Imports Ltd" in page
    assert made.company in page
    assert "United Kingdom" in page
    assert "영국" in operator.get("/ko/desk").text


def test_all_companies_are_listed_page_by_page(app, operator):
    for number in range(PAGE_SIZE + 1):
        make_member(app, buyer_facts(name=f"Company {number:02}"))
    assert 'href="/en/desk/companies"' in operator.get("/en/desk").text
    first = operator.get("/en/desk/companies").text
    assert "Company 25" in first
    assert "Company 00" not in first
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = operator.get(older).text
    assert "Company 00" in second
    assert 'rel="prev"' in second


@pytest.mark.parametrize("address", ["/en/desk", "/en/desk/companies"])
def test_the_desk_is_for_operators_alone(app, client, address):
    assert browser_of(app, make_member(app).person).get(address).status_code == 404
    assert client.get(address).location == f"/en/sign-in?next={address}"


def test_only_operators_try_work_again(app, client):
    [code] = park(app)
    member = browser_of(app, make_member(app).person)
    form = hidden_fields(member.get("/en/account").text)
    assert member.post(f"/en/desk/parked/{code}/retry", data=form).status_code == 404
    fill_in(client, "/en/sign-up/buyer")
    form = hidden_fields(client.get("/en/sign-up/buyer").text)
    assert "/sign-in" in client.post(f"/en/desk/parked/{code}/retry", data=form).location


@pytest.mark.parametrize("address", ["/en/desk", "/en/desk/companies"])
def test_a_longer_list_asks_no_more_of_the_database(app, operator, statements, address):
    def asked():
        with statements() as seen:
            assert operator.get(address).status_code == 200
        return len(seen)

    park(app)
    make_member(app)
    few = asked()
    park(app, 5)
    for _time in range(3):
        make_member(app)
    assert asked() == few


@pytest.mark.parametrize(
    "words", ["harbour rów", "000-86-00019", "0008600019", "Moon Ye", "HARU@example", "code"]
)
def test_a_company_is_found_by_name_number_person_and_mail(app, operator, words):
    facts = seller_facts("Harbour Rów Co., Ltd.")
    made = make_member(app, facts, name="Moon Yeji", mail="haru@example.com")
    make_member(app)
    page = operator.get(
        "/en/desk/companies", query_string={"q": made.company if words == "code" else words}
    ).text
    assert made.company in page
    assert "Marlow" not in page
