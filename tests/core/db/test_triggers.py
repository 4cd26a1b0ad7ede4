"""Append-only rows know no UPDATE and no DELETE, whoever asks."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Consent
from marketplace.core import audit, clock
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import Base, session, unit_of_work
from marketplace.core.db.triggers import (
    AppendOnly,
    create_triggers,
    drop_triggers,
    standing_triggers,
)
from tests.factories.rows import add_person


def write_one_of_each():
    audit.record("person:test:written", kind="person", subject="PER-1", actor=AT_THE_SERVER)
    session.add(
        Consent(
            person_id=1,
            kind=ConsentKind.TERMS,
            given=True,
            text_version="2026-11-01",
            language="en",
            at=clock.now(),
        )
    )


@pytest.mark.parametrize("table", ["audit_entry", "consent"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_database_refuses_to_change_an_append_only_row(
    both_databases, context, table, statement
):
    add_person()
    unit_of_work(write_one_of_each)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        unit_of_work(session.execute, text(statement.format(table)))
    kept = session.execute(select(func.count()).select_from(Base.metadata.tables[table]))
    assert kept.scalar() == 1


@pytest.mark.database
@pytest.mark.parametrize("table", ["audit_entry", "consent", "setting_change"])
def test_an_append_only_table_is_not_emptied_as_a_whole(context, table):
    add_person()
    unit_of_work(write_one_of_each)
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        unit_of_work(session.execute, text(f"TRUNCATE {table} CASCADE"))
    assert session.scalar(select(func.count()).select_from(audit.AuditEntry)) == 1


def test_triggers_are_dropped_and_made_again(both_databases, context):
    def drop_and_make():
        connection = session.connection()
        before = standing_triggers(connection)
        drop_triggers(connection)
        between = standing_triggers(connection)
        create_triggers(connection)
        return before, between, standing_triggers(connection)

    before, between, after = unit_of_work(drop_and_make)
    assert between == set()
    assert after == before
    assert after


def test_a_table_whose_state_moves_refuses_deleting_only():
    payment = AppendOnly("payment", may_update=True)
    assert payment.trigger_names("sqlite") == {"payment_no_delete"}
    assert payment.trigger_names("postgresql") == {"payment_no_delete", "payment_no_truncate"}
