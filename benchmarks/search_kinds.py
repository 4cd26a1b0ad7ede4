"""What the search's benchmark builds and asks: an engine behind the contract, or the bare library.

Building goes on where it stopped: each batch is noted once its commit stands.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

import tantivy

from benchmarks.made_up import Words, queries
from marketplace.search.analysis import words_of
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import MATCHED, ORDERED, Document, Engine, EngineQuery
from marketplace.search.engines.tantivy.engine import HEAP_BYTES, READY, TantivyEngine, _passes
from marketplace.search.engines.tantivy.queries import query_of, whitespace
from marketplace.search.queries.criteria import LEAD_BANDS, MOQ_BANDS, PAGE

FACETS = ("category", "incoterm", "certificate", "origin", "language")
BATCH = 2_000
BARE = "bare tantivy"
WARM = 30
#: The bare library builds so many at most, beside which our first ones are put; it is asked over
#: the index that the contract built, whose fields are the same.
MOST_OF_BARE = 100_000


@dataclass(frozen=True)
class Built:
    """How far an index is, and what writing it took: seconds of the clock and of the processor.

    `first` are seconds of the processor for as many listings as the bare library builds.
    """

    listings: int = 0
    clock: float = 0.0
    processor: float = 0.0
    first: float = 0.0
    #: The most memory that building took beyond what the process had before, in MiB.
    memory: float = 0.0
    megabytes: float = 0.0


class Taken:
    """Seconds of the clock, and of the processor: what else runs counts in the first alone."""

    def __init__(self) -> None:
        self.clock = self.processor = 0.0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Add what the block takes."""
        clock, processor = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.processor += time.process_time() - processor


def folder_of(place: Path, kind: str) -> Path:
    """Return where the index of a kind stands."""
    return place / kind.replace(" ", "-")


def built_by(place: Path, kind: str) -> Built:
    """Return how far the index of a kind is."""
    note = _note_of(place, kind)
    return Built(**json.loads(note.read_text())) if note.exists() else Built()


def listings_of(kind: str, listings: int) -> int:
    """Return how many listings a kind builds."""
    return min(listings, MOST_OF_BARE) if kind == BARE else listings


def build(place: Path, kind: str, listings: int) -> None:
    """Write the index of a kind, batch by batch, and note what that took."""
    words, folder = Words(), folder_of(place, kind)
    built, before = built_by(place, kind), memory_mb()
    if not built.listings:
        (TantivyEngine if kind == BARE else KINDS[kind])(folder).create()
    put = _bare(folder) if kind == BARE else _behind_the_contract(KINDS[kind](folder))
    goods = islice(words.goods(listings_of(kind, listings)), built.listings, None)
    made = (words.document(one) for one in goods)
    while batch := list(islice(made, BATCH)):
        taken = Taken()
        with taken.counting():
            put(batch)
        built = _further(built, len(batch), taken, memory_mb() - before)
        _keep(place, kind, built)
    _keep(place, kind, replace(built, megabytes=_size_of(folder)))


def _further(built: Built, more: int, taken: Taken, memory: float) -> Built:
    listings, processor = built.listings + more, built.processor + taken.processor
    return Built(
        listings=listings,
        clock=built.clock + taken.clock,
        processor=processor,
        first=processor if listings <= MOST_OF_BARE else built.first,
        memory=max(built.memory, memory),
    )


def _keep(place: Path, kind: str, built: Built) -> None:
    note = _note_of(place, kind)
    made = note.with_suffix(".new")
    made.write_text(json.dumps(asdict(built)))
    made.replace(note)


def _note_of(place: Path, kind: str) -> Path:
    return folder_of(place, kind).with_suffix(".json")


def _size_of(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _behind_the_contract(engine: Engine) -> Callable[[Sequence[Document]], None]:
    def put(batch: Sequence[Document]) -> None:
        writer = engine.writer()
        writer.put(batch)
        writer.settle()
        writer.close()

    return put


def _bare(folder: Path) -> Callable[[Sequence[Document]], None]:
    index = _opened(folder)

    def put(batch: Sequence[Document]) -> None:
        writer = index.writer(heap_size=HEAP_BYTES, num_threads=1)
        for document in batch:
            writer.add_document(_bare_document(document))
        writer.commit()
        writer.wait_merging_threads()

    return put


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


def asks(words: Words, count: int, *, any_word: bool, seed: int = 7) -> list[EngineQuery]:
    """Return queries of a frequent and a seldom word, with the counts of the page."""
    bands = {"moq": tuple(MOQ_BANDS.values()), "lead_days": tuple(LEAD_BANDS.values())}
    return [
        EngineQuery(
            words=tuple(words_of(text)),
            least=1 if any_word else None,
            facets=FACETS,
            facet_bands=bands,
            limit=PAGE,
        )
        for text in queries(words, count, is_seldom=True, seed=seed)
    ]


def ask(place: Path, kind: str, count: int) -> tuple[list[list[Taken]], float]:
    """Ask the index of a kind for all words, then for any of them.

    Returns what each question took, and the most memory beyond what the process had before, in MiB:
    pages of the index that the kernel holds for it are counted.
    """
    words, before = Words(), memory_mb()
    call = _call_of(place, kind)
    answers = []
    for any_word in (False, True):
        _taken_by(map(call, asks(words, WARM, any_word=any_word, seed=3)))
        answers.append(_taken_by([call(one) for one in asks(words, count, any_word=any_word)]))
    return answers, memory_mb() - before


def ask_by_turns(place: Path, count: int) -> list[tuple[list[Taken], list[Taken]]]:
    """Ask Tantivy by the contract and by the library in one process, each question of both.

    Returns what that took, for all words and for any of them.
    """
    words = Words()
    calls = [_call_of(place, kind) for kind in ("tantivy", BARE)]
    answers = []
    for any_word in (False, True):
        for call in calls:
            _taken_by(map(call, asks(words, WARM, any_word=any_word, seed=3)))
        both: tuple[list[Taken], list[Taken]] = ([], [])
        for one in asks(words, count, any_word=any_word):
            for found, call in zip(both, calls, strict=True):
                found.extend(_taken_by([call(one)]))
        answers.append(both)
    return answers


def _call_of(place: Path, kind: str) -> Callable[[EngineQuery], Callable[[], object]]:
    if kind == BARE:
        return _by_library(folder_of(place, "tantivy"))
    return _by_contract(KINDS[kind](folder_of(place, kind)))


def _by_contract(engine: Engine) -> Callable[[EngineQuery], Callable[[], object]]:
    """Return what makes a call of an ask, by the contract."""
    reader = engine.reader()
    return lambda one: lambda: reader.search(one)


def _by_library(folder: Path) -> Callable[[EngineQuery], Callable[[], object]]:
    """Return what makes a call of an ask, by the library: its query is made beforehand."""
    index = _opened(folder)
    searcher = index.searcher()

    def call(one: EngineQuery) -> Callable[[], object]:
        query = query_of(index.schema, one)
        counted = {name: each for passed in _passes(one).values() for name, each in passed.items()}

        def search() -> object:
            found = searcher.search(query, limit=one.limit, count=True)
            ids = [searcher.doc(place).get_first("id") for _score, place in found.hits]
            return ids, searcher.aggregate(query, counted)

        return search

    return call


def _taken_by(calls: Iterable[Callable[[], object]]) -> list[Taken]:
    """Return what each call took."""
    found = []
    for call in calls:
        taken = Taken()
        with taken.counting():
            call()
        found.append(taken)
    return found


def memory_mb() -> float:
    """Return the most memory that this process has had, in MiB (of Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
