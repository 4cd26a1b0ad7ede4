"""Houses that run in processes of their own, on data prepared once a run."""

import contextlib
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime

from tests.support.databases import once_per_run
from tools.house import running_house

#: The first seller has lamps, the second serums in many languages; each one listing and a draft.
SMALL = {"DEMO_COMPANIES": "2"}
IDLE_SECONDS = 120
LOOK_SECONDS = 0.2
LEFT_TO_DO = """
    SELECT (SELECT count(*) FROM delivery WHERE state = 'waiting' AND due_at <= ?)
        + (SELECT count(*) FROM search_to_index)
        + (SELECT count(*) FROM search_index_state WHERE building <> '')
"""


class HouseCopies:
    """Copies of the data that a first start leaves behind: migrated, filled, its demo loaded.

    Its worker has done all that was to do: mails are written, goods are in the index.
    """

    def __init__(self, folder):
        self._folder = folder

    @contextlib.contextmanager
    def running(self, data_dir, profile, **environ):
        """Run a house on a copy while the block lasts."""
        self.copy(data_dir, profile, **environ)
        with running_house(data_dir, profile, SMALL | environ) as house:
            yield house

    def copy(self, data_dir, profile, **environ):
        """Copy the data of a house that has stopped into `data_dir`."""
        name = "-".join([profile, *environ.values()])
        template = self._folder / f"{name}-house"
        with once_per_run(self._folder / f"prepared-{name}") as first:
            if first:
                with first_start(template, profile, **environ):
                    pass
        shutil.copytree(template, data_dir, dirs_exist_ok=True)


@contextlib.contextmanager
def first_start(data_dir, profile, **environ):
    """Run a house on an empty folder; at the beginning its worker has done all that was to do."""
    with running_house(data_dir, profile, SMALL | environ) as house:
        wait_until_idle(data_dir)
        yield house


def wait_until_idle(data_dir):
    """Wait until the worker of a running house has nothing to do."""
    until = time.monotonic() + IDLE_SECONDS
    with closing(sqlite3.connect(data_dir / "naru.sqlite")) as db:
        while left := _left_to_do(db):
            assert time.monotonic() < until, f"{left} steps are left to do"
            time.sleep(LOOK_SECONDS)


def _left_to_do(db):
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    return db.execute(LEFT_TO_DO, (now,)).fetchone()[0]
