"""`flask offices add` and `flask operators add` with an office and roles."""

import pytest
from sqlalchemy import func, select

from marketplace.accounts.models import Office, Operator
from marketplace.accounts.queries import countries_of, find_office_named, headquarters
from marketplace.core.db import session
from tests.factories.offices import make_office


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def add_operator(app, *words):
    return run(app, "operators", "add", "--mail", "op@example.com", "--name", "Han", *words)


def the_operator():
    return session.scalars(select(Operator)).one()


def test_the_first_operator_is_an_administrator_of_new_headquarters(app):
    assert add_operator(app).exit_code == 0
    with app.app_context():
        assert the_operator().office.code == headquarters().code
        assert the_operator().roles == {"administrator"}


def test_headquarters_follow_the_home_country(make_app):
    chilean = make_app(HOME_COUNTRY="CL", LANGUAGES="en,es")
    assert add_operator(chilean).exit_code == 0
    with chilean.app_context():
        assert headquarters().time_zone == "America/Santiago"


@pytest.mark.parametrize("word", ["Santiago", "santiago", None])
def test_an_operator_is_appointed_to_an_office_with_roles(app, word):
    code = make_office(app, "Santiago", "CL")
    office = word or code.lower()
    done = add_operator(app, "--office", office, "--role", "verifier", "--role", "finance")
    assert done.exit_code == 0, done.output
    with app.app_context():
        assert the_operator().office.code == code
        assert the_operator().roles == {"verifier", "finance"}


def test_an_office_or_role_that_is_not_there_is_named(app):
    make_office(app, "Santiago", "CL")
    done = add_operator(app, "--office", "Lima")
    assert done.output == "Error: There is no office Lima. There are: Santiago.\n"
    assert add_operator(app, "--role", "emperor").exit_code == 2
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Operator)) == 0


def test_an_office_is_opened_with_all_that_belongs_to_it(app):
    done = run(
        *(app, "offices", "add", "--name", "Santiago", "--local-name", "산티아고 무역관"),
        *("--country", "CL", "--country", "PE", "--time-zone", "America/Santiago"),
        *("--mail", "santiago@example.com", "--phone", "+56 2"),
    )
    assert done.exit_code == 0, done.output
    with app.app_context():
        office = find_office_named("santiago")
        assert done.output == f"{office.code} Santiago is open.\n"
        assert (office.name_local, office.time_zone) == ("산티아고 무역관", "America/Santiago")
        assert (office.mail, office.phone) == ("santiago@example.com", "+56 2")
        assert (countries_of(office), office.is_headquarters) == (["CL", "PE"], False)


def test_headquarters_may_be_opened_by_name_once(app):
    words = ("offices", "add", "--headquarters", "--name")
    assert run(app, *words, "Seoul").exit_code == 0
    assert run(app, *words, "Busan").output == "Error: There are headquarters already.\n"
    add_operator(app)
    with app.app_context():
        assert [row.name for row in session.scalars(select(Office))] == ["Seoul"]
        assert the_operator().office.time_zone == "Asia/Seoul"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--country", "XX"), "No country has the code XX."),
        (("--time-zone", "Seoul"), "Seoul is no time zone such as America/Lima."),
        (("--mail", "lima"), "lima is not a mail address."),
        (("--name", " "), "The name needs 1 to 80 characters."),
        (
            ("--country", "CL"),
            "Chile belongs to the office Santiago. Take it off there first.",
        ),
        (("--name", "Santiago"), "There is an office of this name already."),
    ],
)
def test_a_mistyped_office_is_refused_in_one_sentence(app, words, sentence):
    make_office(app, "Santiago", "CL")
    done = run(app, "offices", "add", "--name", "Lima", *words)
    assert (done.exit_code, done.output) == (1, f"Error: {sentence}\n")
