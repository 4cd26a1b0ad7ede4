"""The authenticator app: set up, asked for, never the same code twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from threading import Barrier

import pytest
from sqlalchemy import select

from marketplace.accounts.models import AppSetup, Person, RecoveryCode, SignInSession
from marketplace.accounts.operations import accept_code, start_session
from marketplace.accounts.queries import find_person
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Refused
from tests.accounts.people import (
    APP_KEY,
    RECOVERY_CODE,
    app_code,
    give_app,
    is_signed_in,
    mails_to,
    messages_to,
    sign_in,
    state_of,
)
from tests.factories.companies import make_member
from tests.support.browsing import fill_in, hidden_fields

NO_FIT = "That code does not fit."
CODE_PAGE = "/en/sign-in/code"


@pytest.fixture
def owner(app):
    return make_member(app, mail="owner@example.com")


@pytest.fixture
def secret(app, owner):
    """The secret of the owner's app."""
    return give_app(app, owner.person)[0]


def begin(client):
    """Press "Set it up" in the account; return the answer's text."""
    page = client.get("/en/account/authenticator").text
    return client.post("/en/account/authenticator/begin", data=hidden_fields(page)).text


def finish(client, page, code):
    data = hidden_fields(page) | {"code": code}
    return client.post("/en/account/authenticator/finish", data=data).text


def test_the_app_is_set_up_by_its_first_code(app, client, owner):
    sign_in(client, owner.mail)
    page = begin(client)
    key = APP_KEY.search(page)[0]
    codes = RECOVERY_CODE.findall(finish(client, page, app_code(key)))
    assert len(set(codes)) == 10
    assert messages_to(app, owner.mail)[-1] == "app_set_up"
    assert "Sign-in asks for a code" in client.get("/en/account/security").text
    assert sign_in(app.test_client(), owner.mail).location == CODE_PAGE


def test_the_whole_qr_code_is_drawn_whatever_its_size(client, owner):
    sign_in(client, owner.mail)
    drawn = re.search(r"<svg[^>]*>", begin(client).split('class="qr"')[1])[0]
    assert "viewBox" in drawn


def test_a_recovery_code_has_a_page_whose_field_takes_letters(client, owner, secret):
    code_page = sign_in(client, owner.mail, address="/en/sign-in?next=/en/account").location
    page = client.get(code_page).text
    way = unescape(re.search(r'href="([^"]*recovery=1[^"]*)"', page)[1])
    assert 'inputmode="numeric"' in page
    assert 'inputmode="text"' in client.get(way).text
    assert fill_in(client, way, code=app_code(secret)).location == "/en/account"


def test_a_wrong_first_code_shows_the_same_key_again(app, client, owner):
    sign_in(client, owner.mail)
    page = begin(client)
    again = finish(client, page, "000000")
    assert NO_FIT in again
    assert APP_KEY.findall(again) == APP_KEY.findall(page)
    assert not state_of(app, owner.person).has_app


def test_looking_at_the_pages_draws_no_secret(app, client, owner):
    sign_in(client, owner.mail)
    for page in ("", "/begin", "/finish", "/codes", "/remove"):
        client.get(f"/en/account/authenticator{page}", follow_redirects=True)
    with app.app_context():
        assert session.scalars(select(AppSetup)).all() == []


def test_the_secret_is_encrypted_where_it_is_stored(app, owner, secret):
    sealed = state_of(app, owner.person).app_secret
    assert secret not in sealed
    assert len(sealed) <= 255


def test_recovery_codes_are_stored_as_digests(app, owner):
    _, codes = give_app(app, owner.person)
    with app.app_context():
        stored = set(session.scalars(select(RecoveryCode.digest)))
    assert len(stored) == 10
    assert not {code.replace("-", "") for code in codes} & stored


def test_a_password_alone_opens_nothing_where_there_is_an_app(client, owner, secret):
    sign_in(client, owner.mail)
    assert not is_signed_in(client)
    answer = fill_in(client, CODE_PAGE, code=app_code(secret))
    assert answer.location == f"/en/c/{owner.company}/buying"
    assert is_signed_in(client)


def test_the_code_page_keeps_where_the_person_wanted_to_go(client, owner, secret):
    asked = client.get("/en/account/security").location
    code_page = sign_in(client, owner.mail, address=asked).location
    assert fill_in(client, code_page, code=app_code(secret)).location == "/en/account/security"


def test_the_same_code_is_never_taken_twice(app, client, owner, secret):
    code = app_code(secret)
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code=code)
    other = app.test_client()
    sign_in(other, owner.mail)
    assert NO_FIT in fill_in(other, CODE_PAGE, code=code).text
    assert not is_signed_in(other)


def test_an_older_code_is_not_taken_after_a_newer_one(app, client, owner, secret):
    older, newer = app_code(secret), app_code(secret, steps=1)
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code=newer)
    other = app.test_client()
    sign_in(other, owner.mail)
    assert NO_FIT in fill_in(other, CODE_PAGE, code=older).text


@pytest.mark.parametrize("steps", [0, 1])
def test_a_clock_that_is_one_step_off_is_forgiven(client, owner, secret, steps):
    sign_in(client, owner.mail)
    typed = f" {app_code(secret, steps)[:3]} {app_code(secret, steps)[3:]} "
    fill_in(client, CODE_PAGE, code=typed)
    assert is_signed_in(client)


def test_the_code_of_the_step_before_is_taken_when_it_was_not_used(app, client, owner):
    secret, _ = give_app(app, owner.person)
    clock.advance(timedelta(seconds=90))
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code=app_code(secret, steps=-1))
    assert is_signed_in(client)


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_clock_that_is_further_off_is_not(client, owner, secret, steps):
    sign_in(client, owner.mail)
    assert NO_FIT in fill_in(client, CODE_PAGE, code=app_code(secret, steps)).text


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "0" * 16])
def test_what_is_no_code_is_refused_politely(client, owner, secret, code):
    sign_in(client, owner.mail)
    assert fill_in(client, CODE_PAGE, code=code).status_code == 200
    assert not is_signed_in(client)


def test_a_recovery_code_stands_in_once_and_is_told_by_mail(app, client, owner):
    _, codes = give_app(app, owner.person)
    sign_in(client, owner.mail)
    typed = codes[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert fill_in(client, CODE_PAGE, code=typed).status_code == 302
    told = [mail for mail in mails_to(app, owner.mail) if mail.message == "recovery_code_used"]
    assert len(told) == 1
    assert "9" in told[0].text
    other = app.test_client()
    sign_in(other, owner.mail)
    assert NO_FIT in fill_in(other, CODE_PAGE, code=codes[0]).text
    assert "9 recovery codes are left." in client.get("/en/account/authenticator").text


def test_a_wrong_code_after_the_right_password_is_written_down(app, client, owner, secret):
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code="000000")
    fill_in(client, CODE_PAGE, code=app_code(secret))
    with app.app_context():
        wrong = select(AuditEntry.subject).where(AuditEntry.tag == "person:sign_in:code_failed")
        assert session.scalars(wrong).all() == [owner.person]
    assert is_signed_in(client)


def test_eleven_codes_in_a_row_are_too_many(client, owner, secret):
    sign_in(client, owner.mail)
    answers = [fill_in(client, CODE_PAGE, code="000000").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_a_code_page_left_open_too_long_leads_back_to_the_sign_in(client, owner, secret):
    sign_in(client, owner.mail)
    clock.advance(timedelta(minutes=16))
    assert client.get(CODE_PAGE).location == "/en/sign-in"


def signed_in_with_app(client, owner, secret):
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code=app_code(secret))


def test_new_recovery_codes_replace_the_old_ones(app, client, owner):
    secret, old = give_app(app, owner.person)
    signed_in_with_app(client, owner, secret)
    page = client.get("/en/account/authenticator").text
    data = hidden_fields(page) | {"code": app_code(secret, steps=1)}
    shown = client.post("/en/account/authenticator/codes", data=data).text
    new = RECOVERY_CODE.findall(shown)
    assert len(set(new)) == 10
    assert not set(new) & set(old)
    other = app.test_client()
    sign_in(other, owner.mail)
    assert NO_FIT in fill_in(other, CODE_PAGE, code=old[0]).text
    assert fill_in(other, CODE_PAGE, code=new[0]).status_code == 302


def test_new_recovery_codes_ask_for_a_code_of_the_app(client, owner, secret):
    signed_in_with_app(client, owner, secret)
    page = client.get("/en/account/authenticator").text
    data = hidden_fields(page) | {"code": "000000"}
    shown = client.post("/en/account/authenticator/codes", data=data).text
    assert NO_FIT in shown
    assert RECOVERY_CODE.findall(shown) == []


def test_the_app_is_turned_off_by_its_code_and_told_by_mail(app, client, owner, secret):
    signed_in_with_app(client, owner, secret)
    page = client.get("/en/account/authenticator").text
    data = hidden_fields(page) | {"code": app_code(secret, steps=1)}
    client.post("/en/account/authenticator/remove", data=data)
    assert not state_of(app, owner.person).has_app
    assert messages_to(app, owner.mail)[-1] == "app_removed"
    with app.app_context():
        assert session.scalars(select(RecoveryCode)).all() == []
    assert sign_in(app.test_client(), owner.mail).location.endswith("/buying")


def test_whose_phone_is_gone_turns_the_app_off_with_a_recovery_code(app, client, owner):
    _, codes = give_app(app, owner.person)
    sign_in(client, owner.mail)
    fill_in(client, CODE_PAGE, code=codes[0])
    page = client.get("/en/account/authenticator?recovery=1").text
    assert 'inputmode="text"' in page
    data = hidden_fields(page) | {"code": codes[0]}
    assert NO_FIT in client.post("/en/account/authenticator/remove", data=data).text
    client.post("/en/account/authenticator/remove", data=data | {"code": codes[1]})
    assert not state_of(app, owner.person).has_app


def test_who_has_lost_phone_and_codes_is_helped_at_the_server(app, owner, secret):
    remove = ["apps", "remove", "--mail"]
    done = app.test_cli_runner().invoke(args=[*remove, "Owner@Example.com"])
    assert (done.exit_code, owner.person in done.output) == (0, True)
    assert not state_of(app, owner.person).has_app
    for mail in (owner.mail, "nobody@example.com"):
        refused = app.test_cli_runner().invoke(args=[*remove, mail])
        assert refused.output == f"Error: Nobody with the address {mail} has an app.\n"


def test_a_wrong_code_turns_nothing_off(app, client, owner, secret):
    signed_in_with_app(client, owner, secret)
    page = client.get("/en/account/authenticator").text
    data = hidden_fields(page) | {"code": "000000"}
    assert NO_FIT in client.post("/en/account/authenticator/remove", data=data).text
    assert state_of(app, owner.person).has_app


def test_what_was_begun_and_never_proved_is_drawn_anew_after_an_hour(client, owner):
    sign_in(client, owner.mail)
    first, same = (APP_KEY.search(begin(client))[0] for _ in range(2))
    clock.advance(timedelta(hours=1, minutes=1))
    later = APP_KEY.search(begin(client))[0]
    assert first == same
    assert later != first


def test_the_flow_of_the_app_works_on_both_databases(both_databases, app, owner):
    client, secret = app.test_client(), give_app(app, owner.person)[0]
    signed_in_with_app(client, owner, secret)
    assert is_signed_in(client)


def pending_sessions(app, person, number):
    def start():
        row = find_person(person)
        for _ in range(number):
            start_session(row, device="device", device_label="Test", actor=AT_THE_SERVER)

    with app.test_request_context():
        unit_of_work(start)
        return session.scalars(select(SignInSession.id)).all()


@pytest.mark.database
def test_of_two_browsers_that_send_one_code_at_once_one_gets_in(app, owner):
    secret, _ = give_app(app, owner.person)
    rows, code, together = pending_sessions(app, owner.person, 2), app_code(secret), Barrier(2)
    assert race(app, rows, code, together) == ["open", "refused"]


@pytest.mark.database
def test_of_two_browsers_that_send_one_recovery_code_at_once_one_gets_in(app, owner):
    _, codes = give_app(app, owner.person)
    rows, together = pending_sessions(app, owner.person, 2), Barrier(2)
    assert race(app, rows, codes[0], together) == ["open", "refused"]
    with app.app_context():
        used = select(RecoveryCode).where(RecoveryCode.used_at.is_not(None))
        assert len(session.scalars(used).all()) == 1


def race(app, rows, code, together):
    def send(row):
        with app.test_request_context():
            pending = session.get_one(SignInSession, row)
            session.get_one(Person, pending.person_id)
            together.wait(10)
            try:
                unit_of_work(accept_code, pending, code, device="device", actor=AT_THE_SERVER)
            except Refused:
                return "refused"
            return "open"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(send, rows))
