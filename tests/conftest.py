"""The house that tests work in.

Each test that asks for `app` gets a data folder and a database of its own: a copy of a template
that the real migrations built, with no transaction around it. Tests marked `database` work on
PostgreSQL, the others on SQLite; a test that asks for `both_databases` runs on each.
"""

import contextlib
import gc
import os
from pathlib import Path

import coverage
import hypothesis
import pytest

from tests.support import databases
from tests.support.applications import Applications
from tests.support.statements import recorded_statements
from tools.postgres import postgres_server

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("NARU_REAL_DATA") or ROOT.parent / "shared" / "data")
#: Rooms whose tests start no process of the house but those that read strangers' files, which
#: tests/core measures: a fifth of a second each.
READERS_ALONE = {"catalog", "companies", "deals", "matrix", "verification"}

hypothesis.settings.register_profile(
    "quick", max_examples=25, deadline=None, derandomize=True, print_blob=True
)
hypothesis.settings.register_profile("full", max_examples=1000, deadline=None, print_blob=True)
hypothesis.settings.load_profile("quick")


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session):
    """Compile the catalogues once a run, while its workers start and collect."""
    if not hasattr(session.config, "workerinput"):
        from marketplace.start import compile_catalogues  # not at the top: it loads the house

        compile_catalogues(ROOT / "translations")


def pytest_collection_finish():
    """Let Python look for garbage only in what the tests make: all that was imported stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_sessionfinish():
    """Keep what was measured: a process of the run that ends slowly is killed after ten seconds."""
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.save()


@pytest.fixture(scope="module", autouse=True)
def measured_processes(request):
    """Let the processes that a test starts be measured, where they have not been elsewhere."""
    with pytest.MonkeyPatch.context() as environment:
        if request.path.relative_to(ROOT / "tests").parts[0] in READERS_ALONE:
            environment.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory, worker_id):
    """The folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def sqlite_copies(run_folder):
    return databases.SqliteCopies(run_folder)


@pytest.fixture(scope="session")
def postgres():
    """The run's PostgreSQL server: the one of NARU_TEST_POSTGRES, or one started here."""
    given = os.environ.get("NARU_TEST_POSTGRES")
    with contextlib.nullcontext(given) if given else postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_copies(postgres, run_folder, worker_id):
    copies = databases.PostgresCopies(postgres, run_folder, worker_id)
    yield copies
    copies.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def both_databases(request):
    """Run the test on each database: on SQLite in its part, on PostgreSQL in `database`."""
    return request.param


@pytest.fixture
def database_url(request, tmp_path):
    """The address of a migrated database of the test's own."""
    on_postgres = request.node.get_closest_marker("database") is not None
    copies = request.getfixturevalue("postgres_copies" if on_postgres else "sqlite_copies")
    with copies.copy(tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def applications(tmp_path_factory):
    """Applications that one test after the other lives in."""
    return Applications(tmp_path_factory.mktemp("remembered"))


@pytest.fixture
def lend(applications, tmp_path):
    """Lend applications on the test's data folder, and take them back at its end."""
    lent = []

    def lend_one(**wishes):
        lent.append(applications.lend(tmp_path, **wishes))
        return lent[-1]

    yield lend_one
    for app in lent:
        applications.take_back(app)


@pytest.fixture
def make_app(lend, database_url):
    """Make an application on the test's database; keywords are settings: `HOME_COUNTRY="CL"`.

    `extend` is a function of the module that adds routes to it.
    """
    return lambda **wishes: lend(**{"DATABASE_URL": database_url} | wishes)


@pytest.fixture
def make_empty_app(lend):
    """Make an application on a SQLite database that has no tables yet."""
    return lend


@pytest.fixture
def app(make_app):
    return make_app()


@pytest.fixture
def settings(app):
    return app.config["SETTINGS"]


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def context(app):
    """The application's context for the whole test.

    Not together with `client`: its requests would share one context, and so the reader.
    """
    with app.app_context() as pushed:
        yield pushed


@pytest.fixture
def statements(app):
    """Record SQL statements: `with statements() as seen: client.get(…)`, then `len(seen)`."""
    return lambda: recorded_statements(app)


@pytest.fixture
def real_data():
    """Return a file of the real data; the test is passed over where there is none."""

    def find(name):
        path = REAL_DATA / name
        if not path.exists():
            pytest.skip(f"real data: {name} is not there")
        return path

    return find
