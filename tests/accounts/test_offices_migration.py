"""Operators of before the offices become administrators at headquarters."""

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from marketplace.core.ids import read_public_id
from tests.support.databases import close, make_app

PERSON = """
INSERT INTO person (id, code, state, name, mail, mail_key, language, last_code_step,
    registered_at, confirmed_at, link_version, version)
VALUES (1, 'PER-1', 'active', 'Han', 'han@example.com', 'han@example.com', 'ko', 0,
    '2026-11-01 00:00:00', '2026-11-01 00:00:00', 1, 1)
"""
OPERATOR = """
INSERT INTO operator (person_id, role, appointed_at)
VALUES (1, 'administrator', '2026-11-01 00:00:00')
"""


@pytest.fixture
def old_house(make_empty_app):
    """A house at the first migration."""
    app = make_empty_app()
    with app.app_context():
        upgrade(revision="0001")
    return app


def write(app, *statements):
    engine = create_engine(app.config["SETTINGS"].database_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def read(app, query):
    engine = create_engine(app.config["SETTINGS"].database_url)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


def test_an_operator_keeps_the_role_and_belongs_to_headquarters(old_house):
    write(old_house, PERSON, OPERATOR)
    with old_house.app_context():
        upgrade(revision="0002")
    [(code, name, zone, is_headquarters, state)] = read(
        old_house, "SELECT code, name, time_zone, is_headquarters, state FROM office"
    )
    assert read_public_id(code, "OFF") == code
    assert (name, zone, is_headquarters, state) == ("Headquarters", "UTC", 1, "open")
    assert read(old_house, "SELECT person_id, role FROM operator_grant") == [(1, "administrator")]
    [(office, version, since)] = read(
        old_house, "SELECT office_id, version, appointed_at FROM operator"
    )
    assert (office, version, since) == (1, 1, "2026-11-01 00:00:00")


def test_a_house_without_operators_gets_no_office(old_house):
    with old_house.app_context():
        upgrade(revision="0002")
    assert read(old_house, "SELECT * FROM office") == []


@pytest.mark.database
def test_postgresql_keeps_the_data_too(postgres_copies, tmp_path):
    name = "offices_migration"
    postgres_copies._create(name, "template1")
    from tools.postgres import database_url

    app = make_app(tmp_path, DATABASE_URL=database_url(postgres_copies._server, name))
    try:
        with app.app_context():
            upgrade(revision="0001")
        write(app, PERSON, OPERATOR)
        with app.app_context():
            upgrade(revision="0002")
        assert read(app, "SELECT name FROM office") == [("Headquarters",)]
        assert read(app, "SELECT role FROM operator_grant") == [("administrator",)]
    finally:
        close(app)
