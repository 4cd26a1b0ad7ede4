"""Column types: aware instants, keys compared as bytes, enums by value."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from marketplace.accounts.models import Person
from marketplace.core.db import Instant, session
from tests.factories.rows import add_person, new_person, store

SEOUL = timezone(timedelta(hours=9))


def test_an_instant_comes_back_in_utc_whatever_zone_it_went_in_with(both_databases, context):
    seoul = datetime(2026, 11, 2, 8, 30, 15, 123456, tzinfo=SEOUL)
    store(new_person(registered_at=seoul))
    session.expire_all()
    stored = session.scalars(select(Person.registered_at)).one()
    assert (stored, stored.tzinfo) == (seoul, UTC)


def test_instants_are_compared_across_zones(both_databases, context):
    store(new_person(registered_at=datetime(2026, 11, 2, 8, 30, tzinfo=SEOUL)))
    later = datetime(2026, 11, 1, 23, 31, tzinfo=UTC)
    assert session.scalars(select(Person.id).where(Person.registered_at < later)).all() == [1]


def test_a_naive_time_is_refused(context):
    naive = datetime(2026, 11, 2)  # noqa: DTZ001 - what is refused here
    with pytest.raises(ValueError, match="aware"):
        Instant().process_bind_param(naive, sqlite.dialect())
    with pytest.raises(StatementError, match="aware"):
        store(new_person(registered_at=naive))


def test_no_instant_stays_none():
    assert Instant().process_bind_param(None, sqlite.dialect()) is None
    assert Instant().process_result_value(None, sqlite.dialect()) is None


def test_keys_sort_by_their_bytes(both_databases, context):
    for name in ("b", "Z", "ä", "a"):
        add_person(mail=name)
    assert session.scalars(select(Person.mail_key).order_by(Person.mail_key)).all() == [
        "Z",
        "a",
        "b",
        "ä",
    ]


def test_an_enum_is_stored_by_its_value(both_databases, context):
    add_person()
    assert session.execute(text("SELECT state FROM person")).scalar() == "unconfirmed"
