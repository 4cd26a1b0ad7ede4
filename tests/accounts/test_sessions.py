"""Browsers that are signed in: noticed, listed, signed out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.models import KnownDevice, SignInSession
from marketplace.core import clock
from marketplace.core.db import session
from tests.accounts.people import is_signed_in, mails_to, messages_to, sign_in, sign_out
from tests.factories.companies import make_member
from tests.support.browsing import hidden_fields

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def owner(app):
    return make_member(app, mail="owner@example.com")


@pytest.fixture
def phone(app):
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = PHONE
    return client


def sessions_of(app):
    with app.app_context():
        rows = session.scalars(select(SignInSession).order_by(SignInSession.id)).all()
        session.expunge_all()
        return rows


def press(client, address):
    """Press a button of the page that lists the sessions."""
    page = client.get("/en/account/sessions").text
    return client.post(address, data=hidden_fields(page))


def test_only_a_second_browser_is_told_of_by_mail(app, client, phone, owner):
    sign_in(client, owner.mail)
    assert "new_device" not in messages_to(app, owner.mail)
    sign_in(phone, owner.mail)
    notice = mails_to(app, owner.mail)[-1]
    assert notice.message == "new_device"
    assert "Chrome · Android" in notice.text


def test_a_browser_that_is_known_is_not_told_of_again(app, client, phone, owner):
    for browser in (client, phone, client, phone):
        sign_in(browser, owner.mail)
        sign_out(browser)
    assert messages_to(app, owner.mail).count("new_device") == 1


def test_one_browser_may_be_known_to_two_people(app, client, owner):
    other = make_member(app, mail="other@example.com")
    for person in (owner, other):
        sign_in(client, person.mail)
        sign_out(client)
    assert "new_device" not in messages_to(app, other.mail)


def test_every_browser_is_listed_and_this_one_is_marked(app, client, phone, owner):
    sign_in(client, owner.mail)
    sign_in(phone, owner.mail)
    page = phone.get("/en/account/sessions").text
    assert page.count("Chrome · Android") == 1
    assert page.count("This browser") == 1
    desk, mobile = sessions_of(app)
    assert f"/account/sessions/{desk.code}/end" in page
    assert f"/account/sessions/{mobile.code}/end" not in page


def test_a_browser_that_is_signed_out_from_another_is_out_at_once(app, client, phone, owner):
    sign_in(client, owner.mail)
    sign_in(phone, owner.mail)
    desk, _ = sessions_of(app)
    answer = press(phone, f"/en/account/sessions/{desk.code}/end")
    assert answer.location == "/en/account/sessions"
    assert not is_signed_in(client)
    assert is_signed_in(phone)


def test_every_other_browser_can_be_signed_out_at_once(app, client, phone, owner):
    third = app.test_client()
    for browser in (client, phone, third):
        sign_in(browser, owner.mail)
    press(phone, "/en/account/sessions/end-others")
    assert [is_signed_in(browser) for browser in (client, phone, third)] == [False, True, False]


def test_nobody_signs_a_strangers_browser_out(app, client, phone, owner):
    sign_in(client, owner.mail)
    sign_in(phone, make_member(app).mail)
    victim = sessions_of(app)[0]
    assert press(phone, f"/en/account/sessions/{victim.code}/end").status_code == 404
    assert is_signed_in(client)


def test_signing_out_ends_the_session_and_not_only_the_cookie(app, client, owner):
    sign_in(client, owner.mail)
    with client.session_transaction() as browser:
        stolen = dict(browser)
    answer = sign_out(client)
    assert answer.location == "/en/sign-in"
    assert "You are signed out." in client.get("/en/sign-in").text
    thief = app.test_client()
    with thief.session_transaction() as browser:
        browser.update(stolen)
    assert not is_signed_in(thief)


def test_a_session_ends_after_thirty_days(client, owner):
    sign_in(client, owner.mail)
    clock.advance(timedelta(days=29))
    assert is_signed_in(client)
    clock.advance(timedelta(days=2))
    assert not is_signed_in(client)


def test_the_database_holds_no_token_that_a_browser_holds(app, client, owner):
    sign_in(client, owner.mail)
    with client.session_transaction() as browser:
        token = browser["_user_id"]
    device = client.get_cookie("device").value
    with app.app_context():
        held = [
            *session.scalars(select(SignInSession.token_digest)),
            *session.scalars(select(KnownDevice.device_digest)),
        ]
    assert len(held) == 2
    assert not {token, device} & set(held)


def test_signing_in_gives_the_browser_a_session_of_its_own(client, owner):
    with client.session_transaction() as browser:
        browser["planted"] = "by somebody else"
    sign_in(client, owner.mail)
    with client.session_transaction() as browser:
        assert "planted" not in browser


def test_last_seen_is_written_after_the_answer_at_most_once_a_minute(app, client, owner):
    sign_in(client, owner.mail)
    started = sessions_of(app)[0].seen_at
    client.get("/en/account").close()
    assert sessions_of(app)[0].seen_at == started
    clock.advance(timedelta(minutes=2))
    client.get("/en/account").close()
    assert sessions_of(app)[0].seen_at > started + timedelta(minutes=1)


def test_static_files_ask_for_no_reader(client, owner, statements):
    sign_in(client, owner.mail)
    with statements() as seen:
        answer = client.get("/static/css/tokens.css")
        answer.close()
    assert answer.status_code == 200
    assert seen == []
    assert "Vary" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_the_list_of_sessions_asks_as_much_for_many_as_for_one(app, client, owner, statements):
    sign_in(client, owner.mail)
    with statements() as for_one:
        client.get("/en/account/sessions")
    for _ in range(4):
        sign_in(app.test_client(), owner.mail)
    with statements() as for_many:
        client.get("/en/account/sessions")
    assert len(for_many) == len(for_one)
