"""The homes of sellers and buyers, and where a person's day begins."""

import pytest

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.protocols import landing_of
from marketplace.accounts.queries import find_person
from tests.factories.checks import approve_as_stated, make_check
from tests.factories.companies import (
    NUMBERS,
    let_lapse,
    make_member,
    make_operator,
    seller_facts,
)
from tests.factories.offices import make_headquarters, make_operator_at
from tests.support.browsing import browser_of

MAY_BE_HERE = "This company may be here already."


def home_of(app, made, side, lang="en"):
    return browser_of(app, made.person).get(f"/{lang}/c/{made.company}/{side}")


def test_a_seller_finds_what_to_do_and_what_was_stated(app):
    page = home_of(app, make_member(app, seller_facts()), "selling").text
    assert "Four things to do" in page
    assert "Show buyers your first goods" in page
    assert "Set up the authenticator app" in page
    assert "Complete your company’s page" in page
    assert NUMBERS[0] in page
    assert "Stated by you, not checked yet" in page
    assert "Business registration number" in page
    assert MAY_BE_HERE not in page


def test_the_home_of_a_checked_seller_says_so(app):
    made = make_member(app, seller_facts())
    verifier = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)
    approve_as_stated(app, make_check(app, made), verifier)
    page = home_of(app, made, "selling").text
    assert "Company checked" in page
    assert "not checked yet" not in page


def test_a_buyer_finds_what_to_do_and_its_company(app):
    page = home_of(app, make_member(app), "buying").text
    assert "Set up the authenticator app" in page
    assert "Marlow &amp; Finch Imports Ltd" in page
    assert "United Kingdom" in page
    assert "Owner" in page


def test_only_the_later_claimant_is_told_and_neither_sees_the_other(app):
    first = make_member(app, seller_facts(name="First Co"))
    second = make_member(app, seller_facts(name="Second Co"))
    pages = [home_of(app, made, "selling").text for made in (first, second)]
    assert [MAY_BE_HERE in page for page in pages] == [False, True]
    assert "Second Co" not in pages[0]
    assert "First Co" not in pages[1]


def test_a_country_reads_in_the_language_of_the_page(app):
    assert "영국" in home_of(app, make_member(app), "buying", lang="ko").text


@pytest.mark.parametrize("side", ["selling", "buying"])
def test_a_home_is_for_its_members_alone(app, client, side):
    seller, buyer = make_member(app, seller_facts()), make_member(app)
    company = {"selling": seller, "buying": buyer}[side].company
    address = f"/en/c/{company}/{side}"
    stranger = {"selling": buyer, "buying": seller}[side]
    assert browser_of(app, stranger.person).get(address).status_code == 404
    assert browser_of(app, make_operator(app).person).get(address).status_code == 404
    anonymous = client.get(address)
    assert (anonymous.status_code, anonymous.location) == (302, f"/en/sign-in?next={address}")


def test_an_anonymous_person_is_asked_to_sign_in_whether_or_not_the_company_exists(client):
    answer = client.get("/en/c/COM-0000-00000/selling")
    assert answer.location == "/en/sign-in?next=/en/c/COM-0000-00000/selling"


def test_a_company_has_the_home_of_its_own_side_only(app):
    buyer = make_member(app)
    assert home_of(app, buyer, "selling").status_code == 404


def test_a_day_begins_on_the_page_of_ones_own_work(app):
    seller, buyer, operator = make_member(app, seller_facts()), make_member(app), make_operator(app)
    nobody = make_member(app, confirmed=False)
    let_lapse(app, nobody.person)
    with app.test_request_context("/en/"):
        places = [
            landing_of(find_person(made.person)) for made in (seller, buyer, operator, nobody)
        ]
    assert places == [
        f"/en/c/{seller.company}/selling",
        f"/en/c/{buyer.company}/buying",
        "/en/desk",
        "/en/",
    ]
