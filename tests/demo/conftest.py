"""A demo with one seller and one buyer, loaded once a run and copied for each test that asks."""

import shutil

import pytest

from marketplace.demo.load import load_demo
from tests.support.databases import once_per_run


@pytest.fixture(scope="session")
def loaded_folder(applications, sqlite_copies, run_folder):
    """The data folder of a house whose demo was loaded."""
    folder = run_folder / "loaded-demo"
    with once_per_run(run_folder / "demo-loaded") as first:
        if first:
            folder.mkdir()
            with sqlite_copies.copy(folder) as url:
                app = applications.lend(folder, DATABASE_URL=url)
                with app.app_context():
                    load_demo(companies=1)
                applications.take_back(app)
    return folder


@pytest.fixture
def loaded():
    """Let the test begin with a loaded demo; to load it again gives its sign-ins."""


@pytest.fixture
def database_url(request, database_url, tmp_path):
    if "loaded" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("loaded_folder"), tmp_path, dirs_exist_ok=True)
    return database_url
