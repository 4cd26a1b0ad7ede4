"""The real migrations, from nothing to the newest, on both databases."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade

from marketplace.core.db import Base
from marketplace.core.db.triggers import standing_triggers
from tests.migrations.description import describe
from tests.migrations.filling import NOT_OURS, count_rows, fill_empty_tables, tables_of

ROOT = Path(__file__).resolve().parents[2]
REVISIONS = sorted(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))

RECREATING = """
from alembic import op

revision = "9999"
down_revision = "{newest}"

def upgrade():
    for name in ("person", "company", "audit_entry"):
        with op.batch_alter_table(name, recreate="{recreate}"):
            pass
"""
FORGETTING = """
from alembic import op

revision = "9999"
down_revision = "{newest}"

def upgrade():
    op.execute("UPDATE delivery SET event_id = 777")
"""


@pytest.fixture
def fresh(engine, tmp_path):
    """Another engine, on nothing at all."""
    if engine.dialect.name == "sqlite":
        return sa.create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}", poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE SCHEMA fresh"))
    options = {"options": "-c search_path=fresh"}
    return sa.create_engine(engine.url, poolclass=sa.NullPool, connect_args=options)


def migrate(app, revision="head", directory=None):
    with app.app_context():
        upgrade(directory=directory, revision=revision)


def with_another(tmp_path, script):
    """Return a copy of the migrations that has one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder)
    (folder / "versions" / "9999_made_up.py").write_text(script)
    return str(folder)


def test_every_migration_keeps_every_row(nothing, app):
    before = {}
    for revision in REVISIONS:
        migrate(app, revision)
        with nothing.begin() as connection:
            tables = tables_of(connection)
            after = count_rows(connection, tables)
            kept = {name: after.get(name, 0) for name in before}
            assert {name: rows for name, rows in kept.items() if rows < before[name]} == {}
            fill_empty_tables(connection, tables)
            before = count_rows(connection, tables)
    assert [name for name, rows in before.items() if not rows] == []
    assert dangling(nothing) == []


def dangling(engine):
    if engine.dialect.name == "postgresql":
        return []  # it checks each row as it comes
    with engine.connect() as connection:
        return connection.execute(sa.text("PRAGMA foreign_key_check")).all()


def test_migrations_and_models_agree(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: name not in NOT_OURS,
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_write_what_the_models_say_down_to_their_constraints(engine, fresh):
    with engine.connect() as connection:
        migrated = describe(connection)
    with fresh.begin() as connection:
        Base.metadata.create_all(connection)
        assert describe(connection) == migrated


def test_migrating_again_changes_nothing(app, engine):
    with engine.connect() as connection:
        before = describe(connection), standing_triggers(connection)
    migrate(app)
    with engine.connect() as connection:
        assert (describe(connection), standing_triggers(connection)) == before


def test_recreating_tables_keeps_rows_and_triggers(app, engine, both_databases, tmp_path):
    with engine.begin() as connection:
        tables = tables_of(connection)
        fill_empty_tables(connection, tables)
        before = count_rows(connection, tables), standing_triggers(connection)
        described = describe(connection)
    recreate = "always" if both_databases == "sqlite" else "never"
    script = RECREATING.format(newest=REVISIONS[-1], recreate=recreate)
    migrate(app, directory=with_another(tmp_path, script))
    with engine.connect() as connection:
        assert (count_rows(connection, tables), standing_triggers(connection)) == before
        assert describe(connection) == described


def test_a_migration_that_leaves_rows_without_parents_is_not_committed(app, engine, tmp_path):
    with engine.begin() as connection:
        fill_empty_tables(connection, tables_of(connection))
    folder = with_another(tmp_path, FORGETTING.format(newest=REVISIONS[-1]))
    with pytest.raises((SystemExit, sa.exc.IntegrityError)):
        migrate(app, directory=folder)
    with engine.connect() as connection:
        version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        event = connection.scalar(sa.text("SELECT event_id FROM delivery"))
        assert (version, event) == (REVISIONS[-1], 1)
        assert standing_triggers(connection)
