"""What a browser held before anybody had an account is theirs once they sign up or in."""

import pytest

from marketplace.accounts.queries import find_person, find_unconfirmed_person
from marketplace.core.db import unit_of_work
from marketplace.deals.operations.drafts import start_draft
from marketplace.deals.queries.inquiries import drafts_of
from tests.factories.companies import PASSWORD, make_member
from tests.factories.goods import company_of
from tests.factories.inquiries import House
from tests.support.browsing import fill_in

TOKEN = "t" * 43


@pytest.fixture
def begun(app):
    house = House(app)
    with app.test_request_context():
        return unit_of_work(lambda: start_draft(company_of(house.seller), TOKEN).code)


def drafts(app, holder):
    with app.test_request_context():
        found = find_person(holder) if holder.startswith("PER") else holder
        return [draft.code for draft in drafts_of(found)]


def test_signing_in_brings_the_draft_along(app, client, begun):
    made = make_member(app)
    client.set_cookie("inquiry", TOKEN)
    fill_in(client, "/en/sign-in", mail=made.mail, password=PASSWORD)
    assert drafts(app, made.person) == [begun]
    assert drafts(app, TOKEN) == []


def test_a_wrong_password_brings_nothing_along(app, client, begun):
    made = make_member(app)
    client.set_cookie("inquiry", TOKEN)
    fill_in(client, "/en/sign-in", mail=made.mail, password="not the right one")
    assert drafts(app, TOKEN) == [begun]


def test_signing_up_brings_the_draft_along_before_the_address_is_confirmed(app, client, begun):
    client.set_cookie("inquiry", TOKEN)
    person = {"name": "Inés Robledo", "mail": "ines@example.cl", "password": PASSWORD}
    fill_in(client, "/en/sign-up/buyer", **person)
    company = {"name": "Belleza Andina SpA", "country": "CL", "accept": "y"}
    answer = fill_in(client, "/en/sign-up/buyer/company", **company)
    assert answer.location == "/en/sign-up/sent"
    assert drafts(app, TOKEN) == []
    with app.test_request_context():
        founder = find_unconfirmed_person("ines@example.cl")
        assert [draft.code for draft in drafts_of(founder)] == [begun]
