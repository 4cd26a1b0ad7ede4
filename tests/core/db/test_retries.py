"""Deadlocks and serialisation errors run the whole unit again, three times in all."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from marketplace.accounts.models import Person
from marketplace.core.db import lock, session, unit_of_work
from tests.factories.rows import add_person
from tests.support.together import run_together

pytestmark = pytest.mark.database


def fail(sqlstate):
    session.execute(
        text(f"DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '{sqlstate}'; END $$")
    )


@pytest.mark.parametrize(("sqlstate", "tries"), [("40P01", 3), ("40001", 3), ("23514", 1)])
def test_an_error_that_stays_is_raised_after_its_tries(context, sqlstate, tries):
    calls = []

    def act():
        calls.append(1)
        fail(sqlstate)

    with pytest.raises(DBAPIError, match="as asked"):
        unit_of_work(act)
    assert len(calls) == tries


def test_a_serialisation_error_that_passes_is_not_seen(context):
    calls = []

    def act():
        session.execute(text("UPDATE person SET name = name || '!'"))
        calls.append(1)
        if len(calls) < 3:
            fail("40001")
        return "done"

    add_person(name="Ada")
    assert unit_of_work(act) == "done"
    assert session.scalars(select(Person.name)).all() == ["Ada!"]


def test_two_units_that_lock_in_opposite_order_both_succeed(app, context):
    codes = [add_person().code for _ in range(2)]
    both_hold_one = threading.Barrier(2, timeout=10)
    calls = []

    def rename(first, second):
        calls.append(first)
        add = text("UPDATE person SET name = name || '+' WHERE code = :code")
        session.execute(add, {"code": first})
        if len(calls) <= 2:
            both_hold_one.wait()
        session.execute(add, {"code": second})
        return "done"

    answers = run_together(
        app,
        lambda: unit_of_work(rename, *codes),
        lambda: unit_of_work(rename, *reversed(codes)),
    )
    assert answers == ["done", "done"]
    assert len(calls) == 3
    assert session.scalars(select(Person.name)).all() == ["Ada Byron++"] * 2


def test_a_lock_reads_again_on_each_try(app, context):
    person = add_person(name="Ada")
    seen = []

    def act():
        seen.append(lock(person).name)
        if len(seen) == 1:
            person.name = "lost with the try"
            session.flush()
            fail("40P01")

    unit_of_work(act)
    assert seen == ["Ada", "Ada"]
