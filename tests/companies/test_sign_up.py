"""Signing up through the pages: what somebody sees, and what stands afterwards."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import ConsentKind, PersonState
from marketplace.accounts.models import Consent, Person
from marketplace.companies.enums import CompanyState, MemberRole, Side
from marketplace.companies.models import Company, Member
from marketplace.core.db import session
from marketplace.core.work.worker import work_until_idle
from marketplace.notices.models import Letter
from tests.companies.people import BUYER, SELLER, YOU, sign_up
from tests.factories.companies import NUMBERS, PASSWORD, let_lapse, make_member, seller_facts
from tests.support.browsing import browser_of, fill_in, hidden_fields

MAY_BE_HERE = (
    "This company may be here already. If a colleague registered it, ask them to invite you; "
    "if not, carry on: we look at it before anything is shown."
)


def found(client, side="seller", **changes):
    facts = SELLER if side == "seller" else BUYER
    return fill_in(client, f"/en/sign-up/{side}/company", **facts | changes)


def count(app, model):
    with app.app_context():
        return session.scalar(select(func.count()).select_from(model))


def test_a_seller_signs_up_in_two_steps_and_is_sent_to_the_mail(app, client):
    first = sign_up(client)
    assert first.location == "/en/sign-up/seller/company"
    assert found(client).location == "/en/sign-up/sent"
    assert YOU["mail"] in client.get("/en/sign-up/sent").text
    with app.app_context():
        company = session.scalars(select(Company)).one()
        member = session.scalars(select(Member)).one()
        person = session.get_one(Person, member.person_id)
        assert (company.side, company.state) == (Side.SELLER, CompanyState.OPEN)
        assert (company.name, company.country) == ("주식회사 한빛온", "KR")
        assert (company.number, company.number_key) == (NUMBERS[0], "0008600019")
        assert (member.company_id, member.role) == (company.id, MemberRole.OWNER)
        assert (person.name, person.state) == (YOU["name"], PersonState.UNCONFIRMED)


def test_a_buyer_is_asked_for_no_number(app, client):
    sign_up(client, "buyer")
    assert 'name="number"' not in client.get("/en/sign-up/buyer/company").text
    assert found(client, "buyer").location == "/en/sign-up/sent"
    with app.app_context():
        company = session.scalars(select(Company)).one()
        assert (company.side, company.country) == (Side.BUYER, "GB")
        assert (company.number, company.number_key) == (None, None)


def test_what_was_agreed_to_is_kept_with_its_version_and_language(app, client):
    fill_in(client, "/ko/sign-up/seller", **YOU)
    fill_in(client, "/ko/sign-up/seller/company", **SELLER)
    with app.app_context():
        kept = {row.kind: row for row in session.scalars(select(Consent))}
        assert {kind: row.given for kind, row in kept.items()} == {
            ConsentKind.TERMS: True,
            ConsentKind.PRIVACY: True,
            ConsentKind.NEWS: False,
        }
        assert {row.language for row in kept.values()} == {"ko"}
        assert all(row.text_version for row in kept.values())


def test_the_zone_of_the_browser_proposes_a_country_and_is_that_of_the_first_mail(app, client):
    client.set_cookie("zone", "America/Santiago")
    sign_up(client, "buyer")
    page = client.get("/en/sign-up/buyer/company").text
    assert '<option selected value="CL">' in page
    found(client, "buyer")
    with app.app_context():
        assert session.scalar(select(Person.browser_zone)) == "America/Santiago"


def test_the_confirming_mail_goes_out(app, client):
    sign_up(client)
    found(client)
    work_until_idle(app)
    with app.app_context():
        letter = session.scalars(select(Letter)).one()
        assert (letter.mail, letter.message) == (YOU["mail"], "confirm_mail")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Please write your name."),
        ({"mail": "seoyeon"}, "This is not a mail address."),
        ({"password": "short"}, "Please use at least 12 characters."),
        ({"password": "password1234"}, "This one is easy to guess"),
        ({"password": "Park Seoyeon"}, "This one is easy to guess"),
    ],
)
def test_a_wrong_first_step_comes_back_filled(app, client, typed, sentence):
    page = sign_up(client, **typed).text
    assert sentence in page
    kept = {"name": YOU["name"], "mail": YOU["mail"]} | typed
    assert f'value="{kept["mail"]}"' in page
    assert (f'value="{kept["name"]}"' in page) or not kept["name"].strip()
    assert PASSWORD not in page
    assert count(app, Person) == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Please write the legal name."),
        ({"number": "000-86-00018"}, "One of these digits is not right"),
        ({"number": "000-86-0001"}, "this one has 9 digits."),
        ({"accept": ""}, "Please accept the terms"),
    ],
)
def test_a_wrong_company_comes_back_filled(app, client, typed, sentence):
    sign_up(client)
    page = found(client, **typed).text
    assert sentence in page
    kept = SELLER | typed
    assert f'value="{kept["name"]}"' in page
    assert f'value="{kept["number"]}"' in page
    assert count(app, Company) == 0


def test_a_country_that_is_none_is_refused(app, client):
    sign_up(client, "buyer")
    assert "Please choose one from the list." in found(client, "buyer", country="XX").text
    assert "Please choose a country." in found(client, "buyer", country="").text
    assert count(app, Company) == 0


def test_a_form_sent_twice_founds_one_company(app, client):
    sign_up(client)
    address = "/en/sign-up/seller/company"
    form = hidden_fields(client.get(address).text) | SELLER
    answers = [client.post(address, data=form).location for _time in range(2)]
    assert answers == ["/en/sign-up/sent"] * 2
    assert count(app, Company) == count(app, Person) == 1


def test_a_double_click_founds_one_company(app, client, both_databases):
    sign_up(client)
    address = "/en/sign-up/seller/company"
    form = hidden_fields(client.get(address).text) | SELLER
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in client._cookies.values())

    def press(_time):
        hand = app.test_client(use_cookies=False)
        return hand.post(address, data=form, headers={"Cookie": cookies}).location

    with ThreadPoolExecutor(2) as hands:
        answers = list(hands.map(press, range(2)))
    assert answers == ["/en/sign-up/sent"] * 2
    assert count(app, Company) == count(app, Person) == 1


def test_a_second_claimant_reads_that_the_company_may_be_here(app, client):
    make_member(app, seller_facts())
    sign_up(client)
    page = found(client, name="Another name").text
    assert MAY_BE_HERE in page
    assert "Carry on" in page
    assert 'value="Another name"' in page
    assert f'value="{NUMBERS[0]}"' in page
    assert "checked" in page
    assert "needs another look" not in page
    assert "Hanbiton" not in page
    assert count(app, Company) == 1


def test_a_second_claimant_carries_on_with_a_company_of_its_own(app, client):
    make_member(app, seller_facts())
    sign_up(client)
    form = hidden_fields(found(client).text) | SELLER
    assert client.post("/en/sign-up/seller/company", data=form).location == "/en/sign-up/sent"
    with app.app_context():
        assert session.scalars(select(Company.number)).all() == [NUMBERS[0]] * 2


def test_carrying_on_holds_for_the_number_that_was_asked_about_only(app, client):
    for number in NUMBERS:
        make_member(app, seller_facts(number=number))
    sign_up(client)
    form = hidden_fields(found(client).text) | SELLER | {"number": NUMBERS[1]}
    assert MAY_BE_HERE in client.post("/en/sign-up/seller/company", data=form).text
    assert count(app, Company) == len(NUMBERS)


def test_the_number_of_a_closed_company_is_nobodys(app, client):
    made = make_member(app, seller_facts(), confirmed=False)
    let_lapse(app, made.person)
    sign_up(client)
    assert found(client).location == "/en/sign-up/sent"


def answers_of(client, mail):
    first = sign_up(client, "buyer", mail=mail)
    second = found(client, "buyer")
    sent = client.get("/en/sign-up/sent").text.replace(mail, "").replace(quote(mail), "")
    return first.status, first.location, second.status, second.location, sent


def test_no_answer_tells_whether_an_address_is_known(app):
    known = make_member(app).mail
    strangers = answers_of(app.test_client(), "stranger@example.com")
    again = answers_of(app.test_client(), known)
    assert strangers == again
    work_until_idle(app)
    with app.app_context():
        newest = select(Letter.message).where(Letter.mail == known).order_by(Letter.id.desc())
        assert session.scalars(newest.limit(1)).one() == "already_registered"


def test_the_second_step_without_the_first_leads_back(client):
    assert client.get("/en/sign-up/buyer/company").location == "/en/sign-up/buyer"
    page = client.get("/en/sign-up/buyer").text
    form = hidden_fields(page) | BUYER
    answer = client.post("/en/sign-up/buyer/company", data=form)
    assert answer.location == "/en/sign-up/buyer"
    assert "Please fill this in once more" in client.get("/en/sign-up/buyer").text


def test_going_back_keeps_name_and_address_but_no_password(client):
    sign_up(client)
    page = client.get("/en/sign-up/seller").text
    assert f'value="{YOU["name"]}"' in page
    assert f'value="{YOU["mail"]}"' in page
    assert PASSWORD not in page


def test_nobody_signs_up_for_a_side_other_than_seller_and_buyer(client):
    assert client.get("/en/sign-up/carrier").status_code == 404


def test_both_sides_are_offered(client):
    page = client.get("/en/sign-up").text
    assert 'href="/en/sign-up/buyer"' in page
    assert 'href="/en/sign-up/seller"' in page


def test_whoever_is_signed_in_reads_that_an_account_has_an_address_of_its_own(app):
    page = browser_of(app, make_member(app).person).get("/en/sign-up").text
    assert "A further account needs a mail address of its own." in page


def test_a_network_begins_ten_sign_ups_an_hour(client):
    for number in range(10):
        assert sign_up(client, mail=f"p{number}@example.com").status_code == 302
    assert sign_up(client, mail="p10@example.com").status_code == 429


def test_an_address_is_mailed_three_times_an_hour(app, client):
    for _time in range(3):
        sign_up(client)
        assert found(client, carry_on_with="0008600019").status_code == 302
    sign_up(client)
    assert found(client, carry_on_with="0008600019").status_code == 429
    assert count(app, Company) == 3


def test_another_home_country_asks_for_its_own_number(make_app):
    app = make_app(HOME_COUNTRY="CL")
    client = app.test_client()
    sign_up(client)
    assert "RUT" in client.get("/en/sign-up/seller/company").text
    assert found(client, number="76.086.428-4").status_code == 200
    assert found(client, number="76086428-5").location == "/en/sign-up/sent"
    with app.app_context():
        company = session.scalars(select(Company)).one()
        assert (company.country, company.number) == ("CL", "76.086.428-5")
