"""One committed state of a Whoosh index: matching by sets of bits, scoring as BM25 does.

Whoosh ignores `minmatch` and counts slowly, so it serves as the store of postings: which documents
have a token. Matching, counts and scores are made here. BM25: Robertson and Zaragoza, The
Probabilistic Relevance Framework (2009); k1 and b as Lucene and Tantivy set them.
"""

import heapq
import math
import threading
from collections.abc import Iterable, Mapping
from functools import lru_cache

from whoosh.query.positional import Phrase as WhooshPhrase
from whoosh.searching import Searcher

from marketplace.search.analysis import Phrase, Word
from marketplace.search.engines.contract import (
    BAGS,
    MATCHED,
    ORDERED,
    Band,
    EngineAnswer,
    EngineQuery,
    Hit,
    Sort,
)
from marketplace.search.engines.whoosh.bits import bits_of, in_at_least, numbers_in

K1 = 1.2
B = 0.75
#: Postings of so many tokens are kept between searches of one state.
KEPT_POSTINGS = 4_096


class WhooshReader:
    """One committed state, safe to use from several threads."""

    def __init__(self, searcher: Searcher, generation: str) -> None:
        """Nothing is read before it is asked for."""
        self._searcher = searcher
        self._postings = searcher.reader()
        self._generation = generation
        self._size: int = self._postings.doc_count_all()
        self._guard = threading.RLock()
        self._codes: dict[str, dict[str, int]] = {}
        self._numbers: dict[str, dict[int, int]] = {}
        self._lengths: dict[str, tuple[list[int], float]] = {}
        self._stored: list[dict[str, object]] | None = None
        self.having = lru_cache(maxsize=KEPT_POSTINGS)(self._having)
        self._alive = bits_of(
            (each for each in range(self._size) if not self._postings.is_deleted(each)), self._size
        )

    @property
    def generation(self) -> str:
        """Return what names this state: the number of the commit."""
        return self._generation

    def count(self) -> int:
        """Return how many documents there are."""
        return self._alive.bit_count()

    def ids(self) -> Iterable[str]:
        """Yield the public id of every document."""
        rows = self._rows()
        for number in numbers_in(self._alive):
            yield str(rows[number]["id"])

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Search: the page, the total, and counts apart from each counted field's own filter."""
        needed = self._needed(query)
        filters = self._filters(query)
        matching = _all_of(needed, filters.values())
        hits = self._page(matching, query)
        facets = {
            name: self._values(_all_of(needed, _others(filters, name)), name)
            for name in query.facets
        }
        bands = {
            name: tuple(
                (_all_of(needed, _others(filters, name)) & self._in_band(name, band)).bit_count()
                for band in wanted
            )
            for name, wanted in query.facet_bands.items()
        }
        return EngineAnswer(hits, matching.bit_count(), facets, bands, self._generation)

    def explain(self, query: EngineQuery, document: str) -> Mapping[str, float] | None:
        """Return the score's parts by bag, None when the document does not match."""
        matching = _all_of(self._needed(query), self._filters(query).values())
        number = self._postings.first_id("id", document) if self._knows(document) else -1
        if number < 0 or not matching >> number & 1:
            return None
        return {
            bag: sum(
                self._part(bag, token, number)
                for token in _tokens_of(query.words)
                if self.having(bag, token) >> number & 1
            )
            for bag in BAGS
        }

    def terms_beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Return folded words of titles that begin so; stems are left out."""
        with self._guard:
            words = [word.decode() for word in self._postings.expand_prefix("title", prefix)]
        counted = [
            (word, self.having("title", word).bit_count()) for word in words if ":" not in word
        ]
        return heapq.nsmallest(most, counted, key=lambda one: (-one[1], one[0]))

    def _knows(self, document: str) -> bool:
        return self._has("id", document)

    def _has(self, field: str, token: str) -> bool:
        return bool(self._postings.__contains__((field, token)))  # type: ignore[operator]

    def _rows(self) -> list[dict[str, object]]:
        """Return the stored part of every document, by number; read once."""
        with self._guard:
            if self._stored is None:
                rows: list[dict[str, object]] = [{}] * self._size
                for number, row in self._postings.iter_docs():
                    rows[number] = row
                self._stored = rows
            return self._stored

    def _having(self, field: str, token: str) -> int:
        """Return the documents that have the token in the field."""
        with self._guard:
            if not self._has(field, token):
                return 0
            return self._alive & bits_of(
                self._postings.postings(field, token).all_ids(), self._size
            )

    def _needed(self, query: EngineQuery) -> int:
        bits = self._alive
        if query.words:
            met = [self._met(word) for word in query.words]
            bits &= in_at_least(met, len(met) if query.least is None else query.least)
            if query.not_all:
                bits &= ~in_at_least(met, len(met))
        for phrase in query.phrases:
            bits &= self._met(phrase)
        for one in query.without:
            bits &= ~self._met(one)
        return bits

    def _met(self, one: Word | Phrase) -> int:
        if isinstance(one, Phrase):
            return self._phrase(one)
        bits = 0
        for way in one.ways:
            bits |= in_at_least((self.having(MATCHED, token) for token in way.tokens), way.least)
        return bits

    def _phrase(self, phrase: Phrase) -> int:
        if len(phrase.tokens) <= 1:
            return self.having(ORDERED, phrase.tokens[0]) if phrase.tokens else 0
        with self._guard:
            asked = WhooshPhrase(ORDERED, list(phrase.tokens))
            found = self._searcher.docs_for_query(asked)  # type: ignore[no-untyped-call]
            return self._alive & bits_of(found, self._size)

    def _filters(self, query: EngineQuery) -> dict[str, int]:
        filters: dict[str, int] = {}
        for name, values in query.codes.items():
            filters[name] = _any_of(self.having(name, value) for value in values)
        for name, bands in query.bands.items():
            filters[name] = _any_of(self._in_band(name, band) for band in bands)
        return filters

    def _values(self, among: int, name: str) -> dict[str, int]:
        if name not in self._codes:
            with self._guard:
                terms = [term.decode() for term in self._postings.lexicon(name)]
            self._codes[name] = {term: self._having(name, term) for term in terms}
        counted = ((value, (among & bits).bit_count()) for value, bits in self._codes[name].items())
        return {value: count for value, count in counted if count}

    def _figures(self, name: str) -> dict[int, int]:
        """Return the numbers of a field by document."""
        if name not in self._numbers:
            self._numbers[name] = {
                number: int(str(row[name]))
                for number, row in enumerate(self._rows())
                if name in row
            }
        return self._numbers[name]

    def _in_band(self, name: str, band: Band) -> int:
        figures = self._figures(name)
        return self._alive & bits_of(
            (number for number, figure in figures.items() if band.holds(figure)), self._size
        )

    def _page(self, matching: int, query: EngineQuery) -> tuple[Hit, ...]:
        if not query.limit:
            return ()
        last = query.offset + query.limit
        if query.sort is not None:
            ordered = self._sorted(matching, query.sort)[query.offset : last]
            return tuple(Hit(self._id(number), 0.0) for number in ordered)
        scores = self._scores(matching, query.words)
        best = heapq.nsmallest(last, scores.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Hit(self._id(number), score) for number, score in best[query.offset :])

    def _sorted(self, matching: int, sort: Sort) -> list[int]:
        """Return those that have the figure in its order, then those that have none."""
        figures = self._figures(sort.field)
        numbers = list(numbers_in(matching))
        have = [number for number in numbers if number in figures]
        have.sort(key=figures.__getitem__, reverse=sort.descending)
        return [*have, *(number for number in numbers if number not in figures)]

    def _id(self, number: int) -> str:
        return str(self._rows()[number]["id"])

    def _scores(self, matching: int, words: Iterable[Word]) -> dict[int, float]:
        scores = dict.fromkeys(numbers_in(matching), 0.0)
        for token in _tokens_of(words):
            for bag in BAGS:
                weight = self._weight(bag, token)
                for number in numbers_in(self.having(bag, token) & matching):
                    scores[number] += weight / self._norm(bag, number)
        return scores

    def _part(self, bag: str, token: str, number: int) -> float:
        return self._weight(bag, token) / self._norm(bag, number)

    def _weight(self, bag: str, token: str) -> float:
        """Return what a token is worth in a bag: the rarer, the more."""
        among = self.having(bag, token).bit_count()
        rarity = math.log(1 + (self.count() - among + 0.5) / (among + 0.5))
        return BAGS[bag] * rarity * (K1 + 1)

    def _norm(self, bag: str, number: int) -> float:
        """Return what a long bag takes away."""
        lengths, average = self._length_of(bag)
        return 1 + K1 * (1 - B + B * lengths[number] / average)

    def _length_of(self, bag: str) -> tuple[list[int], float]:
        if bag not in self._lengths:
            length = self._postings.doc_field_length
            lengths = [length(number, bag, 0) or 0 for number in range(self._size)]
            total = sum(lengths[number] for number in numbers_in(self._alive))
            self._lengths[bag] = lengths, max(total / max(self.count(), 1), 1.0)
        return self._lengths[bag]


def _tokens_of(words: Iterable[Word]) -> list[str]:
    return list(dict.fromkeys(token for word in words for way in word.ways for token in way.tokens))


def _any_of(sets: Iterable[int]) -> int:
    bits = 0
    for each in sets:
        bits |= each
    return bits


def _all_of(bits: int, sets: Iterable[int]) -> int:
    for each in sets:
        bits &= each
    return bits


def _others(filters: Mapping[str, int], name: str) -> Iterable[int]:
    return (bits for field, bits in filters.items() if field != name)
