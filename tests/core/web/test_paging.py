"""Paging by cursor lists everything once, whatever the size and however times repeat."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from marketplace.accounts.models import Person
from marketplace.core.db import session, unit_of_work
from marketplace.core.web.paging import newest_first
from tests.factories.rows import new_person

BEGIN = datetime(2026, 11, 2, 8, tzinfo=UTC)


def page(cursor=None, size=25):
    people = select(Person)
    return newest_first(people, at=Person.registered_at, code=Person.code, cursor=cursor, size=size)


def all_pages(size):
    pages, cursor = [], None
    while True:
        found = page(cursor, size)
        pages.append([(row.registered_at, row.code) for row in found.rows])
        cursor = found.older
        if cursor is None:
            return pages


def fill(minutes):
    session.execute(delete(Person))
    for number, minute in enumerate(minutes):
        at = BEGIN + timedelta(minutes=minute, microseconds=minute)
        session.add(new_person(code=f"PER-{number:04}", registered_at=at))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(0, 4), max_size=12), size=st.integers(1, 6))
def test_every_row_is_listed_once_and_in_order(both_databases, context, minutes, size):
    unit_of_work(fill, minutes)
    pages = all_pages(size)
    listed = [row for rows in pages for row in rows]
    assert listed == sorted(listed, reverse=True)
    assert len(listed) == len(minutes)
    assert [len(rows) for rows in pages[:-1]] == [size] * (len(pages) - 1)


def test_a_row_that_comes_meanwhile_moves_no_page(context):
    unit_of_work(fill, [1, 2, 3, 4])
    first = page(size=2)
    unit_of_work(session.add, new_person(code="PER-NEW", registered_at=BEGIN + timedelta(days=1)))
    second = page(first.older, size=2)
    assert [row.code for row in second.rows] == ["PER-0001", "PER-0000"]
    assert second.older is None


def cursor_of(text):
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "not a cursor",
        "é",
        "AAAA",
        cursor_of("yesterday PER-1"),
        cursor_of(f"{BEGIN.isoformat()} PER-\x00"),
        cursor_of(f"{BEGIN.isoformat()} PER-1 more"),
        cursor_of("0001-01-01T00:00:00+14:00 PER-1"),
    ],
)
def test_a_strange_cursor_shows_the_first_page(both_databases, context, cursor):
    unit_of_work(fill, [1, 2])
    assert [row.code for row in page(cursor).rows] == ["PER-0001", "PER-0000"]
