"""Operators on the pages of their office: appointed, given roles, moved, ended."""

import pytest
from sqlalchemy import func, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Operator
from marketplace.accounts.queries import find_operator, find_person
from marketplace.core.db import session
from tests.accounts.people import messages_to
from tests.factories.offices import make_operator_at
from tests.support.browsing import browser_of, fill_in, hidden_fields

MODERATOR, VERIFIER, FINANCE, ADMINISTRATOR = OperatorRole


def test_an_operator_is_appointed_by_mail_once(app, santiago, local):
    address = f"/en/desk/offices/{santiago}/appoint"
    data = hidden_fields(local.get(address).text) | {
        "name": "Thomas Krol",
        "mail": "thomas@example.com",
        "language": "en",
        "roles": ["verifier", "finance"],
    }
    for _ in range(2):
        assert local.post(address, data=data).location == f"/en/desk/offices/{santiago}"
    page = local.get(f"/en/desk/offices/{santiago}").text
    assert "The mail to thomas@example.com says what to do next." in page
    assert "Thomas Krol" in page
    assert "Invited" in page
    assert messages_to(app, "thomas@example.com") == ["operator_invited"]
    with app.app_context():
        rows = session.scalars(select(Operator).order_by(Operator.person_id)).all()
        assert rows[-1].roles == {VERIFIER, FINANCE}
        assert rows[-1].office.code == santiago


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"roles": []}, "Please choose at least one role."),
        ({"roles": ["emperor"]}, "Please choose from the list."),
        ({"mail": "thomas"}, "This is not a mail address."),
        ({"name": ""}, "Please fill this in."),
    ],
)
def test_what_is_wrong_with_an_appointment_is_said(app, santiago, local, changes, sentence):
    address = f"/en/desk/offices/{santiago}/appoint"
    data = {"name": "Tom", "mail": "tom@example.com", "language": "en", "roles": ["verifier"]}
    answer = fill_in(local, address, **data | changes)
    assert answer.status_code == 200
    assert sentence in answer.text
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Operator)) == 1


def test_an_operator_is_not_appointed_twice(app, santiago, local):
    made = make_operator_at(app, santiago, VERIFIER)
    address = f"/en/desk/offices/{santiago}/appoint"
    data = {"name": "Tom", "mail": made.mail, "language": "en", "roles": ["verifier"]}
    assert "is an operator already" in fill_in(local, address, **data).text


def test_roles_are_changed_and_told(app, santiago, local):
    made = make_operator_at(app, santiago, VERIFIER)
    address = f"/en/desk/offices/{santiago}/operators/{made.person}"
    answer = fill_in(local, address, roles=["moderator", "finance"], office=santiago)
    assert answer.location == f"/en/desk/offices/{santiago}"
    assert messages_to(app, made.mail)[-1] == "roles_changed"
    with app.app_context():
        assert find_person(made.person).operator.roles == {MODERATOR, FINANCE}


def test_the_second_of_two_who_change_roles_sees_what_is_saved(app, santiago, above, local):
    made = make_operator_at(app, santiago, VERIFIER)
    address = f"/en/desk/offices/{santiago}/operators/{made.person}"
    mine = hidden_fields(above.get(address).text)
    fill_in(local, address, roles=["finance"], office=santiago)
    refused = above.post(address, data=mine | {"roles": ["moderator"], "office": santiago})
    assert refused.status_code == 409
    assert "This is saved now" in refused.text
    assert "<dd>Finance</dd>" in refused.text


def test_headquarters_move_an_operator_and_an_office_cannot_give_one_away(
    app, headquarters, santiago, above, local
):
    made = make_operator_at(app, santiago, VERIFIER)
    address = f"/en/desk/offices/{santiago}/operators/{made.person}"
    refused = fill_in(local, address, roles=["verifier"], office=headquarters)
    assert "Please choose one from the list." in refused.text
    moved = fill_in(above, address, roles=["verifier"], office=headquarters)
    assert moved.location == f"/en/desk/offices/{headquarters}"
    with app.app_context():
        assert find_operator(headquarters, made.person) is not None


def test_who_gives_their_own_administration_up_is_led_to_the_desk(app, santiago, local):
    with app.app_context():
        me = session.scalars(select(Operator)).one().code
    address = f"/en/desk/offices/{santiago}/operators/{me}"
    assert fill_in(local, address, roles=["verifier"], office=santiago).location == "/en/desk"
    assert local.get("/en/desk/offices").status_code == 403


def test_an_operator_is_ended(app, santiago, local):
    made = make_operator_at(app, santiago, VERIFIER)
    theirs = browser_of(app, made.person)
    address = f"/en/desk/offices/{santiago}/operators/{made.person}"
    token = hidden_fields(local.get(address).text)
    assert local.post(f"{address}/end", data=token).location == f"/en/desk/offices/{santiago}"
    assert "no longer an operator" in local.get(f"/en/desk/offices/{santiago}").text
    assert theirs.get("/en/desk").location.startswith("/en/sign-in")
    assert local.get(address).status_code == 404


def test_the_last_administrator_of_headquarters_reads_why_they_stay(app, headquarters, above):
    with app.app_context():
        me = session.scalars(select(Operator)).one().code
    address = f"/en/desk/offices/{headquarters}/operators/{me}"
    above.post(f"{address}/end", data=hidden_fields(above.get(address).text))
    assert "This is the last administrator of headquarters." in above.get(address).text
    answer = fill_in(above, address, roles=["verifier"], office=headquarters)
    assert "This is the last administrator of headquarters." in answer.text
