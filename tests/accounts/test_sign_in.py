"""Signing in, and what strangers can and cannot do."""

import pytest
from sqlalchemy import select

from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from tests.accounts.people import comparable, is_signed_in, messages_to, send, sign_in, sign_out
from tests.factories.companies import PASSWORD, make_member
from tests.support.browsing import fill_in

WRONG = "not the password at all"


@pytest.fixture
def owner(app):
    return make_member(app, mail="owner@example.com")


def test_signing_in_works_on_both_databases(both_databases, app, owner):
    client = app.test_client()
    assert sign_in(client, owner.mail).location == f"/en/c/{owner.company}/buying"
    assert is_signed_in(client)
    fill_in(client, "/en/account", name="Eleanor F.", language="en")
    answer = fill_in(client, "/en/account/security", password=PASSWORD, new_password=WRONG)
    assert answer.status_code == 302
    assert send(client, "/en/account/sessions").status_code == 405
    assert is_signed_in(client)


def test_the_case_of_an_address_does_not_matter(client, owner):
    sign_in(client, "OWNER@Example.com")
    assert is_signed_in(client)


def test_a_wrong_password_is_said_on_top_and_the_address_stays(client, owner):
    answer = sign_in(client, owner.mail, WRONG)
    assert answer.status_code == 200
    assert "Address or password is not right." in answer.text
    assert f'value="{owner.mail}"' in answer.text
    assert WRONG not in answer.text
    assert not is_signed_in(client)


def test_an_empty_form_says_what_to_fill_in(client):
    assert sign_in(client, "", "").text.count("Please fill this in.") == 4  # beside and on top


def test_a_wrong_password_answers_alike_for_known_and_unknown_addresses(app, owner):
    known = sign_in(app.test_client(), owner.mail, WRONG)
    unknown = sign_in(app.test_client(), "other@example.com", WRONG)
    assert comparable(known, owner.mail) == comparable(unknown, "other@example.com")


def test_a_failed_sign_in_leaves_a_row_whether_or_not_the_address_is_known(app, client, owner):
    sign_in(client, owner.mail, WRONG)
    sign_in(client, "other@example.com", WRONG)
    with app.app_context():
        failed = select(AuditEntry.subject).where(AuditEntry.tag == "person:sign_in:failed")
        assert session.scalars(failed).all() == [owner.person, ""]


def test_forgot_answers_alike_and_writes_to_known_addresses_only(app, owner):
    known = fill_in(app.test_client(), "/en/forgot", mail=owner.mail)
    unknown = fill_in(app.test_client(), "/en/forgot", mail="other@example.com")
    assert comparable(known, owner.mail) == comparable(unknown, "other@example.com")
    assert messages_to(app, owner.mail)[-1] == "reset_password"
    assert messages_to(app, "other@example.com") == []


def test_ten_wrong_passwords_from_one_place_make_it_wait(client, owner):
    sign_in(client, owner.mail, WRONG, times=10)
    answer = sign_in(client, owner.mail)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "tried too often" in answer.text


def test_forty_wrong_passwords_of_a_stranger_shut_no_browser_of_the_owner_out(app, owner):
    known = app.test_client()
    sign_in(known, owner.mail)
    sign_out(known)
    stranger = app.test_client()
    sign_in(stranger, owner.mail, WRONG, remote="203.0.113.7", times=40)
    assert sign_in(stranger, owner.mail, remote="203.0.113.7").status_code == 429
    assert sign_in(known, owner.mail).status_code == 302
    assert sign_in(app.test_client(), owner.mail, remote="198.51.100.2").status_code == 302


def test_strangers_of_many_places_still_leave_the_known_browser_able_to_sign_in(app, owner):
    known, stranger = app.test_client(), app.test_client()
    sign_in(known, owner.mail)
    sign_out(known)
    for place in range(6):
        sign_in(stranger, owner.mail, WRONG, remote=f"203.0.113.{place}", times=10)
    assert sign_in(app.test_client(), owner.mail, remote="198.51.100.2").status_code == 429
    assert sign_in(known, owner.mail, remote="203.0.113.1").status_code == 302


def test_a_private_page_is_shown_right_after_signing_in(client, owner):
    asked = client.get("/en/account/sessions")
    assert asked.location == "/en/sign-in?next=/en/account/sessions"
    assert sign_in(client, owner.mail, address=asked.location).location == "/en/account/sessions"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "https:evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5Cevil.example\\",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/en/\\..\\evil",
        " //evil.example",
    ],
)
def test_sign_in_leads_to_no_other_house(client, owner, elsewhere):
    answer = client.get("/en/sign-in", query_string={"next": elsewhere})
    address = answer.request.full_path
    assert sign_in(client, owner.mail, address=address).location.endswith("/buying")
    assert client.get(address).location.endswith("/buying")


def test_who_is_signed_in_needs_no_sign_in_page(client, owner):
    sign_in(client, owner.mail)
    assert client.get("/en/sign-in").location == f"/en/c/{owner.company}/buying"


def test_a_code_page_without_a_password_before_it_leads_to_the_sign_in(client):
    assert client.get("/en/sign-in/code").location == "/en/sign-in"
    assert client.get("/en/sign-in/app?next=/en/desk").location == "/en/sign-in?next=/en/desk"


def test_secrets_stand_in_no_page_and_no_log(app, client, owner, capfd):
    sign_in(client, owner.mail, WRONG)
    answer = sign_in(client, owner.mail)
    cookies = {cookie.key: cookie.value for cookie in client._cookies.values()}
    pages = [client.get(path).text for path in ("/en/account", "/en/account/sessions")]
    with client.session_transaction() as browser:
        token = browser["_user_id"]
    said = "".join([answer.text, *pages, *capfd.readouterr()])
    assert "request" in said
    for secret in (PASSWORD, WRONG, token, cookies["device"], app.config["SECRET_KEY"]):
        assert secret not in said


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, owner):
    answer = sign_in(client, owner.mail)
    cookies = answer.headers.getlist("Set-Cookie")
    kept = [cookie for cookie in cookies if cookie.startswith(("naru=", "device="))]
    assert len(kept) == 2
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in kept)
