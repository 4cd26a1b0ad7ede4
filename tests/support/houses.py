"""Houses that run in processes of their own, on data prepared once a run."""

import contextlib
import shutil

from tests.support.databases import once_per_run
from tools.house import running_house


class HouseCopies:
    """Copies of the data that a first start leaves behind: migrated, filled, its demo loaded."""

    def __init__(self, folder):
        self._folder = folder

    @contextlib.contextmanager
    def running(self, data_dir, profile):
        """Run a house on a copy while the block lasts."""
        self.copy(data_dir, profile)
        with running_house(data_dir, profile) as house:
            yield house

    def copy(self, data_dir, profile):
        """Copy the data of a house that has stopped into `data_dir`."""
        template = self._folder / f"{profile}-house"
        with once_per_run(self._folder / f"prepared-{profile}") as first:
            if first:
                with running_house(template, profile):
                    pass
        shutil.copytree(template, data_dir, dirs_exist_ok=True)
