"""How many deliveries does the act lane carry out in a second, on SQLite and on PostgreSQL?

Each event is published in a unit of its own, as an act of a person would; its listener writes one
audit row, in the commit that marks the delivery done. Workers are the house's own (`LaneWorker`),
one process and two. PostgreSQL is measured as production runs it (every commit on the disk) and
without waiting for the disk, which is nearer to what SQLite does in WAL mode.
"""

import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask_migrate import upgrade

from benchmarks.measure import print_table, require
from benchmarks.measured_event import Measured
from marketplace.app import create_app
from marketplace.config import load_settings
from marketplace.core.db import unit_of_work
from marketplace.core.work.events import publish
from marketplace.core.work.models import Lane
from marketplace.core.work.parked import count_parked
from marketplace.core.work.worker import LaneWorker
from tools import postgres

ROUNDS = 3
DELIVERIES = 300
#: The tests' server waits for no disk; this one does, as in production.
postgres.SETTINGS |= {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def house(url: str, data_dir: str):
    """Return an application on that database."""
    environ = {"NARU_PROFILE": "test", "DATA_DIR": data_dir, "DATABASE_URL": url}
    return create_app(load_settings(environ))


@dataclass(frozen=True)
class Round:
    """What one round took: seconds on the clock, and seconds of processors in our processes."""

    published: float
    publishing: float
    carried_out: float
    carrying_out: float


def work(url: str, data_dir: str, ready, go, claimed, worked, ended) -> None:
    """Work until nothing is due; run in a process of its own."""
    app = house(url, data_dir)
    worker = LaneWorker(app, Lane.ACT, threading.Event())
    worker.step()  # an empty round opens the connection and writes the heartbeat
    ready.release()
    go.wait()
    before, done, last = time.process_time(), 0, time.monotonic()
    while step := worker.step():
        done, last = done + step, time.monotonic()
    with claimed.get_lock():
        claimed.value += done
        worked.value += time.process_time() - before
        ended.value = max(ended.value, last)
    with app.app_context():
        require(count_parked() == 0, "The listener failed.")


def one_round(url: str, data_dir: str, workers: int) -> Round:
    """Publish everything, then let so many workers carry it out."""
    context = multiprocessing.get_context("spawn")
    ready, go, claimed = context.Semaphore(0), context.Event(), context.Value("i", 0)
    worked, ended = context.Value("d", 0.0), context.Value("d", 0.0)
    facts = (url, data_dir, ready, go, claimed, worked, ended)
    processes = [context.Process(target=work, args=facts) for _ in range(workers)]
    for process in processes:
        process.start()
    for _ in processes:
        require(ready.acquire(timeout=60), "A worker did not start.")
    before, begun = time.process_time(), time.monotonic()
    with house(url, data_dir).app_context():
        for number in range(DELIVERIES):
            unit_of_work(publish, Measured(f"N-{number}"))
    published, publishing = time.monotonic() - begun, time.process_time() - before
    begun = time.monotonic()
    go.set()
    for process in processes:
        process.join()
    require(claimed.value == DELIVERIES, f"{claimed.value} of {DELIVERIES} carried out")
    return Round(published, publishing, ended.value - begun, worked.value)


def new_postgres(server: str, name: str, *, waits: bool) -> str:
    """Create a database on the server and return its address."""
    with psycopg.connect(
        host=server, user=postgres.OWNER, dbname="postgres", autocommit=True
    ) as sql:
        sql.execute(f"CREATE DATABASE {name}")
        if not waits:
            sql.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    return postgres.database_url(server, name)


def main() -> None:
    """Measure the databases in turn."""
    rounds: dict[tuple[str, int], list[Round]] = {}
    with tempfile.TemporaryDirectory() as folder, postgres.postgres_server() as server:
        urls = {
            "SQLite": f"sqlite:///{folder}/naru.sqlite",
            "PostgreSQL": new_postgres(server, "durable", waits=True),
            "PostgreSQL, not waiting for the disk": new_postgres(server, "quick", waits=False),
        }
        for number, url in enumerate(urls.values()):
            Path(folder, str(number)).mkdir()
            with house(url, f"{folder}/{number}").app_context():
                upgrade()
        for _ in range(ROUNDS):
            for number, (name, url) in enumerate(urls.items()):
                for workers in (1, 2):
                    done = one_round(url, f"{folder}/{number}", workers)
                    rounds.setdefault((name, workers), []).append(done)
        report(rounds, list(urls))


def report(rounds: dict[tuple[str, int], list[Round]], names: list[str]) -> None:
    """Print the best round of each, since other work can only slow one, and ratios to SQLite."""

    def rate(seconds: Iterable[float], beside: Iterable[float]) -> str:
        best = min(seconds)
        return f"{DELIVERIES / best:.0f} ({min(beside) / best:.2f})"

    def cpu(seconds: Iterable[float]) -> str:
        return f"{statistics.median(seconds) / DELIVERIES * 1000:.1f}"

    rows = []
    for name in names:
        one, two = rounds[name, 1], rounds[name, 2]
        base, base_two = rounds[names[0], 1], rounds[names[0], 2]
        rows.append(
            [
                name,
                rate((r.published for r in one + two), (r.published for r in base + base_two)),
                rate((r.carried_out for r in one), (r.carried_out for r in base)),
                rate((r.carried_out for r in two), (r.carried_out for r in base_two)),
                cpu(r.publishing for r in one + two),
                cpu(r.carrying_out for r in one),
            ]
        )
    rates = ["published a second", "carried out, one worker", "two workers"]
    print_table(["database", *rates, "processor to publish, ms", "to carry out"], rows)


if __name__ == "__main__":
    main()
