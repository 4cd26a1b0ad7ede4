"""An edit that changes nothing writes nothing: no version, no line in the record."""

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import find_office, find_operator, find_person
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.notices.queries import find_pace
from tests.factories.companies import make_member
from tests.factories.offices import make_headquarters, make_office, make_operator_at
from tests.support.browsing import browser_of, fill_in

SANTIAGO = {"name": "Santiago", "time_zone": "America/Santiago"}


def entries(app):
    with app.app_context():
        return session.scalar(select(func.count()).select_from(AuditEntry))


def test_a_profile_that_is_sent_as_it_stood_is_not_written(app):
    made = make_member(app, name="Eleanor Finch")
    client, before = browser_of(app, made.person), entries(app)
    assert fill_in(client, "/en/account", name="Eleanor Finch", language="en").status_code == 302
    assert entries(app) == before
    with app.app_context():
        assert find_person(made.person).version == 1


def test_preferences_that_are_sent_as_they_stood_are_not_written(app):
    made = make_member(app)
    client = browser_of(app, made.person)
    chosen = {"language": "en", "currency": "EUR", "time_zone": "America/Santiago"}
    fill_in(client, "/en/preferences", **chosen)
    before = entries(app)
    assert fill_in(client, "/en/preferences", **chosen).status_code == 302
    assert entries(app) == before
    with app.app_context():
        assert find_person(made.person).version == 2


def test_a_pace_that_stands_already_is_not_written(app):
    made = make_member(app)
    client = browser_of(app, made.person)
    fill_in(client, "/en/account/notices", pace="daily")
    before = entries(app)
    fill_in(client, "/en/account/notices", pace="daily")
    assert entries(app) == before
    with app.app_context():
        assert find_pace(made.person).version == 2


@pytest.fixture
def administrator(app):
    return browser_of(app, make_operator_at(app, make_headquarters(app)).person)


def test_an_office_that_is_sent_as_it_stood_is_not_written(app, administrator):
    code = make_office(app, "Santiago", "CL", phone="+56223456789")
    before = entries(app)
    as_it_stood = {**SANTIAGO, "countries": "CL", "phone": "+56 2 2345 6789"}
    answer = fill_in(administrator, f"/en/desk/offices/{code}/edit", **as_it_stood)
    assert answer.status_code == 302
    assert entries(app) == before
    with app.app_context():
        assert find_office(code).version == 1


def test_an_office_with_other_countries_gets_one_new_version(app, administrator):
    code = make_office(app, "Santiago", "CL")
    fill_in(administrator, f"/en/desk/offices/{code}/edit", **SANTIAGO, countries=["CL", "PE"])
    with app.app_context():
        assert find_office(code).version == 2


def test_an_operator_who_keeps_role_and_office_is_not_written(app, administrator):
    office = make_office(app, "Santiago", "CL")
    who = make_operator_at(app, office)
    before = entries(app)
    roles = [role.value for role in OperatorRole]
    address = f"/en/desk/offices/{office}/operators/{who.person}"
    assert fill_in(administrator, address, roles=roles, office=office).status_code == 302
    assert entries(app) == before
    with app.app_context():
        assert find_operator(office, who.person).version == 1
