"""How many pages of goods does a house give in a second, with 20,000 listings?

Rows are written straight into the tables, on SQLite and on PostgreSQL. Two processes then answer
requests for a few seconds, each in a loop of its own over the application itself (WSGI, without
gunicorn and without a network, which would measure the asking as well). A page "kept" is one of
twenty that are asked for again and again; "anew" is one that no process has drawn before.
"""

import io
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from itertools import count
from pathlib import Path

import psycopg
from flask_migrate import upgrade
from sqlalchemy import select, text
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.goods_rows import LEAVES, fill
from benchmarks.measure import print_table, require
from marketplace.app import create_app
from marketplace.catalog import models as goods
from marketplace.config import load_settings
from marketplace.core.db import session, unit_of_work
from tools import postgres

PROCESSES, SECONDS = 2, 3.0
HOT = 20


def house(url: str, data_dir: str):
    environ = {"NARU_PROFILE": "test", "DATA_DIR": data_dir, "DATABASE_URL": url}
    with redirect_stdout(io.StringIO()):
        return create_app(load_settings(environ))


def addresses(codes: list[str]) -> dict[str, Callable[[], str]]:
    """Return, by what is measured, what makes the next address."""
    numbers, choose = count(1), random.Random(7)
    titled = [(code, f"serum-number-{key}") for key, code in enumerate(codes, 1)]

    def listing(chosen: tuple[str, str], query: str = "") -> str:
        return f"/en/listings/{chosen[0]}/{chosen[1]}{query}"

    return {
        "home, kept": lambda: "/en/",
        "home, anew": lambda: f"/en/?n={next(numbers)}",
        "listing, kept": lambda: listing(titled[next(numbers) % HOT]),
        "listing, anew": lambda: listing(choose.choice(titled), f"?quantity={next(numbers)}"),
        "category, kept": lambda: f"/en/categories/c{next(numbers) % LEAVES + 1}",
        "category, anew": lambda: f"/en/categories/c{choose.randint(1, LEAVES)}?n={next(numbers)}",
    }


def answer(url: str, data_dir: str, codes: list[str], together, done) -> None:
    """Answer requests of each kind until its time is over; run in a process of its own."""
    sys.stdout = io.StringIO()
    app = house(url, data_dir)
    for name, asked in addresses(codes).items():
        for _ in range(HOT):
            ask(app, asked())
        together.wait()
        begun, number, cpu = time.perf_counter(), 0, time.process_time()
        while time.perf_counter() - begun < SECONDS:
            ask(app, asked())
            number += 1
        taken = time.process_time() - cpu
        done.put((name, number / (time.perf_counter() - begun), taken / number))


def ask(app, address: str) -> None:
    body, status, _headers = run_wsgi_app(app, EnvironBuilder(address).get_environ())
    require(status == "200 OK" and b"".join(body), f"{address}: {status}")


def measure(url: str, data_dir: str, codes: list[str]) -> dict[str, tuple[float, float]]:
    """Return, by kind, requests a second of all processes and processor seconds of one request."""
    context = multiprocessing.get_context("spawn")
    together, done = context.Barrier(PROCESSES), context.Queue()
    asking = [
        context.Process(target=answer, args=(url, data_dir, codes, together, done))
        for _ in range(PROCESSES)
    ]
    for process in asking:
        process.start()
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(PROCESSES * len(addresses(codes))):
        name, a_second, cpu = done.get()
        found.setdefault(name, []).append((a_second, cpu))
    for process in asking:
        process.join()
    return {
        name: (sum(one[0] for one in both), sum(one[1] for one in both) / len(both))
        for name, both in found.items()
    }


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """Yield an empty SQLite file and an empty PostgreSQL database."""
    with postgres.postgres_server() as server:
        with psycopg.connect(
            host=server, user=postgres.OWNER, dbname="postgres", autocommit=True
        ) as admin:
            admin.execute("CREATE DATABASE goods_pages")
        yield {
            "SQLite": f"sqlite:///{folder / 'naru.sqlite'}",
            "PostgreSQL": postgres.database_url(server, "goods_pages"),
        }


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as place, databases(Path(place)) as found:
        for database, url in found.items():
            app = house(url, place)
            with app.app_context(), redirect_stdout(io.StringIO()):
                upgrade()
                fill()
                if database == "PostgreSQL":
                    unit_of_work(session.execute, text("ANALYZE"))
                codes = list(session.scalars(select(goods.Listing.code).order_by(goods.Listing.id)))
                session.remove()
            for name, (a_second, cpu) in measure(url, place, codes).items():
                rows.append([database, name, f"{a_second:.0f}", f"{cpu * 1000:.1f}"])
                print(rows[-1], flush=True)
    base = {row[0]: float(row[3]) for row in rows if row[1] == "home, kept"}
    print_table(
        ["database", "page", "a second, two processes", "processor, ms", "times the kept home"],
        [[*row, f"{float(row[3]) / base[row[0]]:.1f}"] for row in rows],
    )


if __name__ == "__main__":
    main()
