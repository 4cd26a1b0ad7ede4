"""What a person agrees to is what they were shown, though the texts may change meanwhile."""

import pytest
from sqlalchemy import select

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Consent, Person
from marketplace.accounts.queries.consents import consent_versions
from marketplace.companies.queries import find_any_company, open_invitations
from marketplace.companies.queries.members import invitation_link
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.reference.operations.settings import change_setting
from marketplace.reference.settings import known
from tests.companies.people import BUYER, NEWCOMER, page_of, place, sign_up
from tests.factories.companies import make_member
from tests.support.browsing import browser_of, fill_in, hidden_fields

GUEST = "guest@example.com"
CHANGED = "The terms have changed while you were writing. Please read them once more."


def write_terms(app, text, seen):
    with app.test_request_context():
        unit_of_work(
            change_setting, known("terms"), {"en": text}, seen_version=seen, actor=AT_THE_SERVER
        )
        return consent_versions()[ConsentKind.TERMS].code


def kept_terms(app, mail):
    with app.app_context():
        return session.scalars(
            select(Consent.text_version)
            .join(Person, Person.id == Consent.person_id)
            .where(Person.mail == mail, Consent.kind == ConsentKind.TERMS)
        ).one()


@pytest.fixture
def invited(app):
    buyer = make_member(app)
    owner = browser_of(app, buyer.person)
    fill_in(owner, place(buyer, "/members/invite"), mail=GUEST, role="trade", position="")
    with app.app_context():
        [found] = open_invitations(find_any_company(buyer.company))
        return page_of(invitation_link(found).token())


def test_an_invited_person_sees_and_accepts_the_operators_own_terms(app, client, invited):
    version = write_terms(app, "Be kind.", 0)
    assert f"terms={version} " in hidden_fields(client.get(invited).text)["shown"]
    assert "/sign-in" in fill_in(client, invited, **NEWCOMER).location
    assert kept_terms(app, GUEST) == version


def test_terms_that_changed_while_somebody_wrote_are_shown_once_more(app, client, invited):
    old = hidden_fields(client.get(invited).text)
    version = write_terms(app, "Be kind.", 0)
    answer = client.post(invited, data=old | NEWCOMER)
    assert CHANGED in answer.text
    assert f'value="{NEWCOMER["name"]}"' in answer.text
    fresh = hidden_fields(answer.text)
    assert "/sign-in" in client.post(invited, data=fresh | NEWCOMER).location
    assert kept_terms(app, GUEST) == version


def test_so_it_is_in_the_ordinary_sign_up(app, client):
    sign_up(client, "buyer")
    at = "/en/sign-up/buyer/company"
    old = hidden_fields(client.get(at).text)
    write_terms(app, "Be kind.", 0)
    answer = client.post(at, data=old | BUYER)
    assert CHANGED in answer.text
    assert f'value="{BUYER["name"].replace("&", "&amp;")}"' in answer.text
    assert client.post(at, data=hidden_fields(answer.text) | BUYER).location == "/en/sign-up/sent"


def test_a_form_without_its_versions_is_asked_again(client):
    sign_up(client, "buyer")
    at = "/en/sign-up/buyer/company"
    sent = hidden_fields(client.get(at).text) | BUYER
    sent.pop("shown", None)
    assert CHANGED in client.post(at, data=sent).text


def test_the_second_text_of_a_day_is_told_apart_from_the_first(app, client, invited):
    write_terms(app, "Be kind.", 0)
    assert ", version" not in client.get(invited).text
    write_terms(app, "Be very kind.", 1)
    assert ", version 2" in client.get(invited).text
    sign_up(client, "buyer")
    assert ", version 2" in client.get("/en/sign-up/buyer/company").text
