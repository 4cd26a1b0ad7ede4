"""The administrators' pages of offices and operators."""

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import OfficeState, OperatorRole
from marketplace.accounts.models import Office
from marketplace.accounts.queries import countries_of, find_office
from marketplace.core.db import session
from marketplace.core.web.paging import PAGE_SIZE
from tests.factories.companies import buyer_facts, make_member, seller_facts
from tests.factories.offices import make_office, make_operator_at
from tests.support.browsing import browser_of, fill_in, hidden_fields

MODERATOR, VERIFIER, FINANCE, ADMINISTRATOR = OperatorRole
NEW = {
    "name": "Lima",
    "name_local": "리마 무역관",
    "time_zone": "America/Lima",
    "mail": "",
    "phone": "01 411 9999",
}


def pages_of(office, person):
    return {
        "list": "/en/desk/offices",
        "new": "/en/desk/offices/new",
        "office": f"/en/desk/offices/{office}",
        "edit": f"/en/desk/offices/{office}/edit",
        "appoint": f"/en/desk/offices/{office}/appoint",
        "operator": f"/en/desk/offices/{office}/operators/{person}",
    }


def answers(browser, office, person):
    pages = pages_of(office, person)
    return {name: browser.get(page).status_code for name, page in pages.items()}


def everywhere(status, **others):
    return dict.fromkeys(pages_of("", ""), status) | others


def test_pages_answer_by_role_and_office(app, headquarters, santiago, above, local):
    hanoi = make_office(app, "Hanoi", "VN")
    staff = make_operator_at(app, santiago, VERIFIER, FINANCE, MODERATOR)
    other = browser_of(app, make_operator_at(app, hanoi, ADMINISTRATOR).person)
    member = browser_of(app, make_member(app).person)
    anonymous = app.test_client()
    asked = (santiago, staff.person)
    assert answers(above, *asked) == everywhere(200)
    assert answers(local, *asked) == everywhere(200, new=403, edit=403)
    assert answers(other, *asked) == everywhere(403, list=200)
    assert answers(browser_of(app, staff.person), *asked) == everywhere(403)
    assert answers(member, *asked) == everywhere(404)
    assert answers(anonymous, *asked) == everywhere(302)


@pytest.mark.parametrize("act", ["close", "reopen", "operators/{person}/end"])
def test_acts_answer_by_role_and_office(app, headquarters, santiago, local, act):
    staff = make_operator_at(app, santiago, VERIFIER)
    address = f"/en/desk/offices/{santiago}/{act.format(person=staff.person)}"
    app.config["WTF_CSRF_ENABLED"] = False
    hanoi = make_office(app, "Hanoi", "VN")
    others = [staff.person, make_operator_at(app, hanoi, ADMINISTRATOR).person]
    assert [browser_of(app, other).post(address).status_code for other in others] == [403, 403]
    assert browser_of(app, make_member(app).person).post(address).status_code == 404
    assert local.post(address).status_code == (302 if "person" in act else 403)


def test_who_lacks_the_role_reads_who_has_it(app, santiago, above):
    staff = browser_of(app, make_operator_at(app, santiago, VERIFIER).person)
    page = staff.get("/en/desk/offices/new").text
    assert "Your role as an operator does not reach this far." in page
    assert "Han So-yul" in page


def test_only_administrators_are_led_to_the_offices(app, santiago, above):
    assert 'href="/en/desk/offices"' in above.get("/en/desk").text
    staff = browser_of(app, make_operator_at(app, santiago, VERIFIER).person)
    assert 'href="/en/desk/offices"' not in staff.get("/en/desk").text


def test_the_header_says_to_which_office_the_operator_belongs(app, local):
    assert '<small><bdi class="name">Santiago</bdi></small>' in local.get("/en/desk").text


def test_the_list_says_what_each_office_looks_after(app, santiago, above, local):
    make_office(app, "Hanoi")
    page = above.get("/en/desk/offices").text
    for words in ("Every country without an office", "Chile, Peru", "No country yet"):
        assert words in page
    assert f'href="/en/desk/offices/{santiago}"' in page
    seen_locally = local.get("/en/desk/offices").text
    assert f'href="/en/desk/offices/{santiago}"' in seen_locally
    assert "Open an office" not in seen_locally


def test_an_office_is_opened_once_however_often_the_form_is_sent(app, headquarters, above):
    page = above.get("/en/desk/offices/new").text
    data = hidden_fields(page) | NEW | {"countries": ["PE", "EC"]}
    first = above.post("/en/desk/offices/new", data=data)
    again = above.post("/en/desk/offices/new", data=data)
    assert first.location == again.location
    with app.app_context():
        office = find_office(first.location.rsplit("/", 1)[1])
        assert (office.name, office.time_zone, office.phone) == (
            "Lima",
            "America/Lima",
            "+5114119999",
        )
        assert countries_of(office) == ["EC", "PE"]
    assert "The office is open." in above.get(first.location).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "리마"}, "Please write this name in Latin letters"),
        ({"mail": "lima"}, "This is not a mail address."),
        ({"time_zone": "Mars/Olympus"}, "Please choose one from the list."),
        ({"time_zone": ""}, "Please choose a time zone."),
        ({"countries": ["XX"]}, "Please choose from the list."),
        ({"countries": ["CL"]}, "Chile belongs to the office Santiago. Take it off there first."),
        ({"name": "santiago"}, "There is an office of this name already."),
    ],
)
def test_what_is_wrong_with_an_office_is_said_and_what_was_typed_is_kept(
    app, santiago, above, changes, sentence
):
    answer = fill_in(above, "/en/desk/offices/new", **NEW | {"countries": ["EC"]} | changes)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "01 411 9999" in answer.text
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Office)) == 2


def test_a_country_of_another_office_says_whose_it_is_and_cannot_be_ticked(app, santiago, above):
    page = above.get("/en/desk/offices/new").text
    chile = page.split('value="CL"')[0].rsplit("<input", 1)[1]
    assert "disabled" in chile
    assert "<small>Santiago</small>" in page.split('value="CL"')[1][:200]


def test_the_second_of_two_editors_sees_what_is_saved_and_may_save_over_it(app, santiago, above):
    address = f"/en/desk/offices/{santiago}/edit"
    data = {"name": "Santiago", "time_zone": "America/Santiago"}
    mine = hidden_fields(above.get(address).text)
    fill_in(above, address, **data, phone="+56223456781", countries=["CL", "BO"])
    refused = above.post(address, data=mine | data | {"phone": "+56223456782", "countries": ["CL"]})
    assert refused.status_code == 409
    assert "This is saved now" in refused.text
    assert "<bdi>+56 2 2345 6781</bdi>" in refused.text
    assert "Bolivia, Chile" in refused.text
    assert 'value="+56223456782"' in refused.text
    over = hidden_fields(refused.text) | data | {"phone": "+56223456782", "countries": ["CL"]}
    assert above.post(address, data=over).location == f"/en/desk/offices/{santiago}"
    with app.app_context():
        office = find_office(santiago)
        assert (office.phone, countries_of(office)) == ("+56223456782", ["CL"])


def test_headquarters_are_changed_without_countries(app, headquarters, above):
    address = f"/en/desk/offices/{headquarters}/edit"
    assert "every country that no other office has" in above.get(address).text
    fill_in(above, address, name="Head office", time_zone="Asia/Seoul")
    with app.app_context():
        assert find_office(headquarters).name == "Head office"


def test_an_office_is_closed_and_opened_again(app, santiago, above):
    address = f"/en/desk/offices/{santiago}"
    token = hidden_fields(above.get(address).text)
    assert above.post(f"{address}/close", data=token).location == address
    page = above.get(address).text
    assert "The office is closed." in page
    assert "Appoint an operator" not in page
    assert above.get(f"{address}/appoint").status_code == 404
    with app.app_context():
        assert find_office(santiago).state is OfficeState.CLOSED
    above.post(f"{address}/reopen", data=token)
    assert "The office is open again." in above.get(address).text


def test_an_office_that_cannot_be_closed_says_why(app, santiago, above, local):
    address = f"/en/desk/offices/{santiago}"
    above.post(f"{address}/close", data=hidden_fields(above.get(address).text))
    assert "1 operator belongs to this office." in above.get(address).text


def test_the_desk_shows_companies_of_the_offices_countries_only(app, headquarters, santiago):
    make_member(app, seller_facts("Hanbiton Co., Ltd."))
    make_member(app, buyer_facts("Comercial Andes", "CL"))
    here = browser_of(app, make_operator_at(app, santiago, VERIFIER).person)
    above = browser_of(app, make_operator_at(app, headquarters, VERIFIER).person)
    for address in ("/en/desk", "/en/desk/companies"):
        seen, all_of_them = here.get(address).text, above.get(address).text
        assert "Comercial Andes" in seen
        assert "Hanbiton" not in seen
        assert "Comercial Andes" in all_of_them
        assert "Hanbiton" in all_of_them
    assert "1 company signed up" in here.get("/en/desk").text
    assert "2 companies signed up" in above.get("/en/desk").text


def test_the_list_of_offices_asks_the_same_however_long_it_is(app, santiago, above, statements):
    with statements() as few:
        above.get("/en/desk/offices")
    for number, country in enumerate(("VN", "FR", "US", "DE")):
        office = make_office(app, f"Office {number}", country)
        make_operator_at(app, office, VERIFIER)
    with statements() as many:
        above.get("/en/desk/offices")
    assert len(many) == len(few)


def test_the_operators_of_an_office_are_paged_and_asked_for_together(
    app, santiago, above, statements
):
    address = f"/en/desk/offices/{santiago}"
    make_operator_at(app, santiago, VERIFIER, name="Operator first")
    with statements() as few:
        above.get(address)
    for number in range(PAGE_SIZE):
        make_operator_at(app, santiago, VERIFIER, FINANCE, name=f"Operator {number}")
    with statements() as many:
        page = above.get(address).text
    assert len(many) == len(few)
    assert "Operator first" not in page
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "Operator first" in above.get(older).text


def test_a_telephone_of_an_office_is_read_by_its_time_zones_country_and_written_for_abroad(
    above, headquarters
):
    at = fill_in(above, "/en/desk/offices/new", **NEW).location
    assert "+51 1 4119999" in above.get(at).text
    assert 'value="+51 1 4119999"' in above.get(f"{at}/edit").text


def test_a_telephone_that_nobody_could_call_is_refused(above, headquarters):
    answer = fill_in(above, "/en/desk/offices/new", **NEW | {"phone": "ask at the door"})
    assert "This is not a telephone number. It looks like +51" in answer.text
    assert 'value="ask at the door"' in answer.text
