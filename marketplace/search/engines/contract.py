"""What the house asks of a search engine; every engine passes one suite of tests.

The contract uses only what the smallest common core of engines offers: bags of ready tokens,
phrases over ordered tokens, exact codes, whole numbers, counts by code and by band, sorting by
relevance or by one number. Engines return ids alone: cards are loaded from the database under the
rules of who may see them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from marketplace.search.analysis import Phrase, Word

#: Bags of tokens with their weight in the score. `all` holds the tokens of every bag: it decides
#: what matches and weighs nothing.
BAGS: Mapping[str, float] = {"title": 4.0, "names": 2.5, "keywords": 2.0, "body": 1.0}
MATCHED = "all"
#: The title, a gap, the summary, a gap, the description of each language: for phrases.
ORDERED = "ordered"
#: Fields of exact codes; a document may have several values in each. `badge` is what its seller is.
CODES = (
    "category",
    "incoterm",
    "certificate",
    "origin",
    "seller",
    "language",
    "badge",
    "price_kind",
    "checked_price_kind",
    "brand",
    "hs",
    "sku",
)
#: Fields of whole numbers; a document without a figure leaves it out and is in no band or range.
#: Prices are millionths of the reference currency at so many units; goods without one have a
#: figure above all prices that says why.
STEPS = (1, 10, 100, 1_000, 10_000)
NUMBERS = (
    "listed_at",
    "first_shown",
    "moq",
    "lead_days",
    *(f"price_{step}" for step in STEPS),
    *(f"checked_price_{step}" for step in STEPS),
)
#: Hits that a reader may page through; beyond them the search is narrowed.
MOST_HITS = 1_000


@dataclass(frozen=True)
class Document:
    """A listing as engines keep it, under its public id."""

    id: str
    bags: Mapping[str, Iterable[str]]
    ordered: Iterable[str]
    codes: Mapping[str, Iterable[str]]
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Band:
    """Whole numbers from `low` (None: any) up to, not including, `high` (None: any)."""

    low: int | None
    high: int | None

    def holds(self, number: int) -> bool:
        """Whether the number lies in the band."""
        return (self.low is None or number >= self.low) and (
            self.high is None or number < self.high
        )


@dataclass(frozen=True)
class Sort:
    """By one number; documents without it come last, equal ones in the same order each time."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class EngineQuery:
    """A search.

    At least `least` of the `words` must be met (None: all), with `not_all` one must not; every
    phrase must, and none of `without`. `codes`: any of the values, for each field; `bands`: any of
    the bands, for each field. `facets` and `facet_bands` are counted as if their own field were not
    filtered, so that counts stay right when several values of one field are chosen. Without words
    and phrases everything matches.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Word | Phrase, ...] = ()
    least: int | None = None
    not_all: bool = False
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bands: Mapping[str, tuple[Band, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    facet_bands: Mapping[str, tuple[Band, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True)
class Hit:
    """A found document's public id and its score, which only orders hits of one search."""

    id: str
    score: float


@dataclass(frozen=True)
class EngineAnswer:
    """What a search found: the page's hits, how many in all, counts by value and by band.

    `facets[field][value]` has no zeros; `facet_bands[field]` has one count a band. `generation`
    names the state of the index that answered.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    facet_bands: Mapping[str, tuple[int, ...]]
    generation: str


class IndexMissing(Exception):
    """There is no index yet, or it cannot be read: browsing goes on without it."""


class IndexReader(Protocol):
    """The committed state of an index, safe to use from several threads."""

    @property
    def generation(self) -> str:
        """Return what names this state; within it, every search gives its hits in one order."""

    def count(self) -> int:
        """Return how many documents there are."""

    def ids(self) -> Iterable[str]:
        """Yield the public id of every document."""

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Search."""

    def explain(self, query: EngineQuery, document: str) -> Mapping[str, float] | None:
        """Return the parts of a document's score by field, None when it does not match."""

    def terms_beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Return folded words of titles that begin so and their documents, frequent ones first."""


class IndexWriter(Protocol):
    """The one writer of an index; nothing is seen before `settle`."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each in place of one of the same id."""

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out; unknown ids are nothing."""

    def settle(self) -> None:
        """Make what was put and removed visible, all at once, and durable."""

    def close(self) -> None:
        """Give the index free; what was not committed is lost."""


class Engine(Protocol):
    """A kind of index below one folder."""

    def exists(self) -> bool:
        """Whether there is an index that can be read."""

    def is_current(self) -> bool:
        """Whether its tokens are made as today's analysis makes them; else it is to be rebuilt."""

    def create(self) -> None:
        """Make an empty index in place of any that is there."""

    def reader(self) -> IndexReader:
        """Return the newest committed state. Raises IndexMissing."""

    def writer(self) -> IndexWriter:
        """Return the only writer; raises IndexBusy when another process has it."""


class IndexBusy(Exception):
    """Another process writes this index."""
