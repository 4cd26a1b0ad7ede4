"""How many pages of goods does a house give in a second, with 20,000 listings?

Rows are written straight into the tables, on SQLite and on PostgreSQL. Two processes then answer
requests for a few seconds, each in a loop of its own over the application itself (WSGI, without
gunicorn and without a network, which would measure the asking as well). A page "kept" is one of a
hundred that are asked for again and again; "anew" is one that no process has drawn before.
"""

import io
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
from flask_migrate import upgrade
from sqlalchemy import insert, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.measure import print_table, require
from marketplace.accounts.models import Person
from marketplace.app import create_app
from marketplace.catalog import models as goods
from marketplace.companies import models as companies
from marketplace.config import load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.ids import new_public_id
from marketplace.reference.operations.fill import fill_reference
from marketplace.verification.models import CompanyCheck
from tools import postgres

LISTINGS, SELLERS, LEAVES = 20_000, 50, 20
STRETCH = 2_000
PROCESSES, SECONDS = 2, 4.0
HOT = 100
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "A light serum with an extract pressed from leaves that grow near the factory. " * 12


def house(url: str, data_dir: str):
    environ = {"NARU_PROFILE": "test", "DATA_DIR": data_dir, "DATABASE_URL": url}
    with redirect_stdout(io.StringIO()):
        return create_app(load_settings(environ))


def fill() -> None:
    """Write sellers whose checks hold, a small tree, and the listings."""
    fill_reference(actor=AT_THE_SERVER)
    unit_of_work(_sellers)
    unit_of_work(_tree)
    for first in range(1, LISTINGS + 1, STRETCH):
        unit_of_work(_goods, range(first, first + STRETCH))


def _sellers() -> None:
    now = datetime.now(UTC)
    person = {"id": 1, "code": new_public_id("PER"), "state": "active", "name": "Kim Haneul"}
    mail = {"mail": "a@example.com", "mail_key": "a@example.com", "language": "en"}
    session.execute(insert(Person), [person | mail | {"registered_at": now, "confirmed_at": now}])
    keys = range(1, SELLERS + 1)
    session.execute(
        insert(companies.Company),
        [
            {
                "id": key,
                "code": new_public_id("COM"),
                "side": "seller",
                "name": f"Seller {key} Co., Ltd.",
                "name_key": f"seller {key}",
                "country": "KR",
                "state": "open",
                "founded_at": now,
            }
            for key in keys
        ],
    )
    session.execute(
        insert(companies.CompanyAddressName),
        [{"name": f"seller-{key}", "company_id": key, "given_at": now} for key in keys],
    )
    session.execute(
        insert(CompanyCheck),
        [
            {
                "code": new_public_id("CHK"),
                "company_id": key,
                "side": "seller",
                "state": "approved",
                "name": f"Seller {key}",
                "country": "KR",
                "number": str(key),
                "number_key": str(key),
                "language": "en",
                "opened_by_id": 1,
                "opened_at": now,
                "decided_by_id": 1,
                "decided_at": now,
                "until": now + timedelta(days=300),
            }
            for key in keys
        ],
    )


def _tree() -> None:
    for key in range(1, LEAVES + 1):
        slug, is_top = f"c{key}", key == 1
        path = "c1/" if is_top else f"c1/{slug}/"
        own = {"source": "bench", "source_code": slug, "rank": key, "path": path, "slug": slug}
        above = {"parent_id": None if is_top else 1, "depth": int(not is_top)}
        session.execute(insert(goods.Category), [own | above | {"id": key, "is_leaf": not is_top}])
        name = f"Category {key}"
        session.execute(
            insert(goods.CategoryName),
            [{"category_id": key, "language": "en", "name": name, "words": "", "key": name}],
        )


def _goods(keys: range) -> None:
    rows = {model: [] for model in MODELS}
    for key in keys:
        for model, made in _of_one(key):
            rows[model].append(made)
    for model in MODELS:
        session.execute(insert(model), rows[model])


MODELS = (
    goods.Listing,
    goods.ListingVersion,
    goods.ListingText,
    goods.ListingImage,
    goods.PriceTier,
    goods.ListingOption,
    goods.CategoryListing,
)


def _of_one(key: int) -> Iterator[tuple[type, dict[str, object]]]:
    code, at = new_public_id("LST"), BEGIN + timedelta(minutes=key)
    company, leaf = key % SELLERS + 1, key % (LEAVES - 1) + 2
    yield (
        goods.Listing,
        {
            "id": key,
            "code": code,
            "company_id": company,
            "state": "shown",
            "unit": "H87",
            "price_shown": "everyone",
            "moq": 500,
            "basis_mode": "air",
            "basis_incoterm": "FCA",
            "basis_place": "Incheon Airport",
            "lead_days": 18,
            "carton_units": 100,
            "created_at": at,
            "changed_at": at,
            "listed_at": at,
        },
    )
    yield (
        goods.ListingVersion,
        {
            "id": key,
            "code": new_public_id("VER"),
            "listing_id": key,
            "number": 1,
            "state": "live",
            "original": "ko",
            "category_id": leaf,
            "brand": "Bench",
            "origin_country": "KR",
            "hs_code": "330499",
            "hs_edition": "2022",
            "cover": f"{key:064x}",
            "decided_at": at,
            "created_at": at,
            "changed_at": at,
        },
    )
    for tag in ("en", "ko"):
        words = {"title": f"Serum number {key}", "title_key": f"serum {key}", "summary": "A serum"}
        more = {"description": TEXT, "keywords": ["serum"], "origin": "written"}
        yield goods.ListingText, {"version_id": key, "language": tag} | words | more
    picture = {"picture": f"{key:064x}", "width": 1600, "height": 1200, "alt": {}}
    own = {"code": new_public_id("IMG"), "version_id": key, "rank": 0}
    yield goods.ListingImage, own | picture
    for quantity, cents in ((500, 680), (1000, 625), (3000, 580)):
        price = {"price_minor": cents, "price_currency": "USD", "price_per": 1}
        yield goods.PriceTier, {"listing_id": key, "from_quantity": quantity} | price
    option = {"code": new_public_id("OPT"), "listing_id": key, "company_id": company, "rank": 0}
    yield goods.ListingOption, option | {"names": {}, "sku": "", "barcode": ""}
    for category in (1, leaf):
        below = {"listing_id": key, "listed_at": at, "listing_code": code}
        yield goods.CategoryListing, {"category_id": category} | below


def addresses(codes: list[str]) -> dict[str, Callable[[], str]]:
    """Return, by what is measured, what makes the next address."""
    numbers, choose = count(1), random.Random(7)
    titled = [(code, f"serum-number-{key}") for key, code in enumerate(codes, 1)]

    def listing(chosen: tuple[str, str], query: str = "") -> str:
        return f"/en/listings/{chosen[0]}/{chosen[1]}{query}"

    return {
        "home, kept": lambda: "/en/",
        "home, anew": lambda: f"/en/?n={next(numbers)}",
        "listing, kept": lambda: listing(choose.choice(titled[:HOT])),
        "listing, anew": lambda: listing(choose.choice(titled), f"?quantity={next(numbers)}"),
        "category, kept": lambda: f"/en/categories/c{choose.randint(1, LEAVES)}",
        "category, anew": lambda: f"/en/categories/c{choose.randint(1, LEAVES)}?n={next(numbers)}",
    }


def answer(url: str, data_dir: str, name: str, codes: list[str], ready, go, done) -> None:
    """Answer requests until the time is over; run in a process of its own."""
    sys.stdout = io.StringIO()
    app, asked = house(url, data_dir), addresses(codes)[name]
    for _ in range(HOT * 2 if name.endswith("kept") else 20):
        ask(app, asked())
    ready.release()
    go.wait()
    begun, number, cpu = time.perf_counter(), 0, time.process_time()
    while time.perf_counter() - begun < SECONDS:
        ask(app, asked())
        number += 1
    done.put((number / (time.perf_counter() - begun), (time.process_time() - cpu) / number))


def ask(app, address: str) -> None:
    body, status, _headers = run_wsgi_app(app, EnvironBuilder(address).get_environ())
    require(status == "200 OK" and b"".join(body), f"{address}: {status}")


def measure(url: str, data_dir: str, name: str, codes: list[str]) -> tuple[float, float]:
    """Return requests a second of all processes together, and processor seconds of one."""
    context = multiprocessing.get_context("spawn")
    ready, go, done = context.Semaphore(0), context.Event(), context.Queue()
    asking = [
        context.Process(target=answer, args=(url, data_dir, name, codes, ready, go, done))
        for _ in range(PROCESSES)
    ]
    for process in asking:
        process.start()
    for _ in asking:
        ready.acquire()
    go.set()
    found = [done.get() for _ in asking]
    for process in asking:
        process.join()
    return sum(one[0] for one in found), sum(one[1] for one in found) / len(found)


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
                    session.connection().exec_driver_sql("ANALYZE")
                codes = list(session.scalars(select(goods.Listing.code).order_by(goods.Listing.id)))
                session.remove()
            for name in addresses(codes):
                a_second, cpu = measure(url, place, name, codes)
                rows.append([database, name, f"{a_second:.0f}", f"{cpu * 1000:.1f}"])
                print(rows[-1], flush=True)
    base = {row[0]: float(row[3]) for row in rows if row[1] == "home, kept"}
    print_table(
        ["database", "page", "a second, two processes", "processor, ms", "times the kept home"],
        [[*row, f"{float(row[3]) / base[row[0]]:.1f}"] for row in rows],
    )


if __name__ == "__main__":
    main()
