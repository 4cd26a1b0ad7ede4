"""Made-up goods: words drawn as languages draw them (Zipf), three languages, 300 leaves.

The same draw gives the same goods again, as documents of an index and as rows of the database.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from marketplace.search.analysis import index_tokens, ordered_tokens
from marketplace.search.engines.contract import NUMBERS, Document

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to")
HANGUL = tuple("가나다라마바사아자차카타파하진정")
VOCABULARY = 20_000
LEAVES, BRANCHES = 300, 30
#: Words of a title, a list of keywords and a description, of each language.
TITLE, KEYWORDS, BODY = 7, 6, 60
#: Numbers of a document, each below the figure.
BELOW = {"moq": 5_000, "lead_days": 60, "listed_at": 2_000_000_000, "first_shown": 2_000_000_000}
PRICE = 50_000_000
SEED = 5


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
        self._weights = list(accumulate(1 / place for place in range(1, VOCABULARY + 1)))
        self._tokens = {
            (tag, word): index_tokens(word, tag)
            for tag, words in self.by_language.items()
            for word in words
        }

    def goods(self, count: int) -> Iterator[MadeUp]:
        """Yield so many goods, the same ones each time."""
        draw = random.Random(SEED)
        for number in range(1, count + 1):
            yield MadeUp(
                number,
                *(
                    {
                        tag: draw.choices(words, cum_weights=self._weights, k=length)
                        for tag, words in self.by_language.items()
                    }
                    for length in (TITLE, BODY, KEYWORDS)
                ),
                leaf=draw.randrange(LEAVES),
                moq=draw.randrange(1, BELOW["moq"]),
                lead_days=draw.randrange(1, BELOW["lead_days"]),
            )

    def document(self, made: MadeUp) -> Document:
        """Return the document of goods, some 600 tokens."""
        draw = random.Random(made.number)
        numbers = {name: draw.randrange(below) for name, below in BELOW.items()}
        numbers |= {name: draw.randrange(PRICE) for name in NUMBERS if "price" in name}
        return Document(
            id=made.code,
            bags={
                "title": self._bag(made.titles),
                "keywords": self._bag(made.keywords),
                "body": self._bag(made.bodies),
            },
            ordered=[
                token for words in made.titles.values() for token in ordered_tokens(" ".join(words))
            ],
            codes={
                "category": [branch_of(made.leaf), leaf_called(made.leaf)],
                "incoterm": [draw.choice(["FOB", "CIF", "EXW", "FCA", "DAP"])],
                "certificate": draw.sample(["halal", "vegan", "ce", "gmp", "iso_9001"], 2),
                "origin": [draw.choice(["KR", "KR", "KR", "VN"])],
                "language": list(self.by_language),
            },
            numbers=numbers | {"moq": made.moq, "lead_days": made.lead_days},
        )

    def _bag(self, texts: dict[str, list[str]]) -> list[str]:
        found: dict[str, None] = {}
        for tag, words in texts.items():
            for word in words:
                found.update(dict.fromkeys(self._tokens[tag, word]))
            if tag == "ko":  # pairs across a blank
                found.update(dict.fromkeys(one[-1] + other[0] for one, other in pairwise(words)))
        return list(found)


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
