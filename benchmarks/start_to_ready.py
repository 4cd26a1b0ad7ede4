"""How long is it from the command to a house that serves people?

The clock runs from the start of the command until /readyz answers 200: web server up, database
reached, both lanes of the worker seen. The first start migrates and loads the demo; the others find
all of that done. Between two rounds the worker's heartbeats are taken out of the database, since
one of the round before would count for 60 s. `make run` and `flask start` take turns. Beside the
clock stand the seconds that processors worked for all processes of the house, its stopping
included: other work on the machine disturbs them less.
"""

import os
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from benchmarks.measure import print_table, require
from marketplace.start import says_ready
from tools.house import HOST, PASSED_ON, ROOT, free_port

ROUNDS = 7
STOP_SECONDS = 60
COMMANDS = {
    "make run": ["make", "--silent", "run"],
    "flask start": [sys.executable, "-m", "flask", "--app", "wsgi", "start"],
}


def start(command: list[str], data_dir: Path) -> tuple[float, float]:
    """Start a house and stop it; return the seconds until it was ready, and the processor's."""
    before = processor_seconds()
    ready = seconds_to_ready(command, data_dir)
    return ready, processor_seconds() - before


def processor_seconds() -> float:
    """Return how long processors have worked for children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds_to_ready(command: list[str], data_dir: Path) -> float:
    """Start a house, return the seconds until it was ready, and stop it."""
    port = free_port()
    passed_on = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
    own = {"NARU_PROFILE": "demo", "DATA_DIR": str(data_dir), "PORT": str(port)}
    begun = time.perf_counter()
    house = subprocess.Popen(
        command,
        cwd=ROOT,
        env=passed_on | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not says_ready(HOST, port):
            require(house.poll() is None, "The house ended by itself.")
            time.sleep(0.01)
        return time.perf_counter() - begun
    finally:
        with suppress(ProcessLookupError):
            os.killpg(house.pid, signal.SIGINT)  # as Ctrl-C does
        house.wait(STOP_SECONDS)
        wait_for_port(port)


def wait_for_port(port: int) -> None:
    """Return when nothing answers there any more."""
    while says_ready(HOST, port):
        time.sleep(0.05)


def forget_heartbeats(data_dir: Path) -> None:
    """Let nobody take the worker of the round before for the present one."""
    with closing(sqlite3.connect(data_dir / "naru.sqlite", timeout=10)) as database:
        database.execute("DELETE FROM worker_heartbeat")
        database.commit()


def main() -> None:
    """Measure the first start and then both commands in turn."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        first, worked = start(COMMANDS["make run"], data_dir)
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                forget_heartbeats(data_dir)
                taken[name].append(start(command, data_dir))
    rows = [["make run, first start", f"{first:.2f} s", "", "", f"{worked:.2f}"]]
    for name, starts in taken.items():
        seconds = [ready for ready, _worked in starts]
        processor = statistics.median(worked for _ready, worked in starts)
        figures = (min(seconds), max(seconds), processor)
        middle = f"{statistics.median(seconds):.2f} s"
        rows.append([f"{name}, warm", middle, *(f"{figure:.2f}" for figure in figures)])
    print_table(["start", "median", "least", "most", "processor, s"], rows)


if __name__ == "__main__":
    main()
