"""The declarative base, the session, and how each engine begins a transaction."""

import sqlite3
from typing import Annotated, Any, ClassVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, scoped_session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from marketplace.config import Settings
from marketplace.core.db.types import code_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_TIMEOUT_MS = 10_000

PublicId = Annotated[str, mapped_column(code_column(), unique=True)]


class Base(DeclarativeBase):
    """The base of every model. `lock_rank` orders locks: never a lower one after a higher."""

    metadata = MetaData(naming_convention=NAMES)
    lock_rank: ClassVar[int | None] = None


database = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)
session: scoped_session[Session] = database.session  # type: ignore[assignment]


def bind(app: Flask, settings: Settings) -> None:
    """Bind the database: every transaction only reads unless `unit_of_work` began it."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(settings)
    database.init_app(app)
    with app.app_context():
        if settings.is_sqlite:
            prepare_sqlite(database.engine)
        else:
            prepare_postgres(database.engine)


def _engine_options(settings: Settings) -> dict[str, Any]:
    if settings.is_sqlite:
        return {"hide_parameters": True}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "execution_options": {"postgresql_readonly": True},
        "connect_args": {"options": "-c timezone=UTC"},
    }


def prepare_postgres(engine: Engine) -> None:
    """Let a transaction that only read end by COMMIT, where nothing is left to undo.

    After a ROLLBACK psycopg forgets what it prepared, so that PostgreSQL would plan each statement
    of each request anew: more work than carrying most of them out. `do_rollback` belongs to
    SQLAlchemy's public interface of dialects; its event `rollback` would do as well, but errors
    raised in there are not turned into SQLAlchemy's.
    """
    roll_back = engine.dialect.do_rollback

    def end(dbapi_connection: PoolProxiedConnection) -> None:
        if dbapi_connection.read_only:
            dbapi_connection.commit()
        else:
            roll_back(dbapi_connection)

    engine.dialect.do_rollback = end  # type: ignore[method-assign]


def prepare_sqlite(engine: Engine) -> None:
    """Set the pragmas of each connection and let transactions begin as their phase asks.

    Reading is deferred under `query_only`; writing begins IMMEDIATE, since a read that turns into
    a write fails at once with SQLITE_BUSY_SNAPSHOT, whatever the timeout.
    """
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN DEFERRED")
