"""The migrations, as far as the running house needs them: Alembic is loaded only to migrate."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import inspect, text

from marketplace.core.db.base import database

if TYPE_CHECKING:
    from flask_migrate import Migrate


class Migrations:
    """Stands in `app.extensions["migrate"]` for Flask-Migrate, and loads it when it is asked."""

    def __init__(self, directory: Path) -> None:
        """`directory` holds `env.py` and the numbered scripts."""
        self.directory = str(directory)

    @cached_property
    def migrate(self) -> "Migrate":
        """The extension itself, as its commands ask for it."""
        from flask_migrate import Migrate

        return Migrate(db=database, directory=self.directory)

    def newest(self) -> str:
        """Return the number of the newest script, which is its revision."""
        return max(path.name[:4] for path in Path(self.directory, "versions").glob("[0-9]*.py"))


def bind_migrations(app: Flask, directory: Path) -> None:
    """Let `flask db …` and `bring_to_newest` find the scripts."""
    app.extensions["migrate"] = Migrations(directory)


def bring_to_newest(app: Flask) -> bool:
    """Run the migrations that the database has not had yet; return whether there were any."""
    if present_revision() == app.extensions["migrate"].newest():
        return False
    from flask_migrate import upgrade

    upgrade()
    return True


def present_revision() -> str | None:
    """Return the revision that the database is at, None when it is empty."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
