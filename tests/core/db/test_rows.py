"""Single rows: inserted when absent, under a fresh public id, at the version that was seen."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import KnownDevice, Person, SignInSession
from marketplace.core import clock
from marketplace.core.db import (
    advance_version,
    insert_if_absent,
    insert_with_id,
    rows,
    session,
    unit_of_work,
)
from marketplace.core.errors import Conflict
from tests.factories.rows import add_person, add_session, new_person


@pytest.fixture
def drawn(monkeypatch):
    """Let the ids be drawn from this list."""

    def draw_from(*ids):
        left = iter(ids)
        monkeypatch.setattr(rows, "new_public_id", lambda _prefix: next(left))

    return draw_from


def test_a_row_is_inserted_unless_its_key_is_taken(both_databases, context):
    person = add_person()
    facts = {"person_id": person.id, "device_digest": "one", "first_seen_at": clock.now()}
    assert unit_of_work(insert_if_absent, KnownDevice, **facts) is True
    assert unit_of_work(insert_if_absent, KnownDevice, **facts) is False
    assert len(session.scalars(select(KnownDevice)).all()) == 1


def test_a_taken_id_is_drawn_again_and_the_unit_goes_on(both_databases, context, drawn):
    def act():
        session.add(new_person(code="PER-OLD"))
        insert_with_id(new_person(name="Grace"), column="code", prefix="PER")
        return insert_with_id(new_person(name="Joan"), column="code", prefix="PER").code

    drawn("PER-OLD", "PER-NEW", "PER-NEW", "PER-OLD", "PER-LAST")
    assert unit_of_work(act) == "PER-LAST"
    stored = session.execute(select(Person.code, Person.name).order_by(Person.id)).all()
    assert stored == [("PER-OLD", "Ada Byron"), ("PER-NEW", "Grace"), ("PER-LAST", "Joan")]


def test_five_clashes_are_an_error(both_databases, context, drawn):
    drawn(*["PER-OLD"] * 7)
    insert = {"column": "code", "prefix": "PER"}
    unit_of_work(insert_with_id, new_person(), **insert)
    with pytest.raises(IntegrityError):
        unit_of_work(insert_with_id, new_person(), **insert)
    assert session.scalars(select(Person.code)).all() == ["PER-OLD"]


def test_another_broken_constraint_is_an_error_at_once(both_databases, context, drawn):
    taken = add_session()
    drawn("SES-NEW")
    facts = {name: getattr(taken, name) for name in ("person_id", "token_digest", "state")}
    facts |= {name: clock.now() for name in ("started_at", "seen_at", "ends_at")}
    row = SignInSession(device_label="Test", **facts)
    with pytest.raises(IntegrityError):
        unit_of_work(insert_with_id, row, column="code", prefix="SES")


def test_the_second_of_two_who_edit_is_told():
    row = SimpleNamespace(version=1)
    advance_version(row, 1)
    assert row.version == 2


def test_an_old_version_is_a_conflict(context):
    row = SimpleNamespace(version=2)
    with pytest.raises(Conflict, match="Someone changed this"):
        advance_version(row, 1)
    assert row.version == 2


def test_the_database_knows_what_a_state_demands(both_databases, context):
    add_person()
    activate = text("UPDATE person SET state = 'active'")
    with pytest.raises(IntegrityError, match="active_confirmed"):
        unit_of_work(session.execute, activate)
    with pytest.raises(IntegrityError, match="personstate"):
        unit_of_work(session.execute, text("UPDATE person SET state = 'dreaming'"))
