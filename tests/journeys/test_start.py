"""`flask start` as whoever runs a house sees it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest

from tests.journeys.walk import people_of, said, sign_ins
from tests.support.houses import SMALL, wait_until_idle
from tools.house import ROOT, running_house

WAIT_SECONDS = 60
SMALLEST = {"DEMO_COMPANIES": "1"}
ROWS = """
    SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM company),
        (SELECT count(*) FROM listing), (SELECT count(*) FROM listing_image),
        (SELECT count(*) FROM review), (SELECT count(*) FROM audit_entry)
"""


@pytest.fixture(scope="module")
def folder(houses, tmp_path_factory):
    """A data folder that houses use one after the other: none of them is a first start."""
    made = tmp_path_factory.mktemp("house")
    houses.copy(made, "test")
    return made


def child(house, name):
    """Return the process id of the house's child of that name."""
    found = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(house.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split(None, 1) for line in found.stdout.splitlines()]
    return next(int(process) for process, words in rows if words.strip() == name)


def ends(process):
    """Wait until a process is no more."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def refuses(house):
    """Wait until nobody listens at the house's address any more."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            urlopen(f"{house.address}/healthz", timeout=5).close()
        except OSError:
            return True
        time.sleep(0.05)
    return False


def made_up(folder):
    """Return how many rows stand in a house's tables of the trade, and its mails by name."""
    mails = sorted(path.name for path in folder.glob("mails/*"))
    assert mails
    with closing(sqlite3.connect(folder / "naru.sqlite")) as db:
        return db.execute(ROWS).fetchone(), mails


def stops(house, name):
    """Ask the house to stop by a signal: it does, and says so."""
    said(house, "Ctrl-C stops")
    house.process.send_signal(getattr(signal, name))
    assert house.process.wait(WAIT_SECONDS) == 0
    with pytest.raises(OSError, match="refused"):
        urlopen(f"{house.address}/healthz", timeout=5)
    assert house.words().endswith("Naru has stopped.\n")


def test_the_second_start_of_the_demo_does_nothing_twice_and_ctrl_c_stops_it(houses, tmp_path):
    houses.copy(tmp_path, "demo")
    before = made_up(tmp_path)
    with running_house(tmp_path, "demo", SMALL) as second:
        people = people_of(second).values()
        kept = [(one["role"], one["mail"], one["password"]) for one in people]
        assert sign_ins(second) == kept
        wait_until_idle(tmp_path)
        stops(second, "SIGINT")
    assert made_up(tmp_path) == before


def dies_with(house, name):
    """Kill the web server or the worker: the other is stopped, and the house says so."""
    os.kill(child(house, f"naru {name}"), signal.SIGKILL)
    assert house.process.wait(WAIT_SECONDS) == 1
    assert refuses(house)
    assert house.words().endswith(f"Error: The {name} ended by itself, so Naru has stopped.\n")


def test_when_the_web_server_dies_the_worker_is_stopped_and_the_house_says_so(folder):
    with running_house(folder, "test") as house:
        dies_with(house, "web server")


def test_of_a_killed_house_nothing_stays_and_the_next_waits_for_a_worker_of_its_own(folder):
    """The worker of the next dies in its turn, and the web server with it."""
    with running_house(folder, "test") as house:
        worker = child(house, "naru worker")
        house.process.kill()
        house.process.wait()
        assert refuses(house)
        assert ends(worker)
    begun = datetime.now(UTC).replace(tzinfo=None)
    with running_house(folder, "test") as house:
        with closing(sqlite3.connect(folder / "naru.sqlite")) as db:
            (oldest,) = db.execute("SELECT min(at) FROM worker_heartbeat").fetchone()
        dies_with(house, "worker")
    assert datetime.fromisoformat(oldest) > begun


def test_a_demo_that_has_stopped_starts_over_on_demand(houses, tmp_path):
    houses.copy(tmp_path, "demo")
    before = (tmp_path / "demo-sign-ins.json").read_text(encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "reset"],
        cwd=ROOT,
        env=os.environ | {"NARU_PROFILE": "demo", "DATA_DIR": str(tmp_path)} | SMALLEST,
        check=True,
    )
    with running_house(tmp_path, "demo", SMALLEST) as house:
        passwords = [password for _, _, password in sign_ins(house)]
        stops(house, "SIGTERM")
    assert [password for password in passwords if password in before] == []
    assert len(passwords) == 3
