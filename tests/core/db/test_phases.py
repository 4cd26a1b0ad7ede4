"""Reading cannot write; a unit writes all or nothing, and alone."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from marketplace.accounts.models import Person
from marketplace.core.db import (
    database,
    end_reading,
    insert_with_id,
    require_no_unit,
    require_unit,
    session,
    unit_of_work,
)
from marketplace.core.errors import Refused
from tests.factories.rows import add_person, new_person
from tests.support.together import elsewhere

RENAME = "UPDATE person SET name = 'Renamed'"


def names():
    return session.scalars(select(Person.name)).all()


def test_the_reading_phase_cannot_write(both_databases, context):
    add_person(name="Ada")
    for write in (RENAME, "DELETE FROM person", "CREATE TABLE extra (id INTEGER)"):
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.execute(text(write))
        session.rollback()
    assert names() == ["Ada"]


def test_a_changed_row_is_not_flushed_by_reading(both_databases, context):
    person = add_person(name="Ada")
    person.name = "Grace"
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        names()
    session.rollback()
    assert names() == ["Ada"]


def test_after_a_unit_the_same_connection_only_reads_again(both_databases, app):
    with app.app_context():
        add_person()
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.execute(text(RENAME))
    with app.app_context(), pytest.raises(DBAPIError, match=r"readonly|read-only"):
        session.execute(text(RENAME))


def test_a_unit_commits_when_its_operation_returns(both_databases, app, context):
    def act():
        session.execute(text(RENAME))
        return "done"

    add_person(name="Ada")
    assert unit_of_work(act) == "done"
    assert elsewhere(app, names) == ["Renamed"]


@pytest.mark.parametrize("error", [Refused("No."), ZeroDivisionError("a bug")])
def test_a_refusal_and_a_bug_roll_everything_back(both_databases, context, error):
    def act():
        insert_with_id(new_person(), column="code", prefix="PER")
        session.execute(text(RENAME))
        raise error

    add_person(name="Ada")
    with pytest.raises(type(error)):
        unit_of_work(act)
    assert names() == ["Ada"]


def test_a_unit_is_open_to_writing_after_a_refused_one(both_databases, context):
    def refuse():
        raise Refused("No.")

    with pytest.raises(Refused):
        unit_of_work(refuse)
    add_person(name="Ada")
    assert names() == ["Ada"]


def test_what_a_unit_wrote_is_unseen_until_it_commits_and_blocks_no_reader(
    both_databases, app, context
):
    def act():
        session.execute(text(RENAME))
        return elsewhere(app, names)

    add_person(name="Ada")
    assert unit_of_work(act) == ["Ada"]


def test_a_unit_inside_a_unit_raises(context):
    with pytest.raises(RuntimeError, match="inside another"):
        unit_of_work(unit_of_work, list)
    assert unit_of_work(list) == []


def test_arguments_reach_the_operation(context):
    assert unit_of_work(lambda *args, **kwargs: (args, kwargs), 1, word="x") == (
        (1,),
        {"word": "x"},
    )


def test_writing_demands_a_unit_and_slow_steps_forbid_one(context):
    require_no_unit()
    end_reading()
    with pytest.raises(RuntimeError):
        require_unit()
    unit_of_work(require_unit)
    for forbidden in (require_no_unit, end_reading):
        with pytest.raises(RuntimeError):
            unit_of_work(forbidden)


def test_ending_the_reading_gives_the_connection_back(both_databases, context):
    names()
    assert database.engine.pool.checkedout() == 1
    end_reading()
    assert database.engine.pool.checkedout() == 0


def test_sqlite_keeps_foreign_keys_and_a_log_beside_the_file(context):
    pragmas = ("foreign_keys", "journal_mode", "busy_timeout")
    asked = [session.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas]
    assert asked == [1, "wal", 10_000]


@pytest.mark.database
def test_postgresql_speaks_utc_whatever_the_server_says(context):
    assert session.execute(text("SHOW timezone")).scalar() == "UTC"


@pytest.mark.database
def test_postgresql_keeps_what_it_prepared_from_one_reading_to_the_next(context):
    for _ in range(7):
        assert names() == []
        end_reading()
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%person%'")
    assert session.scalar(prepared) == 1
