"""Both engines side by side, the bare library, and the page: how fast, how large, how much memory.

    python -m benchmarks.search
    python -m benchmarks.search --listings 100000 --queries 300
    python -m benchmarks.search --listings 1000000 --engine tantivy --page

Goods are made up (`made_up`): words drawn as languages draw them, three languages each, 300 leaves
in 30 branches. Queries have two words; each is asked with the facets and bands of the page, for all
words and for any of them. Around the engines the clock runs around the contract alone: no database,
no page. "bare" is Tantivy without the contract: documents made of the same tokens and added by its
own calls (100,000 at most), queries made beforehand, one search and one aggregation each, over the
same index. Each kind has a process of
its own, whose memory is what the kernel says.

With `--page` a SQLite database is filled by SQL with what a card needs, the index is put in use,
and processes ask `/en/search` over the application itself (WSGI, no gunicorn, no network).
"""

import argparse
import gc
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import tantivy

from benchmarks.made_up import Words, queries
from benchmarks.measure import print_table
from benchmarks.processes import received
from benchmarks.search_page import measure_page
from marketplace.search.analysis import words_of
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import MATCHED, ORDERED, Ask, Document, Engine
from marketplace.search.engines.tantivy.engine import HEAP_BYTES, READY, TantivyEngine, _passes
from marketplace.search.engines.tantivy.queries import query_of, whitespace
from marketplace.search.queries.wanted import LEAD_BANDS, MOQ_BANDS, PAGE

FACETS = ("category", "incoterm", "certificate", "origin", "language")
BATCH = 2_000
BARE = "bare tantivy"
#: Beyond so many listings Whoosh takes hours.
MOST_OF_WHOOSH = 100_000
#: The bare library builds so many at most, beside which our first ones are put; it is asked over
#: the index that the contract built, whose fields are the same.
MOST_OF_BARE = 100_000


def batches(words: Words, count: int) -> Iterator[list[Document]]:
    """Yield the documents in batches; making them is not measured."""
    made = (words.document(one) for one in words.goods(count))
    while batch := list(islice(made, BATCH)):
        yield batch


class Taken:
    """Seconds of the clock, and of the processor: what else runs counts in the first alone."""

    def __init__(self) -> None:
        self.clock = self.processor = 0.0
        #: Of the processor, for as many listings as the bare library builds.
        self.first = 0.0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Add what the block takes."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor


def build(engine: Engine, made: Iterable[Sequence[Document]]) -> Taken:
    """Write the documents batch by batch; return what the writing took."""
    engine.create()
    taken = Taken()
    done = 0
    for batch in made:
        with taken.counting():
            writer = engine.writer()
            writer.put(batch)
            writer.settle()
            writer.close()
        done += len(batch)
        if done <= MOST_OF_BARE:
            taken.first = taken.processor
    return taken


def build_bare(folder: Path, made: Iterable[Sequence[Document]]) -> Taken:
    """Write the documents by the library's own calls alone; return what the writing took."""
    TantivyEngine(folder).create()
    index = _opened(folder)
    taken = Taken()
    for batch in made:
        with taken.counting():
            writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
            for document in batch:
                writer.add_document(_bare_document(document))
            writer.commit()
            writer.wait_merging_threads()
    taken.first = taken.processor
    return taken


def _opened(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(READY, whitespace())
    return index


def _bare_document(document: Document) -> tantivy.Document:
    written = tantivy.Document()
    written.add_text("id", document.id)
    texts = {bag: " ".join(tokens) for bag, tokens in document.bags.items()}
    for bag, text in texts.items():
        written.add_text(bag, text)
    written.add_text(MATCHED, " ".join(texts.values()))
    written.add_text(ORDERED, " ".join(document.ordered))
    for field, values in document.codes.items():
        for value in values:
            written.add_text(field, value)
    for field, number in document.numbers.items():
        written.add_unsigned(field, number)
    return written


def asks(words: Words, count: int, *, any_word: bool, seed: int = 7) -> list[Ask]:
    """Return queries of a frequent and a seldom word, with the counts of the page."""
    bands = {"moq": tuple(MOQ_BANDS.values()), "lead_days": tuple(LEAD_BANDS.values())}
    return [
        Ask(
            words=tuple(words_of(text)),
            least=1 if any_word else None,
            facets=FACETS,
            facet_bands=bands,
            limit=PAGE,
        )
        for text in queries(words, count, is_seldom=True, seed=seed)
    ]


def by_contract(engine: Engine) -> Callable[[Ask], Callable[[], object]]:
    """Return what makes a call of an ask, by the contract."""
    reader = engine.reader()
    return lambda ask: lambda: reader.search(ask)


def by_library(folder: Path) -> Callable[[Ask], Callable[[], object]]:
    """Return what makes a call of an ask, by the library: its query is made beforehand."""
    index = _opened(folder)
    searcher = index.searcher()

    def call(ask: Ask) -> Callable[[], object]:
        query = query_of(index.schema, ask)
        counted = {name: one for wanted in _passes(ask).values() for name, one in wanted.items()}

        def search() -> object:
            found = searcher.search(query, limit=ask.limit, count=True)
            ids = [searcher.doc(place).get_first("id") for _score, place in found.hits]
            return ids, searcher.aggregate(query, counted)

        return search

    return call


def taken_by(calls: Iterable[Callable[[], object]]) -> list[Taken]:
    """Return what each call took."""
    found = []
    for call in calls:
        taken = Taken()
        with taken.counting():
            call()
        found.append(taken)
    return found


def figures(taken: Sequence[Taken]) -> str:
    """Return p50, p95 and p99 in milliseconds of the clock."""
    cuts = statistics.quantiles([one.clock * 1_000 for one in taken], n=100)
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"


def measure(kind: str, place: str, count: int, asked: int, done) -> None:
    """Build an index of a kind and ask it; run in a process of its own."""
    words, folder = Words(), Path(place) / kind.replace(" ", "-")
    gc.collect()
    before = _peak_mb()
    if kind == BARE:
        writing = build_bare(folder, batches(words, min(count, MOST_OF_BARE)))
        call = by_library(Path(place) / "tantivy")
    else:
        engine = KINDS[kind](folder)
        writing = build(engine, batches(words, count))
        call = by_contract(engine)
    built = _peak_mb()
    answers = []
    for any_word in (False, True):
        taken_by(map(call, asks(words, 30, any_word=any_word, seed=3)))
        answers.append(taken_by([call(ask) for ask in asks(words, asked, any_word=any_word)]))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    done.put((writing, size, (built - before, _peak_mb() - before), answers))


def _peak_mb() -> float:
    """Return the most memory that this process has had, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(kind: str, place: str, count: int, asked: int):
    """Return what `measure` says from a process of its own."""
    context = multiprocessing.get_context("spawn")
    done = context.Queue()
    process = context.Process(target=measure, args=(kind, place, count, asked, done))
    process.start()
    (found,) = received(done, [process])
    process.join()
    return found


def _built_by(kind: str, listings: int) -> int:
    """Return how many listings a kind builds."""
    return min(listings, MOST_OF_BARE) if kind == BARE else listings


def _median(taken: Sequence[Taken]) -> float:
    return statistics.median(one.processor for one in taken)


def compare(ours, bare) -> None:
    """Print how Tantivy behind the contract stands beside the bare library."""
    print("\nBeside the bare library, in seconds of the processor:")
    print(f"Tantivy builds at {bare[0].first / ours[0].first:.2f} of it (aim 0.6)")
    for name, mine, its in zip(("all words", "any word"), ours[3], bare[3], strict=True):
        ratio = _median(mine) / _median(its)
        print(f"{name}: {ratio:.2f} times its median (aim 1.5)")


def main() -> None:
    """Print a table for the number of listings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--engine", choices=sorted(KINDS), action="append", help="both without it")
    parser.add_argument("--page", action="store_true", help="ask the page as well")
    given = parser.parse_args()
    kinds = given.engine or [
        kind for kind in KINDS if kind != "whoosh" or given.listings <= MOST_OF_WHOOSH
    ]
    with_bare = [*kinds, BARE] if "tantivy" in kinds else kinds
    found, pages = {}, []
    with tempfile.TemporaryDirectory() as place:
        for kind in with_bare:
            found[kind] = run(kind, place, given.listings, given.queries)
            rate = _built_by(kind, given.listings) / found[kind][0].clock
            print(f"{kind}: {rate:,.0f} a second", file=sys.stderr, flush=True)
        if given.page:
            pages = measure_page(Path(place), kinds, given.listings, given.queries)
    rows = [
        [
            kind,
            f"{given.listings:,}",
            f"{_built_by(kind, given.listings) / writing.clock:,.0f}",
            f"{size:,.0f} MB" if _built_by(kind, given.listings) == given.listings else "",
            f"{building:,.0f} / {asking:,.0f}",
            *map(figures, answers),
        ]
        for kind, (writing, size, (building, asking), answers) in found.items()
    ]
    head = ["engine", "listings", "built, a second", "size", "memory, MiB (building / asking)"]
    print_table([*head, "all words, ms (p50 / p95 / p99)", "any word, ms"], rows)
    if BARE in found:
        compare(found["tantivy"], found[BARE])
    if pages:
        head = ["engine", "listings", "queries", "ms, one process (p50 / p95 / p99)"]
        more = ["processor, ms", "a second, two processes, anew", "kept"]
        print_table([*head, *more], pages)


if __name__ == "__main__":
    main()
