"""Both engines side by side: how fast an index is built, how large it is, how fast it answers.

    python -m benchmarks.search
    python -m benchmarks.search --listings 100000 --queries 300

Documents are made up: words drawn as languages draw them (Zipf), three languages each, 300 leaves
in 30 branches. Queries have two words, one frequent and one seldom; each is asked with the facets
and bands of the page, for all words and for any of them. The clock runs around the contract alone:
no database, no page.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from benchmarks.measure import print_table
from marketplace.search.analysis import index_tokens, ordered_tokens, words_of
from marketplace.search.engines.choosing import KINDS
from marketplace.search.engines.contract import NUMBERS, Ask, Document, Engine, Reader
from marketplace.search.queries.wanted import LEAD_BANDS, MOQ_BANDS, PAGE

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to")
HANGUL = (
    "가",
    "나",
    "다",
    "라",
    "마",
    "바",
    "사",
    "아",
    "자",
    "차",
    "카",
    "타",
    "파",
    "하",
    "진",
    "정",
)
VOCABULARY = 20_000
LEAVES, BRANCHES = 300, 30
FACETS = ("category", "incoterm", "certificate", "origin", "language")
BATCH = 2_000
#: Numbers of a document, each below the figure.
BELOW = {"moq": 5_000, "lead_days": 60, "listed_at": 2_000_000_000}
PRICE = 50_000_000


class Words:
    """A made-up vocabulary; the first word is drawn twice as often as the second, and so on."""

    def __init__(self, draw: random.Random) -> None:
        """`draw` decides all that follows."""
        self._draw = draw
        self.latin = [self._made(SYLLABLES, 2, 4) for _ in range(VOCABULARY)]
        self.korean = [self._made(HANGUL, 2, 4) for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / place for place in range(1, VOCABULARY + 1)))

    def _made(self, parts: Sequence[str], least: int, most: int) -> str:
        return "".join(self._draw.choices(parts, k=self._draw.randint(least, most)))

    def text(self, words: Sequence[str], count: int) -> str:
        """Return so many words as languages draw them."""
        return " ".join(self._draw.choices(words, cum_weights=self._weights, k=count))


def documents(count: int, words: Words, draw: random.Random) -> Iterator[Document]:
    """Yield made-up documents."""
    for number in range(count):
        texts = {"en": words.latin, "es": words.latin, "ko": words.korean}
        titles = [(tag, words.text(known, 7)) for tag, known in texts.items()]
        bodies = [(tag, words.text(known, 60)) for tag, known in texts.items()]
        keywords = [(tag, words.text(known, 6)) for tag, known in texts.items()]
        leaf = draw.randrange(LEAVES)
        prices = {name: draw.randrange(PRICE) for name in NUMBERS if "price" in name}
        yield Document(
            id=f"LST-{number:09d}",
            bags={"title": _bag(titles), "keywords": _bag(keywords), "body": _bag(bodies)},
            ordered=[token for _tag, text in titles for token in ordered_tokens(text)],
            codes={
                "category": [f"branch-{leaf % BRANCHES}", f"leaf-{leaf}"],
                "incoterm": [draw.choice(["FOB", "CIF", "EXW", "FCA", "DAP"])],
                "certificate": draw.sample(["halal", "vegan", "ce", "gmp", "iso_9001"], 2),
                "origin": [draw.choice(["KR", "KR", "KR", "VN"])],
                "language": ["en", "es", "ko"],
            },
            numbers={name: draw.randrange(below) for name, below in BELOW.items()} | prices,
        )


def _bag(texts: Sequence[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(token for tag, text in texts for token in index_tokens(text, tag)))


def build(engine: Engine, made: Sequence[Document]) -> float:
    """Write the documents in batches; return the seconds it took."""
    begun = time.perf_counter()
    engine.create()
    for start in range(0, len(made), BATCH):
        writer = engine.writer()
        writer.put(made[start : start + BATCH])
        writer.settle()
        writer.close()
    return time.perf_counter() - begun


def asks(count: int, words: Words, draw: random.Random, *, any_word: bool) -> list[Ask]:
    """Return queries of a frequent and a seldom word, with the counts of the page."""
    bands = {"moq": tuple(MOQ_BANDS.values()), "lead_days": tuple(LEAD_BANDS.values())}
    return [
        Ask(
            words=tuple(words_of(f"{draw.choice(known[:50])} {draw.choice(known[50:3000])}")),
            least=1 if any_word else None,
            facets=FACETS,
            facet_bands=bands,
            limit=PAGE,
        )
        for known in draw.choices((words.latin, words.korean), k=count)
    ]


def milliseconds(reader: Reader, asked: Sequence[Ask]) -> list[float]:
    """Return how long each query took."""
    taken = []
    for ask in asked:
        begun = time.perf_counter()
        reader.search(ask)
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken


def figures(taken: Sequence[float]) -> str:
    """Return p50, p95 and p99 in milliseconds."""
    cuts = statistics.quantiles(taken, n=100)
    return f"{cuts[49]:.1f} / {cuts[94]:.1f} / {cuts[98]:.1f}"


def row_of(kind: str, made: Sequence[Document], queries: int, words: Words) -> list[str]:
    """Measure one engine."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / kind
        engine = KINDS[kind](place)
        seconds = build(engine, made)
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
        reader = engine.reader()
        answers = []
        for any_word in (False, True):
            draw = random.Random(7)
            milliseconds(reader, asks(30, words, random.Random(3), any_word=any_word))
            answers.append(
                figures(milliseconds(reader, asks(queries, words, draw, any_word=any_word)))
            )
        shutil.rmtree(place)
    return [kind, f"{len(made) / seconds:,.0f}", f"{size / 1e6:,.0f} MB", *answers]


def main() -> None:
    """Print a row an engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--engine", choices=sorted(KINDS), action="append")
    given = parser.parse_args()
    draw = random.Random(1)
    words = Words(draw)
    begun = time.perf_counter()
    made = list(documents(given.listings, words, draw))
    rate = len(made) / (time.perf_counter() - begun)
    print(f"{len(made):,} documents made and analysed, {rate:,.0f} a second")
    print_table(
        [
            "engine",
            "documents/s",
            "size",
            "all words, ms (p50 / p95 / p99)",
            "any word, ms (p50 / p95 / p99)",
        ],
        [row_of(kind, made, given.queries, words) for kind in given.engine or KINDS],
    )


if __name__ == "__main__":
    main()
