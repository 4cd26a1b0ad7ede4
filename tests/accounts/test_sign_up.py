"""From a draft to a person who has confirmed their address, or has lapsed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import CONSENT_VERSIONS, PersonState
from marketplace.accounts.models import Consent, Person, SignUpDraft
from marketplace.companies.enums import CompanyState
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.models import Letter
from tests.accounts.people import (
    comparable,
    is_signed_in,
    mails_to,
    messages_to,
    page_of,
    sign_in,
    state_of,
)
from tests.factories.companies import PASSWORD, make_member
from tests.support.browsing import fill_in

MAIL = "eleanor@finch.example.com"
YOU = {"name": "Eleanor Finch", "mail": MAIL, "password": PASSWORD}
THEIRS = "thirteen purple kettles"
BUYER = {"name": "Marlow & Finch Imports Ltd", "country": "GB", "accept": "y"}


def sign_up(client, lang="en", **changes):
    fill_in(client, f"/{lang}/sign-up/buyer", **YOU | changes)
    return fill_in(client, f"/{lang}/sign-up/buyer/company", **BUYER)


def count(app, model):
    with app.app_context():
        return session.scalar(select(func.count()).select_from(model))


def test_who_signs_up_confirms_the_address_from_the_mail_and_signs_in(app, client):
    sign_up(client)
    assert not is_signed_in(client)
    (mail,) = mails_to(app, MAIL)
    page = page_of(client, mail.link)
    assert MAIL in client.get(page).text
    answer = fill_in(client, page)
    assert answer.location == "/en/sign-in"
    assert f'value="{MAIL}"' in client.get(answer.location).text
    assert sign_in(client, MAIL).location.endswith("/buying")
    assert is_signed_in(client)


def test_who_confirms_in_another_browser_chooses_the_password_that_opens_the_account(app, client):
    sign_up(client)
    stranger, owner = client, app.test_client()
    page = page_of(owner, mails_to(app, MAIL)[0].link)
    assert "somebody else typed your address" in owner.get(page).text
    bare = fill_in(owner, page)
    assert "Please fill this in." in bare.text
    weak = fill_in(owner, page, new_password="password1234")
    assert "easy to guess" in weak.text
    assert fill_in(owner, page, new_password=THEIRS).location == "/en/sign-in"
    assert "Address or password is not right." in sign_in(stranger, MAIL).text
    assert sign_in(owner, MAIL, THEIRS).location.endswith("/buying")
    assert messages_to(app, MAIL) == ["confirm_mail"]


def test_a_browser_that_signed_up_somebody_else_with_the_address_chooses_too(app, client):
    make_member(app, mail=MAIL, confirmed=False)
    sign_up(client)
    page = page_of(client, mails_to(app, MAIL)[0].link)
    assert "Please fill this in." in fill_in(client, page).text


def test_opening_the_link_confirms_nothing_until_its_button_is_pressed(app, client):
    made = make_member(app, mail=MAIL, confirmed=False)
    page = page_of(client, mails_to(app, MAIL)[0].link)
    client.get(page)
    client.head(page)
    assert state_of(app, made.person).state is PersonState.UNCONFIRMED


def test_a_second_press_of_the_button_says_that_the_address_is_confirmed(app, client):
    make_member(app, mail=MAIL, confirmed=False)
    page = page_of(client, mails_to(app, MAIL)[0].link)
    fill_in(client, page, new_password=THEIRS)
    assert client.get(page).location == "/en/sign-in"


def test_a_mangled_link_says_that_it_has_ended(app, client):
    make_member(app, mail=MAIL, confirmed=False)
    page = page_of(client, mails_to(app, MAIL)[0].link)
    answer = client.get(page[:-4] + "AAAA")
    assert answer.status_code == 410
    assert "This link has ended" in answer.text


def test_a_link_of_another_purpose_confirms_nothing(app, client):
    make_member(app, mail=MAIL)
    fill_in(client, "/en/forgot", mail=MAIL)
    token = mails_to(app, MAIL)[-1].link.removeprefix("/t/")
    assert client.get(f"/en/confirm/{token}").status_code == 410


def test_an_address_that_is_never_confirmed_lapses_and_its_company_closes(app, client):
    made = make_member(app, mail=MAIL, confirmed=False)
    page = page_of(client, mails_to(app, MAIL)[0].link)
    clock.advance(timedelta(days=7, minutes=1))
    work_until_idle(app)
    with app.app_context():
        person = session.scalars(select(Person)).one()
        company = session.scalars(select(Company)).one()
        assert (person.state, person.mail, person.password_hash) == (PersonState.LAPSED, None, None)
        assert person.name == made.person
        assert company.state is CompanyState.CLOSED
        assert session.scalars(select(Letter.mail)).all() == [None]
        assert "Eleanor" not in repr(session.execute(select(Letter.name, Letter.parameters)).all())
    assert client.get(page).status_code == 410


def test_a_confirmed_address_does_not_lapse(app):
    made = make_member(app, mail=MAIL)
    clock.advance(timedelta(days=8))
    work_until_idle(app)
    assert state_of(app, made.person).state is PersonState.ACTIVE


def test_of_two_who_claim_an_address_only_the_first_to_confirm_gets_it(app, client):
    first = make_member(app, mail=MAIL, confirmed=False)
    second = make_member(app, mail=MAIL.upper(), name="Somebody Else", confirmed=False)
    assert first.person != second.person
    first_page = page_of(client, mails_to(app, MAIL)[0].link)
    second_page = page_of(client, mails_to(app, MAIL.upper())[0].link)
    fill_in(client, second_page, new_password=THEIRS)
    answer = fill_in(client, first_page, new_password=THEIRS)
    assert "belongs to an account already" in answer.text
    assert state_of(app, first.person).state is PersonState.UNCONFIRMED
    assert state_of(app, second.person).state is PersonState.ACTIVE


def test_who_signs_up_with_a_known_address_reaches_its_owner_alone(app, client):
    owner = make_member(app, mail=MAIL)
    before = len(mails_to(app, MAIL))
    sign_up(client, password="a wholly different word")
    told = mails_to(app, MAIL)[before:]
    assert [mail.message for mail in told] == ["already_registered"]
    assert client.get(told[0].link).location.startswith("/en/set-password/")
    assert sign_in(client, MAIL).location.endswith(f"{owner.company}/buying")


def test_signing_up_and_then_in_tells_nothing_about_a_known_address(app):
    make_member(app, mail="known@example.com")

    def answers(mail):
        client = app.test_client()
        pages = [
            fill_in(client, "/en/sign-up/buyer", **YOU | {"mail": mail, "password": THEIRS}),
            fill_in(client, "/en/sign-up/buyer/company", **BUYER),
            client.get("/en/sign-up/sent"),
            sign_in(client, mail, THEIRS),
            sign_in(client, mail, "not the password at all"),
        ]
        return [comparable(page, mail) for page in pages]

    assert answers("known@example.com") == answers("other@example.com")


def test_a_draft_that_nobody_finishes_is_forgotten_after_a_day(app, client):
    fill_in(client, "/en/sign-up/buyer", **YOU)
    assert count(app, SignUpDraft) == 1
    clock.advance(timedelta(hours=25))
    work_until_idle(app)
    assert count(app, SignUpDraft) == 0
    assert client.get("/en/sign-up/buyer/company").location == "/en/sign-up/buyer"


def test_consents_are_kept_with_version_time_and_language(app, client):
    before = clock.now()
    sign_up(client, lang="ko")
    with app.app_context():
        kept = session.scalars(select(Consent)).all()
        assert {row.kind: row.text_version for row in kept} == CONSENT_VERSIONS
        assert {row.language for row in kept} == {"ko"}
        assert all(before <= row.at <= clock.now() for row in kept)


def test_who_has_not_confirmed_is_sent_the_link_again_on_signing_in(app, client):
    made = make_member(app, mail=MAIL, confirmed=False)
    first = mails_to(app, MAIL)[0]
    answer = sign_in(client, MAIL)
    assert "Please confirm your mail address first" in answer.text
    assert [mail.link for mail in mails_to(app, MAIL)] == [first.link] * 2
    assert state_of(app, made.person).state is PersonState.UNCONFIRMED


def test_an_impatient_person_gets_three_mails_an_hour_at_most(app, client):
    make_member(app, mail=MAIL, confirmed=False)
    for _ in range(5):
        sign_in(client, MAIL)
    assert messages_to(app, MAIL) == ["confirm_mail"] * 4  # the first one and three reminders


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("eleven char", "Please use at least 12 characters."),
        ("password1234", "easy to guess"),
        ("eleanorfinch", "easy to guess"),
        ("eleanor@finch.example.com", "easy to guess"),
        ("x" * 201, "Please keep to 200 characters."),
    ],
)
def test_a_password_that_is_short_common_or_ones_own_name_is_refused(client, password, sentence):
    answer = fill_in(client, "/en/sign-up/buyer", **YOU | {"password": password})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert f'value="{MAIL}"' in answer.text
    assert f"{password}</" not in answer.text
