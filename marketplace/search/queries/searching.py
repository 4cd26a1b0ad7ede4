"""Runs a search: all words first, then most of them; no page without a way on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marketplace.catalog.queries.public_cards import Card, cards_with
from marketplace.reference.queries import RateBook
from marketplace.search.analysis import loosened
from marketplace.search.engines.contract import Ask, Found, Hit, Reader, Sort
from marketplace.search.queries.asking import Asked, read_query
from marketplace.search.queries.bands import PriceBand, price_bands
from marketplace.search.queries.figures import step_for
from marketplace.search.queries.guessing import did_you_mean
from marketplace.search.queries.wanted import (
    CODE_FILTERS,
    LAST_PAGE,
    LEAD_BANDS,
    MOQ_BANDS,
    PAGE,
    SORTS,
    Wanted,
)

#: Of several words, how many must be there in goods that stand behind those with all of them.
MOST_OF = 0.6
#: Where fewer goods than a page have all the words, those with most of them follow.
ENOUGH = PAGE
#: Where nothing has a word of several characters, how much of it must be there, tried in turn.
PARTS = (0.5, 0.34)
#: Fewer goods with all of the words than this, and the page offers other spellings.
FEW = 3


@dataclass(frozen=True)
class Viewer:
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

    asked: Asked
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
class Carried:
    """A query carried out: how it was read, what the engine was asked in the end, what it found.

    The first `exact` of what was found have all the words.
    """

    asked: Asked
    ask: Ask
    found: Found
    exact: int
    prices: Mapping[str, PriceBand]


def carry_out(wanted: Wanted, viewer: Viewer, reader: Reader) -> Carried:
    """Ask for all words, and for most of them where those are few; nothing is loaded yet."""
    asked = read_query(wanted.text, in_other_words=wanted.in_other_words)
    prices = price_bands(viewer.currency, viewer.book)
    ask = ask_of(asked, wanted, viewer, prices)
    exact = reader.search(ask)
    if exact.total and _are_enough(exact, asked, wanted, reader):
        return Carried(asked, ask, exact, exact.total, prices)
    wider, found = with_most(reader, ask, exact)
    return Carried(asked, wider, found, exact.total, prices)


def _are_enough(exact: Found, asked: Asked, wanted: Wanted, reader: Reader) -> bool:
    """Whether goods with all the words are enough by themselves; filters do not decide on that.

    Else a filter that leaves few of many would bring goods that its count did not count.
    """
    if exact.total >= ENOUGH or len(asked.words) < 2:  # noqa: PLR2004 - of one word there is no most
        return True
    if not wanted.is_filtered:
        return False
    bare = Ask(asked.words, asked.phrases, asked.without, codes=asked.codes, limit=0)
    return reader.search(bare).total >= ENOUGH


def search(wanted: Wanted, viewer: Viewer, reader: Reader) -> Results:
    """Search and load the cards of the page; every count is of what this reader may see."""
    made = carry_out(wanted, viewer, reader)
    total = made.found.total
    return Results(
        asked=made.asked,
        cards=cards_with([hit.id for hit in made.found.hits]),
        total=total,
        exact=made.exact,
        facets={name: made.found.facets.get(at, {}) for name, at in CODE_FILTERS.items()},
        bands=_bands_by_key(made.found, made.ask, made.prices, viewer, wanted),
        price_bands=made.prices,
        more_than_shown=total > LAST_PAGE * PAGE,
        suggestion=did_you_mean(made.asked, reader) if made.exact < FEW else "",
        generation=made.found.generation,
    )


def ask_of(asked: Asked, wanted: Wanted, viewer: Viewer, prices: Mapping[str, PriceBand]) -> Ask:
    """Return what to ask the engine: prices from the field that this reader may see."""
    at = price_field(viewer, wanted)
    bands = {
        at: {key: one.band for key, one in prices.items()},
        "moq": MOQ_BANDS,
        "lead_days": LEAD_BANDS,
    }
    chosen = {at: wanted.chosen("price"), "moq": wanted.chosen("moq")}
    chosen["lead_days"] = wanted.chosen("lead")
    codes = {CODE_FILTERS[name]: wanted.chosen(name) for name in CODE_FILTERS}
    return Ask(
        words=asked.words,
        phrases=asked.phrases,
        without=asked.without,
        codes=dict(asked.codes) | {name: values for name, values in codes.items() if values},
        bands={
            name: tuple(bands[name][key] for key in sorted(keys) if key in bands[name])
            for name, keys in chosen.items()
            if keys & bands[name].keys()
        },
        facets=tuple(CODE_FILTERS.values()),
        facet_bands={name: tuple(known.values()) for name, known in bands.items() if known},
        sort=_sort(wanted, at),
        offset=wanted.offset,
        limit=PAGE,
    )


def price_field(viewer: Viewer, wanted: Wanted) -> str:
    """Return the field whose prices this reader sees, at the reader's quantity."""
    kind = "checked_price" if viewer.checked else "price"
    return f"{kind}_{step_for(wanted.quantity)}"


def _sort(wanted: Wanted, price_at: str) -> Sort | None:
    sort = SORTS[wanted.sort]
    if wanted.sort == "price":
        return Sort(price_at)
    return sort


def with_most(reader: Reader, ask: Ask, exact: Found) -> tuple[Ask, Found]:
    """Return what has all the words (`exact`, the answer to `ask`) and behind it what has most.

    Where nothing has all of them, those with fewer and fewer are asked for. Both parts are in the
    order that was asked for; totals and counts are of both together.
    """
    count = len(ask.words)
    most = min(math.ceil(count * MOST_OF), count - 1)
    for least in range(most, max(most - 1, 0) if exact.total else 0, -1):
        wider = replace(ask, least=least, limit=0)
        found = reader.search(wider)
        if found.total > exact.total:
            return wider, replace(found, hits=(*exact.hits, *_behind(reader, ask, exact, least)))
    return (ask, exact) if exact.total else _with_parts(reader, ask, exact)


def _with_parts(reader: Reader, ask: Ask, exact: Found) -> tuple[Ask, Found]:
    """Return what has a part of one of the words, where nothing has any of them.

    Korean, Chinese and Japanese put words together without a blank: 건설용안전헬멧.
    """
    for share in PARTS:
        words = tuple(loosened(word, share) for word in ask.words)
        if words == ask.words:
            break
        wider = replace(ask, words=words, least=1)
        found = reader.search(wider)
        if found.total:
            return wider, found
    return ask, exact


def _behind(reader: Reader, ask: Ask, exact: Found, least: int) -> tuple[Hit, ...]:
    """Return those of the page that have most of the words and not all."""
    room = ask.limit - len(exact.hits)
    if room <= 0:
        return ()
    rest = replace(
        ask,
        least=least,
        not_all=True,
        offset=max(0, ask.offset - exact.total),
        limit=room,
        facets=(),
        facet_bands={},
    )
    return reader.search(rest).hits


def _bands_by_key(
    found: Found,
    ask: Ask,
    prices: Mapping[str, PriceBand],
    viewer: Viewer,
    wanted: Wanted,
) -> dict[str, dict[str, int]]:
    known: dict[str, tuple[str, Mapping[str, object]]] = {
        "price": (price_field(viewer, wanted), prices),
        "moq": ("moq", MOQ_BANDS),
        "lead": ("lead_days", LEAD_BANDS),
    }
    return {
        name: dict(zip(keys, found.facet_bands.get(at, ()), strict=False))
        for name, (at, keys) in known.items()
        if at in ask.facet_bands
    }


__all__ = [
    "Carried",
    "Results",
    "Viewer",
    "ask_of",
    "carry_out",
    "price_field",
    "search",
    "with_most",
]
