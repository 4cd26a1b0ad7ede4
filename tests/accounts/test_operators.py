"""Operators: appointed at the server, invited by mail, never without the app."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Operator, Person
from marketplace.core import clock
from marketplace.core.db import session
from tests.accounts.people import (
    APP_KEY,
    RECOVERY_CODE,
    app_code,
    give_app,
    is_signed_in,
    mails_to,
    messages_to,
    page_of,
    sign_in,
    state_of,
)
from tests.factories.companies import make_member
from tests.support.browsing import fill_in, hidden_fields

MAIL = "soyul@operator.example.com"
CHOSEN = "seven lanterns at dusk"


def add(app, *arguments, mail=MAIL, name="Han Soyul"):
    command = ["operators", "add", "--mail", mail, "--name", name, *arguments]
    return app.test_cli_runner().invoke(args=command)


def choose_password(app, client, mail=MAIL):
    """Open the newest mail's link and choose a password."""
    page = page_of(client, mails_to(app, mail)[-1].link)
    return fill_in(client, page, new_password=CHOSEN)


def operators(app):
    with app.app_context():
        return session.scalar(select(func.count()).select_from(Operator))


def test_a_new_operator_is_invited_in_their_language(app):
    done = add(app, "--language", "ko")
    assert done.exit_code == 0
    assert MAIL in done.output
    (mail,) = mails_to(app, MAIL)
    assert mail.message == "operator_invited"
    with app.app_context():
        person = session.scalars(select(Person)).one()
        assert (person.language, person.state) == ("ko", PersonState.UNCONFIRMED)


def test_a_new_operator_chooses_a_password_and_sets_the_app_up_before_anything_else(app, client):
    add(app)
    assert choose_password(app, client).location == "/en/sign-in"
    assert sign_in(client, MAIL, CHOSEN).location == "/en/sign-in/app"
    for page in ("/en/desk", "/en/account", "/en/account/security", "/en/account/sessions"):
        assert client.get(page).location.startswith("/en/sign-in?next="), page
    setup = fill_in(client, "/en/sign-in/app").text
    key = APP_KEY.search(setup)[0]
    data = hidden_fields(setup) | {"code": app_code(key)}
    shown = client.post("/en/sign-in/app", data=data).text
    assert len(RECOVERY_CODE.findall(shown)) == 10
    assert 'href="/en/desk"' in shown
    assert client.get("/en/desk").status_code == 200


def test_a_wrong_code_leaves_a_new_operator_before_the_door(app, client):
    add(app)
    choose_password(app, client)
    sign_in(client, MAIL, CHOSEN)
    setup = fill_in(client, "/en/sign-in/app").text
    answer = client.post("/en/sign-in/app", data=hidden_fields(setup) | {"code": "000000"})
    assert "That code does not fit." in answer.text
    assert APP_KEY.findall(answer.text) == APP_KEY.findall(setup)
    assert not is_signed_in(client)


def test_looking_at_the_page_of_the_app_draws_no_secret(app, client):
    add(app)
    choose_password(app, client)
    sign_in(client, MAIL, CHOSEN)
    assert APP_KEY.search(client.get("/en/sign-in/app").text) is None
    assert client.head("/en/sign-in/app").status_code == 200
    assert client.get("/en/sign-in/code").location == "/en/sign-in/app"


def test_an_existing_person_becomes_an_operator_and_signs_in_again_with_the_app(app, client):
    member = make_member(app, mail=MAIL)
    sign_in(client, MAIL)
    assert add(app).exit_code == 0
    assert state_of(app, member.person).is_operator
    assert messages_to(app, MAIL)[-1] == "operator_invited"
    assert not is_signed_in(client)
    assert sign_in(client, MAIL).location == "/en/sign-in/app"


def test_an_operator_with_an_app_is_asked_for_its_code(app, client):
    member = make_member(app, mail=MAIL)
    secret, _ = give_app(app, member.person)
    add(app)
    assert sign_in(client, MAIL).location == "/en/sign-in/code"
    assert fill_in(client, "/en/sign-in/code", code=app_code(secret)).location == "/en/desk"
    assert client.get("/en/sign-in/app").location.startswith("/en/sign-in")


def test_nobody_is_made_an_operator_twice(app, client):
    add(app)
    for _ in range(2):
        again = add(app, mail=MAIL.upper())
        assert again.exit_code == 1
        assert "is an operator already" in again.output
        choose_password(app, client)
    assert operators(app) == 1


def test_an_invitation_that_has_ended_is_replaced_under_forgot_the_password(app, client):
    add(app)
    old = page_of(client, mails_to(app, MAIL)[0].link)
    clock.advance(timedelta(days=8))
    assert client.get(old).status_code == 410
    fill_in(client, "/en/forgot", mail=MAIL)
    assert choose_password(app, client).status_code == 302
    assert sign_in(client, MAIL, CHOSEN).location == "/en/sign-in/app"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"mail": "soyul"}, "soyul is not a mail address."),
        ({"name": " "}, "The name needs 1 to 80 characters."),
        ({"name": "x" * 81}, "The name needs 1 to 80 characters."),
    ],
)
def test_a_mistyped_command_is_refused_in_one_sentence(app, changes, sentence):
    done = add(app, **changes)
    assert (done.exit_code, done.output) == (1, f"Error: {sentence}\n")
    assert operators(app) == 0


def test_a_language_that_is_not_spoken_here_is_refused(app):
    assert add(app, "--language", "xx").output == "Error: xx is not one of en, ko, es, ar.\n"


def test_an_operator_moves_to_another_phone_and_is_asked_for_it_at_once(app, client):
    member = make_member(app, mail=MAIL)
    secret, _ = give_app(app, member.person)
    add(app)
    sign_in(client, MAIL)
    fill_in(client, "/en/sign-in/code", code=app_code(secret))
    page = client.get("/en/account/authenticator").text
    assert "Turn the app off" not in page
    data = hidden_fields(page) | {"code": app_code(secret, steps=1)}
    answer = client.post("/en/account/authenticator/remove", data=data)
    assert (answer.location, is_signed_in(client)) == ("/en/sign-in", False)
    assert sign_in(client, MAIL).location == "/en/sign-in/app"
    assert not is_signed_in(client)
    assert "app_removed" not in messages_to(app, MAIL)  # it says that the password is enough


def test_an_operators_session_ends_after_twelve_hours(app, client):
    member = make_member(app, mail=MAIL)
    secret, _ = give_app(app, member.person)
    add(app)
    sign_in(client, MAIL)
    fill_in(client, "/en/sign-in/code", code=app_code(secret))
    clock.advance(timedelta(hours=11))
    assert is_signed_in(client)
    clock.advance(timedelta(hours=2))
    assert not is_signed_in(client)
