"""Authenticator apps when the house's key is changed: under the old key too, or sealed anew."""

import pytest

from marketplace.accounts.operations.sealing import seal, seal_anew, unseal
from tests.accounts.people import app_code, give_app, is_signed_in, sign_in, state_of
from tests.factories.companies import make_member
from tests.support.browsing import fill_in

NEW_KEY = "n" * 40


@pytest.fixture
def owner(app):
    return make_member(app)


@pytest.fixture
def given(app, owner):
    """The app's secret and the recovery codes."""
    return give_app(app, owner.person)


def changed(make_app, app, *, before=True):
    """The house after its key was changed."""
    old = app.config["SETTINGS"].secret_key
    return make_app(SECRET_KEY=NEW_KEY, **({"SECRET_KEY_BEFORE": f"other {old}"} if before else {}))


def enter(house, mail, code):
    client = house.test_client()
    return client, fill_in(client, sign_in(client, mail).location, code=code)


def test_an_app_opens_after_the_key_was_changed_and_is_sealed_anew(app, make_app, owner, given):
    secret, _codes = given
    house = changed(make_app, app)
    client, _answer = enter(house, owner.mail, app_code(secret))
    assert is_signed_in(client)
    with make_app(SECRET_KEY=NEW_KEY).app_context():
        assert unseal(state_of(house, owner.person).app_secret) == secret


def test_without_the_old_key_a_code_does_not_fit_and_a_recovery_code_does(
    app, make_app, owner, given
):
    secret, codes = given
    house = changed(make_app, app, before=False)
    client, answer = enter(house, owner.mail, app_code(secret))
    assert (answer.status_code, is_signed_in(client)) == (200, False)
    client, _answer = enter(house, owner.mail, codes[0])
    assert is_signed_in(client)


def test_the_command_seals_every_app_under_the_new_key(app, make_app, owner, given):
    secret, _codes = given
    blind = changed(make_app, app, before=False).test_cli_runner().invoke(args=["apps", "reseal"])
    assert blind.exit_code == 1
    assert owner.person in blind.output
    for _time in range(2):
        done = changed(make_app, app).test_cli_runner().invoke(args=["apps", "reseal"])
        assert done.output == "1 of 1 apps are sealed under SECRET_KEY.\n"
    with make_app(SECRET_KEY=NEW_KEY).app_context():
        assert unseal(state_of(app, owner.person).app_secret) == secret


def test_a_secret_under_the_present_key_is_left_as_it_is(app):
    with app.app_context():
        sealed = seal("JBSWY3DP")
        assert seal_anew(sealed) == sealed
        assert seal_anew("no token at all") is None
