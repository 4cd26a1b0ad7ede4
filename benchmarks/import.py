"""How fast does a sheet of goods go in, and how much memory does it take?

    python -m benchmarks.import
    python -m benchmarks.import --rows 100000

A CSV file of made-up goods is read in the child process, then brought into a seller's goods by the
same operation as a seller's sheet, 40 rows a transaction, on SQLite. The rows say in two languages
what a seller must say. Each kind has a process of its own, whose memory is what the kernel says:
`drafts` is a seller's sheet, `again` the same file once more, `known-catalogue` approves and shows
the goods as well. The pause between two transactions, which leaves room for people's own writing,
is in the seconds, not in those of the processor.
"""

import argparse
import csv
import multiprocessing
import random
import resource
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from flask_babel import force_locale
from flask_migrate import upgrade
from sqlalchemy import select

from benchmarks.goods_rows import sellers
from benchmarks.measure import print_table, require
from marketplace.app import create_app
from marketplace.catalog.operations.categories import fill_tree
from marketplace.catalog.operations.importing import Catalogue, import_catalogue
from marketplace.catalog.operations.vouching import KNOWN_CATALOGUE
from marketplace.catalog.sheets.mapping import read_mapping
from marketplace.companies.models import Company
from marketplace.config import load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.core.sheets.tables import read_table, rows_from

MIB = 1024
KINDS = {"drafts": ("",), "again": ("", ""), KNOWN_CATALOGUE: (KNOWN_CATALOGUE,)}
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


def measure(kind: str, path: Path, rows: int, done) -> None:
    """Read the file and bring it in, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        url = f"sqlite:///{folder}/naru.sqlite"
        environ = {"NARU_PROFILE": "test", "DATA_DIR": folder, "DATABASE_URL": url}
        app = create_app(load_settings(environ))
        with app.app_context(), force_locale("en"):
            upgrade()
            fill_tree(actor=AT_THE_SERVER)
            unit_of_work(sellers)
            company = session.scalars(select(Company.code).limit(1)).one()
            session.rollback()
            done.put((kind, _bring(path, company, rows, KINDS[kind])))


def _bring(path: Path, company: str, rows: int, profiles: tuple[str, ...]) -> list[str]:
    begun = time.perf_counter()
    table = read_table(path, path.name)
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    require(sum(1 for _row in rows_from(table)) == rows, "Rows were lost in reading.")
    streamed = time.perf_counter() - begun
    for profile in profiles:
        begun, cpu = time.perf_counter(), time.process_time()
        catalogue = Catalogue(table, read_mapping(MAPPING), profile)
        import_catalogue(catalogue, company, actor=AT_THE_SERVER, tell=_refuse)
        taken, cpu = time.perf_counter() - begun, time.process_time() - cpu
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
    figures = (read, streamed, taken, rows / taken, rows / cpu, own, child)
    return [f"{figure:,.1f}" if figure < 10 else f"{figure:,.0f}" for figure in figures]


def _refuse(_done, remarks) -> None:
    require(not any(remark.is_fault for remark in remarks), "A row was refused.")


def main() -> None:
    """Measure each kind in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000)
    rows = parser.parse_args().rows
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "goods.csv")
        write_goods(path, rows)
        size = path.stat().st_size / MIB / MIB
        done = spawn.SimpleQueue()
        measured = []
        for kind in KINDS:
            process = spawn.Process(target=measure, args=(kind, path, rows, done))
            process.start()
            process.join()
            require(process.exitcode == 0, f"{kind} ended with {process.exitcode}.")
            name, figures = done.get()
            measured.append([name, *figures])
    print(f"{rows:,} rows, {size:.0f} MiB")
    head = ["kind", "read, s", "stream, s", "take in, s", "rows/s", "rows/processor s"]
    print_table([*head, "own memory, MiB", "child's, MiB"], measured)


if __name__ == "__main__":
    main()
