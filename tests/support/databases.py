"""Databases for tests: a template built once by the real migrations, and a copy for each test."""

import contextlib
import fcntl
import itertools
import shutil
import sqlite3

import psycopg
from flask_migrate import upgrade
from psycopg import sql

from marketplace.config import load_settings
from marketplace.core.db import database
from marketplace.extensions import limiter
from tests.support import remembering
from tests.support.templates import MemoryCache
from tools.postgres import OWNER, database_url

COMPILED_TEMPLATES = MemoryCache()
TEMPLATE = "naru_template"


def settings_of(data_dir, **environ):
    """Return the settings of a house of the test profile on its own data folder."""
    return load_settings({"NARU_PROFILE": "test", "DATA_DIR": str(data_dir)} | environ)


def make_app(data_dir, **environ):
    """Return an application of the test profile on its own data folder."""
    return create(settings_of(data_dir, **environ))


def create(settings):
    from marketplace.app import create_app  # not at the top: many tests need no application

    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    know_limits(app)
    return app


def know_limits(app):
    """Remember where the application counts: the limiter itself knows its newest place only."""
    app.extensions["limit_storage"] = limiter.storage


def close(app):
    """Give back every connection that the application holds."""
    with app.app_context():
        database.session.remove()
        for engine in database.engines.values():
            engine.dispose()
    app.extensions["limit_storage"]._engine.dispose()


def migrate(data_dir, url):
    """Take an empty database through all migrations."""
    app = make_app(data_dir, DATABASE_URL=url)
    try:
        with app.app_context():
            upgrade()
    finally:
        close(app)


@contextlib.contextmanager
def once_per_run(marker):
    """Yield True to the first process of the run that comes here; the others wait for its end."""
    with marker.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not marker.exists()
        yield first
        marker.touch()


class SqliteCopies:
    """Copies of one migrated SQLite file."""

    def __init__(self, folder):
        self._template = folder / "template" / "naru.sqlite"
        with once_per_run(folder / "sqlite-template") as first:
            if first:
                self._template.parent.mkdir()
                migrate(self._template.parent, f"sqlite:///{self._template}")
                self._fold_in_the_log()

    def _fold_in_the_log(self):
        with contextlib.closing(sqlite3.connect(self._template)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def copy(self, data_dir):
        """Yield the address of a fresh copy in `data_dir`."""
        path = data_dir / "naru.sqlite"
        shutil.copyfile(self._template, path)
        remembering.note_fresh(path)
        yield f"sqlite:///{path}"


class PostgresCopies:
    """Copies of one migrated PostgreSQL database; dropped after use."""

    def __init__(self, server, folder, worker):
        self._server = server
        self._names = (f"test_{worker}_{number}" for number in itertools.count())
        self._admin = psycopg.connect(host=server, user=OWNER, dbname="postgres", autocommit=True)
        with once_per_run(folder / f"template-of-{server.strip('/').replace('/', '-')}") as first:
            if first:
                self._create(TEMPLATE, "template1")
                work = folder / "postgres-template"
                work.mkdir(exist_ok=True)
                migrate(work, database_url(server, TEMPLATE))

    @contextlib.contextmanager
    def copy(self, _data_dir):
        """Yield the address of a fresh copy."""
        name = next(self._names)
        self._create(name, TEMPLATE)
        try:
            yield database_url(self._server, name)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            self._admin.execute(drop.format(sql.Identifier(name)))

    def close(self):
        self._admin.close()

    def _create(self, name, template):
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._admin.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
