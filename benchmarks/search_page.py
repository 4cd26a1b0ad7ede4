"""The page of the search over an index that stands, with a database filled by SQL."""

import io
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from urllib.parse import quote_plus

from flask_migrate import upgrade
from sqlalchemy import func, insert, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.goods_rows import SELLERS, Row, listing_row, sellers, version_row
from benchmarks.made_up import BRANCHES, LEAVES, MadeUp, Words, branch_of, leaf_called, queries
from benchmarks.measure import require
from benchmarks.processes import received
from benchmarks.search_kinds import folder_of, memory_mb
from marketplace.app import create_app
from marketplace.catalog import models as goods
from marketplace.config import load_settings
from marketplace.core.audit import AT_THE_SERVER
from marketplace.core.db import session, unit_of_work
from marketplace.reference.operations.fill import fill_reference
from marketplace.search.models import IndexState

PROCESSES, SECONDS, WARM = 2, 3.0, 20
STRETCH = 2_000
INDEX = "measured"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
KINDS_OF_QUERIES = {"two frequent words": False, "a seldom word": True}


def house(data_dir: Path, kind: str):
    """Return the application on the database that `fill` has filled."""
    environ = {"NARU_PROFILE": "test", "DATA_DIR": str(data_dir), "SEARCH_ENGINE": kind}
    with redirect_stdout(io.StringIO()):
        return create_app(load_settings(environ))


def fill_house(place: Path, listings: int) -> None:
    """Fill the database of the house below `place`, from where that stopped."""
    data_dir = _data_of(place)
    data_dir.mkdir(exist_ok=True)
    with house(data_dir, "tantivy").app_context():
        with redirect_stdout(io.StringIO()):
            upgrade()
        _fill(Words(), listings)
        session.remove()


def measure_page(
    place: Path, kinds: Sequence[str], listings: int, asked: int
) -> list[Sequence[str]]:
    """Put the index of each kind in use in the filled house and ask the page; return rows."""
    data_dir, rows = _data_of(place), []
    app = house(data_dir, kinds[0])
    for kind in kinds:
        there = data_dir / "search_index" / kind / INDEX
        there.parent.mkdir(parents=True, exist_ok=True)
        if not there.exists():
            there.symlink_to(folder_of(place, kind), target_is_directory=True)
        with app.app_context(), redirect_stdout(io.StringIO()):
            upgrade()
            unit_of_work(_use, kind)
            session.remove()
        for name, is_seldom in KINDS_OF_QUERIES.items():
            taken, per_page, rates = _asked(data_dir, kind, asked, is_seldom=is_seldom)
            cuts = statistics.quantiles(taken, n=100)
            spread = f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"
            rows.append([kind, f"{listings:,}", name, spread, *per_page, *rates])
    return rows


def _data_of(place: Path) -> Path:
    return place / "house"


def _fill(words: Words, listings: int) -> None:
    """Write sellers, the tree, and what a card needs of each listing."""
    if not session.scalar(select(func.count()).select_from(goods.Category)):
        fill_reference(actor=AT_THE_SERVER)
        unit_of_work(_sellers_and_tree)
    done = session.scalar(select(func.max(goods.Listing.id))) or 0
    require(done <= listings, f"the house has {done:,} listings")
    made = islice(words.goods(listings), done, None)
    while stretch := list(islice(made, STRETCH)):
        unit_of_work(_goods, stretch)


def _sellers_and_tree() -> None:
    sellers()
    _tree()


def _tree() -> None:
    slugs = {branch_of(number): None for number in range(BRANCHES)}
    slugs |= {leaf_called(leaf): branch_of(leaf) for leaf in range(LEAVES)}
    keys = {slug: key for key, slug in enumerate(slugs, 1)}
    for slug, above in slugs.items():
        row: Row = {
            "id": keys[slug],
            "slug": slug,
            "path": f"{above}/{slug}/" if above else f"{slug}/",
            "parent_id": keys[above] if above else None,
            "depth": int(above is not None),
            "rank": keys[slug],
            "is_leaf": above is not None,
            "source": "bench",
            "source_code": slug,
        }
        session.execute(insert(goods.Category), [row])
        name = slug.replace("-", " ").capitalize()
        named = {"language": "en", "name": name, "words": "", "key": f" {name.lower()}"}
        session.execute(insert(goods.CategoryName), [{"category_id": keys[slug]} | named])


def _goods(stretch: Iterable[MadeUp]) -> None:
    rows: dict[type, list[Row]] = {}
    for made in stretch:
        for model, row in _rows_of(made):
            rows.setdefault(model, []).append(row)
    for model, many in rows.items():
        session.connection().execute(insert(model.__table__), many)


def _rows_of(made: MadeUp) -> Iterator[tuple[type, Row]]:
    key, at = made.number, BEGIN + timedelta(seconds=made.number)
    facts = {"moq": made.moq, "lead_days": made.lead_days}
    yield goods.Listing, listing_row(key, made.code, key % SELLERS + 1, at) | facts
    yield goods.ListingVersion, version_row(key, BRANCHES + made.leaf + 1, at, f"VER-{key:09d}")
    for tag, words in made.titles.items():
        title = " ".join(words)
        text = {"title": title, "title_key": title, "summary": "", "description": ""}
        more = {"keywords": [], "origin": "written"}
        yield goods.ListingText, {"version_id": key, "language": tag} | text | more
    for quantity, cents in ((500, 680), (1000, 625)):
        price = {"price_minor": cents, "price_currency": "USD", "price_per": 1}
        yield goods.PriceTier, {"listing_id": key, "from_quantity": quantity} | price


def _use(kind: str) -> None:
    session.merge(IndexState(engine=kind, live=INDEX, live_since=BEGIN, building="", built_to=0))


def _asked(
    data_dir: Path, kind: str, asked: int, *, is_seldom: bool
) -> tuple[list[float], list[str], list[str]]:
    """Return the milliseconds of each request of one process, its processor time a request and its
    memory, and the requests a second of two processes: of pages drawn anew, and of kept ones.
    """
    context = multiprocessing.get_context("spawn")
    together, done = context.Barrier(PROCESSES), context.Queue()
    asking = [
        context.Process(
            target=_answer,
            args=(data_dir, kind, _queries(asked, number, is_seldom=is_seldom), together, done),
        )
        for number in range(PROCESSES)
    ]
    for process in asking:
        process.start()
    found = dict(received(done, asking))
    for process in asking:
        process.join()
    taken, cpu, memory = found[0][:3]
    rates = zip(*(one[3] for one in found.values()), strict=True)
    return taken, [f"{cpu:.1f}", f"{memory:,.0f}"], [f"{sum(one):.0f}" for one in rates]


def _queries(asked: int, number: int, *, is_seldom: bool) -> tuple[int, list[str]]:
    return number, queries(Words(), asked + WARM, is_seldom=is_seldom, seed=20 + number)


def _answer(data_dir: Path, kind: str, typed: tuple[int, list[str]], together, done) -> None:
    """Ask alone (the first process), then together with the others for some seconds."""
    number, texts = typed
    sys.stdout = io.StringIO()
    app = house(data_dir, kind)
    addresses = [f"/en/search?q={quote_plus(text)}" for text in texts]
    for address in addresses[:WARM]:
        _ask(app, address)
    together.wait()
    taken: list[float] = []
    cpu = time.process_time()
    for address in addresses[WARM:] if number == 0 else ():
        begun = time.perf_counter()
        _ask(app, address)
        taken.append((time.perf_counter() - begun) * 1_000)
    cpu = (time.process_time() - cpu) * 1_000 / max(len(taken), 1)
    together.wait()
    numbers = count(1)
    anew = _a_second(app, lambda: f"{addresses[next(numbers) % len(addresses)]}&n={next(numbers)}")
    together.wait()
    kept = _a_second(app, lambda: addresses[next(numbers) % WARM])
    done.put((number, (taken, cpu, memory_mb(), (anew, kept))))


def _a_second(app, address: Callable[[], str]) -> float:
    """Ask for some seconds; return how many pages a second that gave."""
    begun, asked = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        _ask(app, address())
        asked += 1
    return asked / (time.perf_counter() - begun)


def _ask(app, address: str) -> None:
    body, status, _headers = run_wsgi_app(app, EnvironBuilder(address).get_environ())
    text = b"".join(body)
    require(status == "200 OK" and b"search-count" in text, f"{address}: {status}")
