"""Both engines side by side, the bare library, and the page: how fast, how large, how much memory.

    python -m benchmarks.search
    python -m benchmarks.search --listings 100000 --queries 300
    python -m benchmarks.search --listings 1000000 --engine tantivy --page --folder DIR --build
    python -m benchmarks.search --listings 1000000 --engine tantivy --page --folder DIR

Goods are made up (`made_up`): words drawn as languages draw them, three languages each, 300 leaves
in 30 branches. Queries have two words; each is asked with the facets and bands of the page, for all
words and for any of them. Around the engines the clock runs around the contract alone: no database,
no page. "bare" is Tantivy without the contract: documents made of the same tokens and added by its
own calls (100,000 at most), queries made beforehand, one search and one aggregation each, over the
same index. Each kind is built in a process of its own and asked in another, whose memory is what
the kernel says.

With `--page` a SQLite database is filled by SQL with what a card needs, the index is put in use,
and processes ask `/en/search` over the application itself (WSGI, no gunicorn, no network).

With `--folder` what is built stays there, is gone on with when it was not finished, and is only
asked when it stands; `--build` asks nothing.
"""

import argparse
import multiprocessing
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from benchmarks.measure import print_table, require
from benchmarks.processes import received
from benchmarks.search_kinds import (
    BARE,
    Built,
    Taken,
    ask,
    ask_by_turns,
    build,
    built_by,
    listings_of,
)
from benchmarks.search_page import fill_house, measure_page
from marketplace.search.engines.choosing import KINDS

#: Beyond so many listings Whoosh takes hours.
MOST_OF_WHOOSH = 100_000


def apart(act: Callable, *arguments):
    """Return what a call returns in a process of its own."""
    context = multiprocessing.get_context("spawn")
    done = context.Queue()
    process = context.Process(target=_carried_out, args=(act, arguments, done))
    process.start()
    (found,) = received(done, [process])
    process.join()
    return found


def _carried_out(act: Callable, arguments, done) -> None:
    done.put(act(*arguments))


def make(place: Path, kinds: Sequence[str], listings: int, *, with_page: bool) -> None:
    """Build what does not stand yet, and fill the database."""
    for kind in kinds:
        wanted, there = listings_of(kind, listings), built_by(place, kind).listings
        require(there <= wanted, f"{place} has {there:,} listings")
        if not built_by(place, kind).megabytes:
            apart(build, place, kind, listings)
        built = built_by(place, kind)
        require(built.listings == wanted, f"{place} has {built.listings:,} listings")
        rate = built.listings / built.clock
        print(f"{kind}: {rate:,.0f} a second", file=sys.stderr, flush=True)
    if with_page:
        apart(fill_house, place, listings)


def figures(taken: Sequence[Taken]) -> str:
    """Return p50, p95 and p99 in milliseconds of the clock."""
    cuts = statistics.quantiles([one.clock * 1_000 for one in taken], n=100)
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"


def row_of(kind: str, listings: int, built: Built, answers, memory: float) -> list[str]:
    """Return a kind's row of the table."""
    return [
        kind,
        f"{listings:,}",
        f"{built.listings / built.clock:,.0f}",
        f"{built.listings / built.processor:,.0f}",
        f"{built.megabytes:,.0f} MB" if built.listings == listings else "",
        f"{built.memory:,.0f} / {memory:,.0f}",
        *map(figures, answers),
    ]


def compare(ours: Built, bare: Built, answers: Sequence[tuple[Sequence[Taken], ...]]) -> None:
    """Print how Tantivy behind the contract stands beside the bare library."""
    print("\nBeside the bare library, by turns, in seconds of the processor:")
    print(f"Tantivy builds at {bare.first / ours.first:.2f} of it (aim 0.6)")
    for name, (mine, its) in zip(("all words", "any word"), answers, strict=True):
        ratio = _median(mine) / _median(its)
        print(f"{name}: {ratio:.2f} times its median of {_median(its) * 1_000:.2f} ms (aim 1.5)")


def _median(taken: Sequence[Taken]) -> float:
    return statistics.median(one.processor for one in taken)


def report(place: Path, kinds: Sequence[str], listings: int, asked: int) -> None:
    """Ask each kind and print the table."""
    built = {kind: built_by(place, kind) for kind in kinds}
    rows = []
    for kind in kinds:
        answers, memory = apart(ask, place, kind, asked)
        rows.append(row_of(kind, listings, built[kind], answers, memory))
    head = ["engine", "listings", "built, a second", "a second of the processor", "size"]
    head += ["memory, MiB (building / asking)", "all words, ms (p50 / p95 / p99)", "any word, ms"]
    print_table(head, rows)
    if BARE in built:
        compare(built["tantivy"], built[BARE], apart(ask_by_turns, place, asked))


def main() -> None:
    """Print a table for the number of listings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--engine", choices=sorted(KINDS), action="append", help="both without it")
    parser.add_argument("--page", action="store_true", help="ask the page as well")
    parser.add_argument("--folder", type=Path, help="keep what is built, ask what stands there")
    parser.add_argument("--build", action="store_true", help="build alone, into --folder")
    given = parser.parse_args()
    engines = given.engine or [
        kind for kind in KINDS if kind != "whoosh" or given.listings <= MOST_OF_WHOOSH
    ]
    kinds = [*engines, BARE] if "tantivy" in engines else engines
    with nullcontext(given.folder) if given.folder else tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve()
        place.mkdir(parents=True, exist_ok=True)
        make(place, kinds, given.listings, with_page=given.page)
        if given.build:
            return
        report(place, kinds, given.listings, given.queries)
        if given.page:
            pages = measure_page(place, engines, given.listings, given.queries)
            head = ["engine", "listings", "queries", "ms, one process (p50 / p95 / p99)"]
            more = ["processor, ms", "MiB", "a second, two processes, anew", "kept"]
            print_table([*head, *more], pages)


if __name__ == "__main__":
    main()
