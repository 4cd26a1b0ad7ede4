"""Runs a search: all words first, then most of them; no page without a way on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marketplace.catalog.queries.public_cards import Card, cards_with
from marketplace.reference.queries import RateBook
from marketplace.search.analysis import loosened
from marketplace.search.engines.contract import EngineAnswer, EngineQuery, Hit, IndexReader, Sort
from marketplace.search.queries.criteria import (
    CODE_FILTERS,
    LAST_PAGE,
    LEAD_BANDS,
    MOQ_BANDS,
    PAGE,
    SORTS,
    Criteria,
)
from marketplace.search.queries.parsing import ParsedQuery, parse_query
from marketplace.search.queries.price_bands import PriceBand, price_bands
from marketplace.search.queries.prices import step_for
from marketplace.search.queries.spelling import did_you_mean

#: Of several words, how many must be there in goods that stand behind those with all of them.
MOST_OF = 0.6
#: Where fewer goods than a page have all the words, those with most of them follow.
ENOUGH = PAGE
#: Where nothing has a word of several characters, how much of it must be there, tried in turn.
PARTS = (0.5, 0.34)
#: Fewer goods with all of the words than this, and the page offers other spellings.
FEW = 3


@dataclass(frozen=True)
class Searcher:
    """Who searches: whose prices count and in which currency bands are shown."""

    checked: bool
    currency: str
    book: RateBook


@dataclass(frozen=True)
class Results:
    """What a search page shows.

    Of `total` goods the first `exact` have all the words, the others most of them. `facets` are
    counts by filter and value, `bands` by filter and key. `more_than_shown` is True where the
    search is to be narrowed to see the rest.
    """

    query: ParsedQuery
    cards: list[Card]
    total: int
    exact: int
    facets: Mapping[str, Mapping[str, int]]
    bands: Mapping[str, Mapping[str, int]]
    price_bands: Mapping[str, PriceBand]
    more_than_shown: bool
    suggestion: str = ""
    generation: str = field(default="")


@dataclass(frozen=True)
class SearchRun:
    """A query carried out: how it was read, what the engine was asked in the end, what it found.

    The first `exact` of what was found have all the words.
    """

    query: ParsedQuery
    engine_query: EngineQuery
    found: EngineAnswer
    exact: int
    prices: Mapping[str, PriceBand]


def run_search(criteria: Criteria, searcher: Searcher, reader: IndexReader) -> SearchRun:
    """Ask for all words, and for most of them where those are few; nothing is loaded yet."""
    query = parse_query(criteria.text, in_other_words=criteria.in_other_words)
    prices = price_bands(searcher.currency, searcher.book)
    engine_query = engine_query_of(query, criteria, searcher, prices)
    exact = reader.search(engine_query)
    if exact.total and _are_enough(exact, query, criteria, reader):
        return SearchRun(query, engine_query, exact, exact.total, prices)
    wider, found = with_most(reader, engine_query, exact)
    return SearchRun(query, wider, found, exact.total, prices)


def _are_enough(
    exact: EngineAnswer, query: ParsedQuery, criteria: Criteria, reader: IndexReader
) -> bool:
    """Whether goods with all the words are enough by themselves; filters do not decide on that.

    Else a filter that leaves few of many would bring goods that its count did not count.
    """
    if exact.total >= ENOUGH or len(query.words) <= 1:
        return True
    if not criteria.is_filtered:
        return False
    bare = EngineQuery(query.words, query.phrases, query.without, codes=query.codes, limit=0)
    return reader.search(bare).total >= ENOUGH


def search(criteria: Criteria, searcher: Searcher, reader: IndexReader) -> Results:
    """Search and load the cards of the page; every count is of what this reader may see."""
    made = run_search(criteria, searcher, reader)
    total = made.found.total
    return Results(
        query=made.query,
        cards=cards_with([hit.id for hit in made.found.hits]),
        total=total,
        exact=made.exact,
        facets={name: made.found.facets.get(at, {}) for name, at in CODE_FILTERS.items()},
        bands=_bands_by_key(made.found, made.engine_query, made.prices, searcher, criteria),
        price_bands=made.prices,
        more_than_shown=total > LAST_PAGE * PAGE,
        suggestion=did_you_mean(made.query, reader) if made.exact < FEW else "",
        generation=made.found.generation,
    )


def engine_query_of(
    query: ParsedQuery, criteria: Criteria, searcher: Searcher, prices: Mapping[str, PriceBand]
) -> EngineQuery:
    """Return what to ask the engine: prices from the field that this reader may see."""
    at = price_field(searcher, criteria)
    bands = {
        at: {key: one.band for key, one in prices.items()},
        "moq": MOQ_BANDS,
        "lead_days": LEAD_BANDS,
    }
    chosen = {at: criteria.chosen("price"), "moq": criteria.chosen("moq")}
    chosen["lead_days"] = criteria.chosen("lead")
    codes = {CODE_FILTERS[name]: criteria.chosen(name) for name in CODE_FILTERS}
    return EngineQuery(
        words=query.words,
        phrases=query.phrases,
        without=query.without,
        codes=dict(query.codes) | {name: values for name, values in codes.items() if values},
        bands={
            name: tuple(bands[name][key] for key in sorted(keys) if key in bands[name])
            for name, keys in chosen.items()
            if keys & bands[name].keys()
        },
        facets=tuple(CODE_FILTERS.values()),
        facet_bands={name: tuple(known.values()) for name, known in bands.items() if known},
        sort=_sort(criteria, at),
        offset=criteria.offset,
        limit=PAGE,
    )


def price_field(searcher: Searcher, criteria: Criteria) -> str:
    """Return the field whose prices this reader sees, at the reader's quantity."""
    kind = "checked_price" if searcher.checked else "price"
    return f"{kind}_{step_for(criteria.quantity)}"


def _sort(criteria: Criteria, price_at: str) -> Sort | None:
    sort = SORTS[criteria.sort]
    if criteria.sort == "price":
        return Sort(price_at)
    return sort


def with_most(
    reader: IndexReader, engine_query: EngineQuery, exact: EngineAnswer
) -> tuple[EngineQuery, EngineAnswer]:
    """Return what has all the words (`exact`, the engine's answer) and behind it what has most.

    Where nothing has all of them, those with fewer and fewer are asked for. Both parts are in the
    order that was asked for; totals and counts are of both together.
    """
    count = len(engine_query.words)
    most = min(math.ceil(count * MOST_OF), count - 1)
    for least in range(most, max(most - 1, 0) if exact.total else 0, -1):
        wider = replace(engine_query, least=least, limit=0)
        found = reader.search(wider)
        if found.total > exact.total:
            return wider, replace(
                found, hits=(*exact.hits, *_behind(reader, engine_query, exact, least))
            )
    return (engine_query, exact) if exact.total else _with_parts(reader, engine_query, exact)


def _with_parts(
    reader: IndexReader, engine_query: EngineQuery, exact: EngineAnswer
) -> tuple[EngineQuery, EngineAnswer]:
    """Return what has a part of one of the words, where nothing has any of them.

    Korean, Chinese and Japanese put words together without a blank: 건설용안전헬멧.
    """
    for share in PARTS:
        words = tuple(loosened(word, share) for word in engine_query.words)
        if words == engine_query.words:
            break
        wider = replace(engine_query, words=words, least=1)
        found = reader.search(wider)
        if found.total:
            return wider, found
    return engine_query, exact


def _behind(
    reader: IndexReader, engine_query: EngineQuery, exact: EngineAnswer, least: int
) -> tuple[Hit, ...]:
    """Return those of the page that have most of the words and not all."""
    room = engine_query.limit - len(exact.hits)
    if room <= 0:
        return ()
    rest = replace(
        engine_query,
        least=least,
        not_all=True,
        offset=max(0, engine_query.offset - exact.total),
        limit=room,
        facets=(),
        facet_bands={},
    )
    return reader.search(rest).hits


def _bands_by_key(
    found: EngineAnswer,
    engine_query: EngineQuery,
    prices: Mapping[str, PriceBand],
    searcher: Searcher,
    criteria: Criteria,
) -> dict[str, dict[str, int]]:
    known: dict[str, tuple[str, Mapping[str, object]]] = {
        "price": (price_field(searcher, criteria), prices),
        "moq": ("moq", MOQ_BANDS),
        "lead": ("lead_days", LEAD_BANDS),
    }
    return {
        name: dict(zip(keys, found.facet_bands.get(at, ()), strict=False))
        for name, (at, keys) in known.items()
        if at in engine_query.facet_bands
    }


__all__ = [
    "Results",
    "SearchRun",
    "Searcher",
    "engine_query_of",
    "price_field",
    "run_search",
    "search",
    "with_most",
]
