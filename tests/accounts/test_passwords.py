"""Passwords: changed, forgotten, chosen anew."""

from datetime import timedelta

import pytest

from marketplace.accounts.operations import (
    change_password,
    fitting_hash,
    hash_password,
    set_password_by_link,
    start_session,
)
from marketplace.accounts.queries import find_person
from marketplace.core import clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from tests.accounts.people import (
    is_signed_in,
    mails_to,
    messages_to,
    page_of,
    sign_in,
    state_of,
)
from tests.factories.companies import PASSWORD, make_member
from tests.support.browsing import fill_in

NEW = "seven lanterns at dusk"


@pytest.fixture
def owner(app):
    return make_member(app, mail="owner@example.com", name="Eleanor Finch")


def forget(app, client, mail):
    """Ask for a link and return the address of the page behind it."""
    fill_in(client, "/en/forgot", mail=mail)
    return page_of(client, mails_to(app, mail)[-1].link)


def test_a_changed_password_signs_other_browsers_out_and_is_told_by_mail(app, client, owner):
    other = app.test_client()
    sign_in(client, owner.mail)
    sign_in(other, owner.mail)
    answer = fill_in(client, "/en/account/security", password=PASSWORD, new_password=NEW)
    assert answer.location == "/en/account/security"
    assert is_signed_in(client)
    assert not is_signed_in(other)
    assert messages_to(app, owner.mail)[-1] == "password_changed"
    assert sign_in(other, owner.mail, PASSWORD).status_code == 200
    assert sign_in(other, owner.mail, NEW).status_code == 302


def test_a_changed_password_revokes_the_links_in_mails(app, client, owner):
    page = forget(app, client, owner.mail)
    sign_in(client, owner.mail)
    fill_in(client, "/en/account/security", password=PASSWORD, new_password=NEW)
    assert client.get(page).status_code == 410


def test_the_present_password_is_asked_for_a_new_one(client, owner):
    sign_in(client, owner.mail)
    answer = fill_in(client, "/en/account/security", password=NEW, new_password=NEW)
    assert "That is not your current password." in answer.text
    assert NEW not in answer.text


def test_a_stolen_browser_may_guess_the_present_password_ten_times(client, owner):
    sign_in(client, owner.mail)
    for _ in range(10):
        fill_in(client, "/en/account/security", password="guess", new_password=NEW)
    answer = fill_in(client, "/en/account/security", password=PASSWORD, new_password=NEW)
    assert answer.status_code == 429


@pytest.mark.parametrize("easy", ["eleanorfinch", "owner@example.com", "password1234", "short"])
def test_a_new_password_is_measured_wherever_it_is_chosen(app, client, owner, easy):
    page = forget(app, client, owner.mail)
    refused = fill_in(client, page, new_password=easy)
    assert "easy to guess" in refused.text or "at least 12" in refused.text
    sign_in(client, owner.mail)
    refused = fill_in(client, "/en/account/security", password=PASSWORD, new_password=easy)
    assert "easy to guess" in refused.text or "at least 12" in refused.text


def test_a_reset_link_works_once_and_signs_every_browser_out(app, client, owner):
    inside = app.test_client()
    sign_in(inside, owner.mail)
    page = forget(app, client, owner.mail)
    assert fill_in(client, page, new_password=NEW).location == "/en/sign-in"
    assert not is_signed_in(inside)
    assert client.get(page).status_code == 410
    assert client.post(page).status_code in {400, 410}
    assert sign_in(client, owner.mail, NEW).status_code == 302


def test_a_form_that_was_open_before_the_link_was_used_changes_nothing(app, client, owner):
    late = app.test_client()
    page = forget(app, client, owner.mail)
    late.get(page)
    fill_in(client, page, new_password=NEW)
    assert fill_in(late, page, new_password="eight umbrellas asleep").status_code in {400, 410}
    assert sign_in(client, owner.mail, NEW).status_code == 302


def test_opening_a_reset_link_changes_nothing(app, client, owner):
    before = state_of(app, owner.person)
    page = forget(app, client, owner.mail)
    client.get(page)
    after = state_of(app, owner.person)
    assert (before.password_hash, before.link_version) == (after.password_hash, after.link_version)


def test_a_reset_link_ends_after_two_hours(app, client, owner):
    page = forget(app, client, owner.mail)
    clock.advance(timedelta(hours=1, minutes=58))
    assert client.get(page).status_code == 200
    clock.advance(timedelta(minutes=3))
    assert client.get(page).status_code == 410


def test_raising_the_link_version_revokes_what_was_sent(app, client, owner):
    page = forget(app, client, owner.mail)

    def raise_it():
        find_person(owner.person).link_version += 1

    with app.app_context():
        unit_of_work(raise_it)
    assert client.get(page).status_code == 410


def test_four_links_an_hour_are_refused(client, owner):
    answers = [fill_in(client, "/en/forgot", mail=owner.mail).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_what_is_no_address_is_said_beside_the_field(client):
    answer = fill_in(client, "/en/forgot", mail="eleanor at finch")
    assert "This is not a mail address." in answer.text
    assert 'value="eleanor at finch"' in answer.text


def test_passwords_are_hashed_outside_of_transactions(app):
    with app.app_context(), pytest.raises(RuntimeError):
        unit_of_work(hash_password, PASSWORD)
    with app.app_context(), pytest.raises(RuntimeError):
        unit_of_work(fitting_hash, None, PASSWORD)


def test_comparing_a_password_holds_no_transaction_open(app, owner, monkeypatch):
    held = []

    class Watching:
        def verify(self, *_args):
            held.append(session().in_transaction())

    monkeypatch.setattr("marketplace.accounts.operations.passwords._hasher", Watching)
    with app.app_context():
        assert fitting_hash(find_person(owner.person), PASSWORD)
    assert held == [False]


def test_a_person_without_a_password_fits_none(app, owner):
    with app.test_request_context():
        person = find_person(owner.person)
        proved = fitting_hash(person, PASSWORD)
        unit_of_work(
            change_password,
            person,
            "no hash",
            proved=proved,
            keep_session="",
            actor=AT_THE_SERVER,
        )
        assert fitting_hash(find_person(owner.person), "no hash") is None
        assert fitting_hash(None, "nobody") is None


def test_passwords_are_stored_as_argon2id(app, owner):
    assert state_of(app, owner.person).password_hash.startswith("$argon2id$")


def test_a_password_may_be_of_any_script_and_its_blanks_count(app, client, owner):
    page = forget(app, client, owner.mail)
    fill_in(client, page, new_password=" 달빛 아래 조용한 나루터 ")
    assert sign_in(client, owner.mail, "달빛 아래 조용한 나루터").status_code == 200
    assert sign_in(client, owner.mail, " 달빛 아래 조용한 나루터 ").status_code == 302


def test_a_password_that_is_changed_while_it_is_tried_changes_nothing(app, owner):
    with app.test_request_context():
        person = find_person(owner.person)
        proved = fitting_hash(person, PASSWORD)
        unit_of_work(set_password_by_link, person, hash_password(NEW), actor=AT_THE_SERVER)
        with pytest.raises(Refused, match="not your current password"):
            unit_of_work(
                change_password,
                person,
                "the thief's",
                proved=proved,
                keep_session="",
                actor=AT_THE_SERVER,
            )
        assert fitting_hash(find_person(owner.person), NEW)


def test_a_password_that_is_changed_while_it_is_tried_opens_nothing(app):
    made = make_member(app)
    with app.test_request_context():
        person = find_person(made.person)
        proved = fitting_hash(person, PASSWORD)
        fresh = hash_password(NEW)
        unit_of_work(set_password_by_link, person, fresh, actor=AT_THE_SERVER)
        begun = {"device": "d", "device_label": "Test", "actor": AT_THE_SERVER}
        with pytest.raises(Conflict, match="not right"):
            unit_of_work(start_session, person, proved=proved, **begun)
        assert unit_of_work(start_session, person, proved=fresh, **begun).token
