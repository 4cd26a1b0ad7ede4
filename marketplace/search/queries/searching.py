"""Carrying a search out: all words first, then most of them; never a page without a way on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from marketplace.catalog.queries.public_cards import Card, cards_with
from marketplace.reference.queries import RateBook
from marketplace.search.engines.contract import MOST_HITS, Ask, Found, Reader, Sort
from marketplace.search.queries.asking import Asked, read_query
from marketplace.search.queries.bands import PriceBand, price_bands
from marketplace.search.queries.figures import step_for
from marketplace.search.queries.guessing import did_you_mean
from marketplace.search.queries.wanted import (
    CODE_FILTERS,
    LEAD_BANDS,
    MOQ_BANDS,
    PAGE,
    SORTS,
    Wanted,
)

#: Of several words, how many must be there when all of them are nowhere.
MOST_OF = 0.6
#: Fewer hits than this, and the page offers other spellings.
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

    `with_all_words` is False where goods have most of the words only. `facets` are counts by filter
    and value, `bands` by filter and key. `last` is True on the last page; `more_than_shown` where
    the search is to be narrowed to see the rest.
    """

    asked: Asked
    cards: list[Card]
    total: int
    with_all_words: bool
    facets: Mapping[str, Mapping[str, int]]
    bands: Mapping[str, Mapping[str, int]]
    price_bands: Mapping[str, PriceBand]
    next_offset: int | None
    more_than_shown: bool
    suggestion: str = ""
    generation: str = field(default="")


def search(wanted: Wanted, viewer: Viewer, reader: Reader) -> Results:
    """Search and load the cards of the page; every count is of what this reader may see."""
    asked = read_query(wanted.text, in_other_words=wanted.in_other_words)
    prices = price_bands(viewer.currency, viewer.book)
    ask = ask_of(asked, wanted, viewer, prices)
    found, with_all = _all_or_most(reader, ask)
    suggestion = did_you_mean(asked, reader) if found.total < FEW else ""
    cards = cards_with([hit.id for hit in found.hits])
    return Results(
        asked=asked,
        cards=cards,
        total=found.total,
        with_all_words=with_all,
        facets={name: found.facets.get(at, {}) for name, at in CODE_FILTERS.items()},
        bands=_bands_by_key(found, ask, prices, viewer, wanted),
        price_bands=prices,
        next_offset=_next(wanted, found.total),
        more_than_shown=found.total > MOST_HITS,
        suggestion=suggestion,
        generation=found.generation,
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


def _all_or_most(reader: Reader, ask: Ask) -> tuple[Found, bool]:
    found = reader.search(ask)
    if found.total or len(ask.words) < 2:  # noqa: PLR2004 - of one word there is no most
        return found, True
    least = max(1, math.ceil(len(ask.words) * MOST_OF))
    for enough in range(min(least, len(ask.words) - 1), 0, -1):
        fewer = reader.search(replace(ask, least=enough))
        if fewer.total:
            return fewer, False
    return found, True


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


def _next(wanted: Wanted, total: int) -> int | None:
    following = wanted.offset + PAGE
    return following if following < min(total, MOST_HITS) else None


__all__ = ["Results", "Viewer", "ask_of", "price_field", "search"]
