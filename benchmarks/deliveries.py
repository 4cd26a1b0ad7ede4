"""How many deliveries does the act lane carry out in a second, on SQLite and on PostgreSQL?

Each event is published in a unit of its own, as an act of a person would; its listener writes one
audit row, in the commit that marks the delivery done. Workers are the house's own (`LaneWorker`),
one process and two. PostgreSQL is measured as production runs it (every commit on the disk) and
without waiting for the disk, which is nearer to what SQLite does in WAL mode.
"""

import multiprocessing
import tempfile
import threading
import time
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
from marketplace.core.work.worker import LaneWorker
from tools import postgres

ROUNDS = 3
DELIVERIES = 1500
#: The tests' server waits for no disk; this one does, as in production.
postgres.SETTINGS |= {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def house(url: str, data_dir: str):
    """Return an application on that database."""
    environ = {"NARU_PROFILE": "test", "DATA_DIR": data_dir, "DATABASE_URL": url}
    return create_app(load_settings(environ))


def publish_all(url: str, data_dir: str) -> float:
    """Publish every event; return the seconds."""
    app = house(url, data_dir)
    with app.app_context():
        begun = time.perf_counter()
        for number in range(DELIVERIES):
            unit_of_work(publish, Measured(f"N-{number}"))
        return time.perf_counter() - begun


def work(url: str, data_dir: str, ready, go, claimed) -> None:
    """Work until nothing is due; run in a process of its own."""
    worker = LaneWorker(house(url, data_dir), Lane.ACT, threading.Event())
    worker.step()  # an empty round opens the connection and writes the heartbeat
    ready.release()
    go.wait()
    while done := worker.step():
        with claimed.get_lock():
            claimed.value += done


def carry_out_all(url: str, data_dir: str, workers: int) -> float:
    """Let so many workers carry everything out; return the seconds."""
    context = multiprocessing.get_context("spawn")
    ready, go, claimed = context.Semaphore(0), context.Event(), context.Value("i", 0)
    facts = (url, data_dir, ready, go, claimed)
    processes = [context.Process(target=work, args=facts) for _ in range(workers)]
    for process in processes:
        process.start()
    for _ in processes:
        ready.acquire()
    seconds = publish_all(url, data_dir)
    begun = time.perf_counter()
    go.set()
    for process in processes:
        process.join()
    taken = time.perf_counter() - begun
    require(claimed.value == DELIVERIES, f"{claimed.value} of {DELIVERIES} carried out")
    return seconds, taken


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
    """Measure the databases in turn and print how many a second."""
    rates: dict[tuple[str, str], list[float]] = {}
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
                    published, carried = carry_out_all(url, f"{folder}/{number}", workers)
                    rates.setdefault((name, "publish"), []).append(DELIVERIES / published)
                    rates.setdefault((name, f"{workers}"), []).append(DELIVERIES / carried)
        report(rates, list(urls))


def report(rates: dict[tuple[str, str], list[float]], names: list[str]) -> None:
    """Print the medians."""
    rows = []
    for name in names:
        medians = [
            sorted(rates[name, what])[len(rates[name, what]) // 2] for what in ("publish", "1", "2")
        ]
        rows.append([name, *(f"{rate:.0f}" for rate in medians)])
    head = ["database", "published a second", "carried out, one worker", "carried out, two workers"]
    print_table(head, rows)


if __name__ == "__main__":
    main()
