"""Starting the demo over: what it has written is deleted, and nothing else."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

from marketplace.config import Settings
from marketplace.demo.load import NoDemo
from marketplace.demo.loaded import MARK

FILES = ("demo-sign-ins.json", MARK, "clock-offset")
DATABASES = ("naru.sqlite", "limits.sqlite")
FOLDERS = ("mails", "files", "search_index")
#: SQLite's own companions of a database in WAL mode.
COMPANIONS = ("", "-wal", "-shm")


def reset_demo(settings: Settings) -> list[Path]:
    """Delete database, counts, mails, files, index, sign-ins and moved clock; return what is gone.

    The secret key stays. Raises NoDemo outside the demo profile, for a database that is not in the
    data folder, and while the house is running.
    """
    if not settings.is_demo:
        raise NoDemo(f"This house is run for {settings.profile.value}; only a demo starts over.")
    database = settings.data_dir / DATABASES[0]
    if settings.database_url != f"sqlite:///{database}":
        raise NoDemo("DATABASE_URL names another database than the demo's own; it stays untouched.")
    _require_nobody_in(database)
    deleted = [path for path in _written_by_the_demo(settings.data_dir) if path.exists()]
    for path in deleted:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return deleted


def _written_by_the_demo(data_dir: Path) -> list[Path]:
    databases = [f"{name}{companion}" for name in DATABASES for companion in COMPANIONS]
    return [data_dir / name for name in (*databases, *FILES, *FOLDERS)]


def _require_nobody_in(database: Path) -> None:
    """Leave WAL mode, which SQLite allows to nobody while another connection is open."""
    if not database.exists():
        return
    with contextlib.closing(sqlite3.connect(database, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError:
            raise NoDemo("Naru is running on this data folder: stop it first.") from None
