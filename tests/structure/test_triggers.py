"""Append-only tables have their triggers, on both databases, after the real migrations."""

from marketplace.core.db import Base, session
from marketplace.core.db.triggers import APPEND_ONLY, standing_triggers


def test_every_append_only_table_exists(app):
    assert {table.table for table in APPEND_ONLY} - set(Base.metadata.tables) == set()


def test_the_record_and_consents_are_append_only():
    strict = {table.table for table in APPEND_ONLY if not table.may_update}
    assert {"audit_entry", "consent"} <= strict


def test_exactly_the_append_only_tables_have_their_triggers(both_databases, context):
    connection = session.connection()
    named = {
        (table.table, name)
        for table in APPEND_ONLY
        for name in table.trigger_names(connection.dialect.name)
    }
    assert standing_triggers(connection) == named


def test_nothing_is_deleted_by_a_cascade(app):
    cascading = [
        f"{table.name}: {key.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_key_constraints
        if key.ondelete
    ]
    assert cascading == []
