"""How fast does a sheet of goods go in, and how much memory does it take?

    python -m benchmarks.import
    python -m benchmarks.import --rows 100000 --kind drafts --database SQLite

A CSV file of made-up goods is read in the child process, then brought into a seller's goods by the
same operation as a seller's sheet. The rows say in two languages what a seller must say. Each kind
has a process of its own, whose memory is what the kernel says: `drafts` brings them in at the
server, 80 rows a transaction, `again` the same file once more, `known-catalogue` approves and shows
the goods as well; `sheet` is a seller's upload, checked by the worker and then taken in, 120 rows a
transaction. On SQLite a pause between two transactions leaves room for people's own writing: it is
in the seconds, not in those of the processor; those of PostgreSQL's own processes are in neither.
"""

import argparse
import csv
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from io import StringIO
from itertools import count, product
from pathlib import Path

import psycopg
from flask_babel import force_locale
from flask_migrate import upgrade
from sqlalchemy import select

from benchmarks.goods_rows import sellers
from benchmarks.measure import print_table, require
from marketplace.app import create_app
from marketplace.catalog.enums import AfterCheck
from marketplace.catalog.models import Sheet
from marketplace.catalog.operations.categories import fill_tree
from marketplace.catalog.operations.importing import Catalogue, import_catalogue
from marketplace.catalog.operations.known_catalogues import KNOWN_CATALOGUE
from marketplace.catalog.operations.sheets import Upload, upload_sheet
from marketplace.catalog.sheets.mapping import read_mapping
from marketplace.companies.models import Company
from marketplace.config import load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.sheets.tables import keep_upload, read_table
from marketplace.core.work.worker import work_until_idle
from tools import postgres

MIB = 1024
SHEET, POSTGRESQL = "sheet", "PostgreSQL"
DATABASES = ("SQLite", POSTGRESQL)
#: By which profiles each kind brings the file in, one after the other.
KINDS = {"drafts": ("",), "again": ("", ""), KNOWN_CATALOGUE: (KNOWN_CATALOGUE,), SHEET: ()}
COLUMNS = (
    *("sku", "title:ko", "summary:ko", "description:ko", "keywords:ko"),
    *("title:en", "summary:en", "description:en", "keywords:en"),
    *("category", "brand", "origin", "hs", "contents", "net", "currency", "from_1", "price_1"),
    *("from_2", "price_2", "mode", "incoterm", "place", "lead_days", "carton_units"),
)
LEAVES = ("serum", "shampoo", "green-tea", "handbags", "cables", "earphones", "tumblers")
MAPPING = "[columns]\n" + "".join(f'"{name}" = "{name}"\n' for name in COLUMNS)


def write_goods(path: Path, rows: int) -> None:
    """Write a CSV file of so many goods."""
    choose = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(1, rows + 1):
            text = f"A long description of goods {number}. " * 6
            korean = (f"상품 {number}", f"짧은 소개 {number}", text, "세럼, 앰플, 화장품")
            english = (f"Goods {number}", f"In short {number}", text, "serum, ampoule, vegan")
            facts = (choose.choice(LEAVES), f"Brand {number % 40}", "KR", "?", "none", "30 ml")
            price = f"{choose.randint(100, 9999) / 100:.2f}"
            trade = (
                "USD",
                "100",
                price,
                "1000",
                price,
                "air",
                "FCA",
                "Incheon Airport",
                "21",
                "40",
            )
            writer.writerow([f"SKU-{number}", *korean, *english, *facts, *trade])


def measure(kind: str, url: str, path: Path, rows: int, done) -> None:
    """Read the file and bring it in, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        url = url or f"sqlite:///{folder}/naru.sqlite"
        environ = {"NARU_PROFILE": "test", "DATA_DIR": folder, "DATABASE_URL": url}
        app = create_app(load_settings(environ))
        with app.app_context(), force_locale("en"):
            upgrade()
            fill_tree(actor=AT_THE_SERVER)
            unit_of_work(sellers)
            company = session.scalars(select(Company.code).limit(1)).one()
            session.rollback()
            bring = _sheet if kind == SHEET else _catalogue
            taken, cpu = bring(app, path, company, rows, KINDS[kind])
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
    figures = (taken, rows / taken, rows / cpu, own, child)
    done.put([f"{figure:,.0f}" for figure in figures])


def _catalogue(_app, path: Path, company: str, _rows: int, profiles: tuple[str, ...]):
    """Bring the file in at the server; return the seconds of the last profile, and processor's."""
    table = read_table(path, path.name)
    taken = cpu = 0.0
    for profile in profiles:
        begun, cpu_begun = time.perf_counter(), time.process_time()
        catalogue = Catalogue(table, read_mapping(MAPPING), profile)
        import_catalogue(catalogue, company, actor=AT_THE_SERVER, tell=_refuse)
        taken, cpu = time.perf_counter() - begun, time.process_time() - cpu_begun
    return taken, cpu


def _sheet(app, path: Path, company: str, rows: int, _profiles: tuple[str, ...]):
    """Upload the file as a seller does, and let the worker check it and take it in."""
    with path.open("rb") as file:
        key = keep_upload(file, "sheet")
    seller = session.scalars(select(Company).where(Company.code == company)).one()
    upload = Upload(path.name, key, then=AfterCheck.IF_ALL_GOOD)
    unit_of_work(upload_sheet, seller, upload, actor=AT_THE_SERVER)
    session.rollback()
    begun, cpu = time.perf_counter(), time.process_time()
    work_until_idle(app)
    taken, cpu = time.perf_counter() - begun, time.process_time() - cpu
    require(session.scalars(select(Sheet.new)).one() == rows, "A row was refused.")
    return taken, cpu


def _refuse(_done, remarks) -> None:
    require(not any(remark.is_fault for remark in remarks), "A row was refused.")


@contextmanager
def databases(names: Sequence[str]) -> Iterator[Callable[[str], str]]:
    """Yield what makes the address of an empty database, by the name of its kind."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres.postgres_server()) if POSTGRESQL in names else ""
        numbers = count()

        def empty(name: str) -> str:
            if name != POSTGRESQL:
                return ""
            database = f"measured_{next(numbers)}"
            with psycopg.connect(
                host=server, user=postgres.OWNER, dbname="postgres", autocommit=True
            ) as admin:
                admin.execute(f"CREATE DATABASE {database}")
            return postgres.database_url(server, database)

        yield empty


def main() -> None:
    """Measure each kind in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--database", choices=DATABASES, action="append")
    asked = parser.parse_args()
    names, rows = asked.database or DATABASES, asked.rows
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, databases(names) as empty:
        path = Path(folder, "goods.csv")
        write_goods(path, rows)
        size = path.stat().st_size / MIB / MIB
        done = spawn.SimpleQueue()
        measured = []
        for kind, name in product(asked.kind or KINDS, names):
            process = spawn.Process(target=measure, args=(kind, empty(name), path, rows, done))
            process.start()
            process.join()
            require(process.exitcode == 0, f"{kind} ended with {process.exitcode}.")
            measured.append([kind, name, *done.get()])
    print(f"{rows:,} rows, {size:.0f} MiB")
    head = ["kind", "database", "take in, s", "rows/s", "rows/processor s"]
    print_table([*head, "own memory, MiB", "child's, MiB"], measured)


if __name__ == "__main__":
    main()
