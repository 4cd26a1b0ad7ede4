"""Runs the migrations: foreign keys off on SQLite, triggers dropped and re-created."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine, event, pool, text

from marketplace.core.db import Base, Instant
from marketplace.core.db.triggers import create_triggers, drop_triggers
from marketplace.core.limits import TABLE as RATE_COUNTS

LOCK = 7236  # any number, the same for every migration of this house


def run() -> None:
    """Upgrade in one transaction and commit only when no foreign key dangles.

    Batch mode recreates tables; with `foreign_keys` on that would empty cascading children without
    a word, so the pragma stays off here and `PRAGMA foreign_key_check` answers at the end.
    """
    settings = current_app.config["SETTINGS"]
    engine = create_engine(settings.database_url, poolclass=pool.NullPool)
    if settings.is_sqlite:
        event.listen(engine, "connect", _begin_by_hand)
        event.listen(
            engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")
        )
    with engine.connect() as connection, connection.begin():
        if not settings.is_sqlite:
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        _migrate(connection, batch=settings.is_sqlite)


def _begin_by_hand(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("PRAGMA foreign_keys = OFF")


def _render(kind: str, thing: object, _context: object) -> str | bool:
    """Write instants as the plain column they are, so that a migration stands by itself."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


def _migrate(connection: Connection, *, batch: bool) -> None:
    drop_triggers(connection)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=batch,
        compare_type=True,
        render_item=_render,
        include_name=lambda name, kind, _parents: kind != "table" or name != RATE_COUNTS,
    )
    context.run_migrations()
    create_triggers(connection)
    if batch:
        dangling = connection.execute(text("PRAGMA foreign_key_check")).all()
        if dangling:
            message = f"Rows without their parent: {dangling[:5]}"
            raise RuntimeError(message)


run()
