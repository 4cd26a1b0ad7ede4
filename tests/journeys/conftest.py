"""Journeys: a real browser, a real web server and worker.

`live_server` runs once a process for all journeys, on an empty house of the test profile; people
made by one journey are strangers to the next, so each journey draws names of its own. Signing up
and in are walked where a journey is about them; elsewhere people are made by operations (`inside`)
and their browsers are signed in from the beginning. What a page complains about in the browser's
console fails the journey.

The journeys of one process share one house: files of journeys in a demo go to one process, all
others to the other.
"""

import re
from functools import lru_cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from tests.journeys.walk import enter_demo
from tests.support import databases
from tests.support.browsing import browser_of
from tests.support.houses import HouseCopies
from tools.browser import launch_options

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "check" / "failures"
HEIGHT = 900
WAIT_MS = 20_000
DEMO_HOUSES = {"demo_server", "chilean"}
DEMO_FILES = {
    "test_axe.py",
    "test_chilean_house.py",
    "test_demo.py",
    "test_search.py",
    "test_start.py",
}
# The browser notes each answer that is no success; a journey looks at the page itself for that.
NO_COMPLAINT = "Failed to load resource"


expect.set_options(timeout=WAIT_MS)


class HouseScheduling(LoadScopeScheduling):
    """Two pieces of work: the journeys in a house of the demo, and those in an empty one."""

    def _split_scope(self, nodeid: str) -> str:
        return house_of(Path(nodeid.partition("::")[0]).name)


def house_of(file):
    """Return the house that the journeys of a file walk in."""
    return "demo" if file in DEMO_FILES else "house"


def pytest_xdist_make_scheduler(config, log):
    """Keep a process to one house, whatever `--dist` says."""
    return HouseScheduling(config, log)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)
            if house_of(item.path.name) == "house" and DEMO_HOUSES & set(item.fixturenames):
                raise pytest.UsageError(f"{item.nodeid} walks in a demo: see DEMO_FILES")


@pytest.fixture(scope="session")
def houses(run_folder):
    """Data of houses that were started once."""
    return HouseCopies(run_folder)


@pytest.fixture(scope="session")
def live_server(houses, tmp_path_factory):
    """An empty house of the test profile, with mails on /demo/mail and a movable clock."""
    with houses.running(tmp_path_factory.mktemp("house"), "test") as house:
        yield house


@pytest.fixture(scope="session")
def demo_server(houses, tmp_path_factory):
    """A house of the demo profile, with its made-up people and a language from right to left."""
    with houses.running(tmp_path_factory.mktemp("demo"), "demo") as house:
        yield house


@pytest.fixture(scope="session")
def inside(live_server):
    """An application on the data of the running house: what is done in it is done there."""
    folder = live_server.data_dir
    app = databases.make_app(folder, DATABASE_URL=f"sqlite:///{folder / 'naru.sqlite'}")
    yield app
    databases.close(app)


@pytest.fixture(scope="session")
def signed_in(browser, demo_server):
    """What the browser of a person of the demo holds, by role; each has signed in once."""
    return lru_cache(partial(enter_demo, browser, demo_server))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(request, browser):
    """Open a browser of its own: `new_page(lang="ko", width=390, dark=True, house=demo_server)`.

    In the house of the test profile a made person can be signed in from the beginning: `made=…`.
    """
    contexts, complaints = [], []

    def open_page(lang="en", width=1440, *, dark=False, scripts=True, house=None, made=None):
        house = house or request.getfixturevalue("live_server")
        context = browser.new_context(
            base_url=house.address,
            locale=lang,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(WAIT_MS)
        if made:
            context.add_cookies(_cookies_of(made, request.getfixturevalue("inside"), house))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(complaints, message))
        contexts.append(context)
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        _take_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """One browser: English, 1,440 pixels wide."""
    return new_page()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _cookies_of(made, app, house):
    """Return what the browser of a made person holds once they have signed in."""
    name = app.config["SESSION_COOKIE_NAME"]
    value = browser_of(app, made.person).get_cookie(name).value
    return [{"name": name, "value": value, "url": house.address}]


def _note(complaints, message):
    if message.type == "error" and not message.text.startswith(NO_COMPLAINT):
        complaints.append(message.text)


def _take_pictures(name, contexts):
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        file = PICTURES / f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}-{number}.png"
        page.screenshot(path=file, full_page=True)
