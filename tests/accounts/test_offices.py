"""Offices: opened, changed, closed; which one looks after a country."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.enums import OfficeState, OperatorRole
from marketplace.accounts.models import Office
from marketplace.accounts.operations import (
    change_office,
    close_office,
    headquarters_or_new,
    open_office,
    reopen_office,
)
from marketplace.accounts.queries import (
    countries_in_scope,
    countries_of,
    find_office,
    find_person,
    headquarters,
    office_name,
    office_of_country,
)
from marketplace.core.audit import AT_THE_SERVER, AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from tests.factories.companies import make_member
from tests.factories.offices import facts_of, make_headquarters, make_office, make_operator_at


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


def entries(subject):
    found = select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id)
    return [(row.tag, row.facts) for row in session.scalars(found)]


def change(office, seen_version=1, **facts):
    facts.setdefault("countries", frozenset(countries_of(office)))
    unit_of_work(
        change_office,
        office,
        facts_of(**facts),
        seen_version=seen_version,
        actor=AT_THE_SERVER,
    )


def test_the_first_headquarters_are_in_the_home_countrys_zone(app, request_context):
    unit_of_work(headquarters_or_new, actor=AT_THE_SERVER)
    office = headquarters()
    assert (office.name, office.time_zone) == ("Headquarters", "Asia/Seoul")
    assert (office.is_headquarters, office.state) == (True, OfficeState.OPEN)
    again = unit_of_work(lambda: headquarters_or_new(actor=AT_THE_SERVER).code)
    assert again == office.code


def test_a_house_has_one_headquarters(app, request_context):
    make_headquarters(app)
    with pytest.raises(Refused, match="There are headquarters already"):
        unit_of_work(open_office, facts_of(), actor=AT_THE_SERVER, as_headquarters=True)


def test_the_database_refuses_second_headquarters(app, request_context):
    make_headquarters(app)
    other = make_office(app)

    def force():
        row = find_office(other)
        row.is_headquarters = True

    with pytest.raises(IntegrityError):
        unit_of_work(force)


@pytest.mark.database
def test_postgresql_refuses_second_headquarters_too(app, request_context):
    make_headquarters(app)
    make_office(app, "Santiago", "CL")
    make_office(app, "Hanoi", "VN")
    with pytest.raises(IntegrityError):
        unit_of_work(lambda: session.execute(text("UPDATE office SET is_headquarters = true")))


def test_the_database_refuses_closed_headquarters(app, request_context):
    make_headquarters(app)

    def force():
        row = headquarters()
        row.state, row.closed_at = OfficeState.CLOSED, row.opened_at

    with pytest.raises(IntegrityError, match="headquarters_open"):
        unit_of_work(force)


def test_an_office_looks_after_its_countries_and_headquarters_after_the_rest(app, request_context):
    make_headquarters(app)
    santiago = make_office(app, "Santiago", "CL", "PE")
    assert office_of_country("CL").code == santiago
    assert office_of_country("FR").is_headquarters


def test_a_house_without_an_operator_has_no_office_of_a_country(app, request_context):
    assert office_of_country("CL") is None


def test_a_country_belongs_to_one_office(app, request_context):
    make_office(app, "Santiago", "CL", "PE")
    lima = make_office(app, "Lima")
    with pytest.raises(Conflict, match="Peru belongs to the office Santiago") as refusal:
        change(find_office(lima), name="Lima", countries=frozenset({"BO", "PE"}))
    assert refusal.value.field == "countries"
    assert countries_of(find_office(lima)) == []


def test_changing_an_office_writes_which_fields_and_countries_changed(app, request_context):
    make_headquarters(app)
    code = make_office(app, "Santiago", "CL", "PE")
    change(find_office(code), phone="+56 2 2345", countries=frozenset({"CL", "BO"}))
    office = find_office(code)
    assert (office.phone, office.version, countries_of(office)) == ("+56 2 2345", 2, ["BO", "CL"])
    assert office_of_country("PE").is_headquarters
    assert entries(code)[-2:] == [
        ("office:facts:changed", {"fields": ["phone"]}),
        ("office:countries:changed", {"given": ["BO"], "taken": ["PE"]}),
    ]


def test_the_second_of_two_editors_is_refused(app, request_context):
    office = find_office(make_office(app, "Santiago", "CL"))
    change(office, phone="1")
    with pytest.raises(Conflict):
        change(office, seen_version=1, phone="2")
    assert office.phone == "1"


@pytest.mark.parametrize("name", ["Santiago", "SANTIAGO", "Ｓantiago"])
def test_two_offices_have_two_names(app, request_context, name):
    make_office(app)
    with pytest.raises(Conflict, match="of this name already"):
        unit_of_work(open_office, facts_of(name), actor=AT_THE_SERVER)


def test_an_office_cannot_take_the_name_of_another(app, request_context):
    make_office(app)
    lima = find_office(make_office(app, "Lima"))
    with pytest.raises(Conflict, match="of this name already"):
        change(lima, name="Santiago")
    assert lima.name == "Lima"


def test_headquarters_take_no_countries(app, request_context):
    make_headquarters(app)
    change(headquarters(), name="Head", countries=frozenset({"CL"}))
    assert (headquarters().name, countries_of(headquarters())) == ("Head", [])


def test_a_closed_office_gives_its_countries_back(app, request_context):
    make_headquarters(app)
    code = make_office(app, "Santiago", "CL")
    unit_of_work(close_office, find_office(code), actor=AT_THE_SERVER)
    assert find_office(code).state is OfficeState.CLOSED
    assert office_of_country("CL").is_headquarters
    assert [tag for tag, _ in entries(code)][-2:] == [
        "office:state:close",
        "office:countries:changed",
    ]
    unit_of_work(reopen_office, find_office(code), actor=AT_THE_SERVER)
    assert (find_office(code).state, countries_of(find_office(code))) == (OfficeState.OPEN, [])


def test_headquarters_stay_open(app, request_context):
    make_headquarters(app)
    with pytest.raises(Refused, match="they stay open"):
        unit_of_work(close_office, headquarters(), actor=AT_THE_SERVER)


def test_an_office_with_operators_stays_open(app, request_context):
    code = make_office(app)
    make_operator_at(app, code, OperatorRole.VERIFIER)
    with pytest.raises(Refused, match="1 operator belongs to this office"):
        unit_of_work(close_office, find_office(code), actor=AT_THE_SERVER)


def test_readers_of_the_home_language_are_shown_the_local_name(app, request_context):
    office = find_office(make_office(app, "Santiago", name_local="산티아고 무역관"))
    assert [office_name(office, tag) for tag in ("en", "ko", "es")] == [
        "Santiago",
        "산티아고 무역관",
        "Santiago",
    ]
    plain = find_office(make_office(app, "Hanoi"))
    assert office_name(plain, "ko") == "Hanoi"


def test_scope_is_the_offices_countries_and_everything_at_headquarters(app, request_context):
    office = make_office(app, "Santiago", "CL", "PE")
    inside = make_operator_at(app, office, OperatorRole.VERIFIER)
    above = make_operator_at(app, make_headquarters(app), OperatorRole.VERIFIER)
    nobody = make_member(app)
    assert countries_in_scope(find_person(inside.person)) == {"CL", "PE"}
    assert countries_in_scope(find_person(above.person)) is None
    assert countries_in_scope(find_person(nobody.person)) == set()


def test_every_office_has_a_code_of_its_own(app, request_context):
    codes = {make_office(app, name) for name in ("Lima", "Hanoi")}
    assert {code[:4] for code in codes} == {"OFF-"}
    assert {row.code for row in session.scalars(select(Office))} == codes
