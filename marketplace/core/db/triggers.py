"""Append-only tables, kept so by triggers on both databases.

Alembic's batch mode drops a table's triggers silently, and a trigger that reads a recreated table
stops the migration: `migrations/env.py` drops all before and creates them after every upgrade.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text


@dataclass(frozen=True)
class AppendOnly:
    """A table whose rows know no UPDATE (unless `may_update`), no DELETE and no TRUNCATE."""

    table: str
    may_update: bool = False

    def refused(self, dialect: str) -> tuple[str, ...]:
        """Return the statements that the database answers with an error; SQLite has no TRUNCATE."""
        by_row = ("DELETE",) if self.may_update else ("UPDATE", "DELETE")
        return (*by_row, "TRUNCATE") if dialect == "postgresql" else by_row

    def trigger_names(self, dialect: str) -> set[str]:
        """Return the names of this table's triggers."""
        return {f"{self.table}_no_{statement.lower()}" for statement in self.refused(dialect)}


APPEND_ONLY = (
    AppendOnly("audit_entry"),
    AppendOnly("colleague_note"),
    AppendOnly("company_check_note"),
    AppendOnly("company_document"),
    AppendOnly("consent"),
    AppendOnly("deal_entry"),
    AppendOnly("deal_message"),
    AppendOnly("inquiry_note"),
    AppendOnly("setting_change"),
)


def drop_triggers(connection: Connection) -> None:
    """Drop every trigger that stands, those of tables no longer listed as well."""
    for table, name in standing_triggers(connection):
        on_table = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {name}{on_table}"))


def standing_triggers(connection: Connection) -> set[tuple[str, str]]:
    """Return the triggers of the database as (table, name)."""
    asked = _STANDING[connection.dialect.name]
    return {(table, name) for table, name in connection.execute(text(asked))}


def create_triggers(connection: Connection) -> None:
    """Create the trigger of every append-only table that exists."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text(_POSTGRESQL_FUNCTION))
    for table in _standing_tables(connection):
        for statement in table.refused(dialect):
            connection.execute(text(_trigger(table.table, statement, dialect)))


def _standing_tables(connection: Connection) -> list[AppendOnly]:
    standing = set(inspect(connection).get_table_names())
    return [table for table in APPEND_ONLY if table.table in standing]


def _trigger(table: str, statement: str, dialect: str) -> str:
    head = f"CREATE TRIGGER {table}_no_{statement.lower()} BEFORE {statement} ON {table}"
    if dialect == "postgresql":
        each = "STATEMENT" if statement == "TRUNCATE" else "ROW"
        return f"{head} FOR EACH {each} EXECUTE FUNCTION refuse_append_only()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"


_STANDING = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    ),
}

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""
