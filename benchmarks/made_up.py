"""Made-up goods: words drawn as languages draw them (Zipf), three languages, 300 leaves.

The same draw gives the same goods again, as documents of an index and as rows of the database.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from marketplace.search.analysis import index_tokens, ordered_tokens
from marketplace.search.engines.contract import NUMBERS, Document

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to")
#: As many syllables as Korean titles are made of, some 480: with fewer every listing has them all.
HANGUL = tuple(map(chr, range(ord("가"), ord("힣"), 23)))
VOCABULARY = 20_000
LEAVES, BRANCHES = 300, 30
#: Words of a title, a list of keywords and a description, of each language.
TITLE, KEYWORDS, BODY = 7, 6, 60
#: Numbers of a document, each below the figure.
BELOW = {"moq": 5_000, "lead_days": 60, "listed_at": 2_000_000_000, "first_shown": 2_000_000_000}
PRICE = 50_000_000
PRICES = tuple(name for name in NUMBERS if "price" in name)
INCOTERMS = ("FOB", "CIF", "EXW", "FCA", "DAP")
CERTIFICATES = ("halal", "vegan", "ce", "gmp", "iso_9001")
ORIGINS = ("KR", "KR", "KR", "VN")
SEED = 5
#: Places of the table that words are drawn from; the rarest word has five of them.
DRAWN_FROM = 1 << 20


@dataclass(frozen=True)
class MadeUp:
    """One of the goods: words by language, its place in the tree, figures."""

    number: int
    titles: dict[str, list[str]]
    bodies: dict[str, list[str]]
    keywords: dict[str, list[str]]
    leaf: int
    moq: int
    lead_days: int

    @property
    def code(self) -> str:
        """The public id."""
        return f"LST-{self.number:09d}"


class Words:
    """A made-up vocabulary; the first word is drawn twice as often as the second, and so on.

    The tokens of each word are made once, so that the goods of a million come quickly.
    """

    def __init__(self) -> None:
        draw = random.Random(SEED)
        self.latin = [_made(draw, SYLLABLES) for _ in range(VOCABULARY)]
        self.korean = [_made(draw, HANGUL) for _ in range(VOCABULARY)]
        self.by_language = {"en": self.latin, "es": self.latin, "ko": self.korean}
        tables = {id(words): _by_weight(words) for words in (self.latin, self.korean)}
        self._drawn = {tag: tables[id(words)] for tag, words in self.by_language.items()}
        self._tokens = {
            tag: {word: tuple(index_tokens(word, tag)) for word in words}
            for tag, words in self.by_language.items()
        }
        self._ordered = {word: ordered_tokens(word) for word in (*self.latin, *self.korean)}

    def goods(self, count: int) -> Iterator[MadeUp]:
        """Yield so many goods, the same ones each time."""
        draw = random.Random(SEED)
        body, keywords = TITLE + BODY, TITLE + BODY + KEYWORDS
        for number in range(1, count + 1):
            words = {tag: draw.choices(known, k=keywords) for tag, known in self._drawn.items()}
            yield MadeUp(
                number,
                titles={tag: drawn[:TITLE] for tag, drawn in words.items()},
                bodies={tag: drawn[TITLE:body] for tag, drawn in words.items()},
                keywords={tag: drawn[body:] for tag, drawn in words.items()},
                leaf=draw.randrange(LEAVES),
                moq=draw.randrange(1, BELOW["moq"]),
                lead_days=draw.randrange(1, BELOW["lead_days"]),
            )

    def document(self, made: MadeUp) -> Document:
        """Return the document of goods, some 425 tokens."""
        draw = random.Random(made.number)
        part = draw.random
        numbers = {name: int(part() * below) for name, below in BELOW.items()}
        numbers |= {name: int(part() * PRICE) for name in PRICES}
        return Document(
            id=made.code,
            bags={
                "title": self._bag(made.titles),
                "keywords": self._bag(made.keywords),
                "body": self._bag(made.bodies),
            },
            ordered=[
                token
                for words in made.titles.values()
                for word in words
                for token in self._ordered[word]
            ],
            codes={
                "category": [branch_of(made.leaf), leaf_called(made.leaf)],
                "incoterm": [draw.choice(INCOTERMS)],
                "certificate": draw.sample(CERTIFICATES, 2),
                "origin": [draw.choice(ORIGINS)],
                "language": list(self.by_language),
            },
            numbers=numbers | {"moq": made.moq, "lead_days": made.lead_days},
        )

    def _bag(self, texts: dict[str, list[str]]) -> dict[str, None]:
        tokens = [
            chain.from_iterable(map(self._tokens[tag].__getitem__, words))
            for tag, words in texts.items()
        ]
        across = (one[-1] + other[0] for one, other in pairwise(texts["ko"]))
        return dict.fromkeys(chain(*tokens, across))


def _by_weight(words: Sequence[str]) -> list[str]:
    """Return a table that has each word as often as it weighs: the n-th has a share of 1/n."""
    weights = [1 / place for place in range(1, len(words) + 1)]
    share = DRAWN_FROM / sum(weights)
    return [
        word
        for word, weight in zip(words, weights, strict=True)
        for _ in range(round(weight * share))
    ]


def _made(draw: random.Random, parts: Sequence[str]) -> str:
    return "".join(draw.choices(parts, k=draw.randint(2, 4)))


def branch_of(leaf: int) -> str:
    """Return the slug of a leaf's branch."""
    return f"branch-{leaf % BRANCHES}"


def leaf_called(leaf: int) -> str:
    """Return a leaf's slug."""
    return f"leaf-{leaf}"


def queries(words: Words, count: int, *, is_seldom: bool, seed: int = 7) -> list[str]:
    """Return queries of two words: both frequent, or a frequent and a seldom one; half Korean."""
    draw = random.Random(seed)
    second = slice(50, 3_000) if is_seldom else slice(20, 200)
    return [
        f"{draw.choice(known[:50])} {draw.choice(known[second])}"
        for known in draw.choices((words.latin, words.korean), k=count)
    ]
