"""Price bands in the reader's currency, as bands of the index's millionths."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.core.money import Money
from marketplace.reference.queries import RateBook
from marketplace.search.engines.contract import Band
from marketplace.search.queries.prices import (
    MILLIONTHS,
    PRICE_FOR_CHECKED,
    PRICE_ON_REQUEST,
    PRICE_WITHOUT_RATE,
    REFERENCE_CURRENCY,
)

#: Edges of the bands in whole units of the reference currency.
EDGES = (1, 5, 20, 100)
_ROUND = (1, 2, 5)
#: Goods without a price that could be compared, by their keys in the address.
ON_REQUEST, FOR_CHECKED, NO_RATE = "on-request", "for-checked", "no-rate"
UNPRICED = {
    ON_REQUEST: PRICE_ON_REQUEST,
    FOR_CHECKED: PRICE_FOR_CHECKED,
    NO_RATE: PRICE_WITHOUT_RATE,
}


@dataclass(frozen=True)
class PriceBand:
    """From `low` (None: any) to below `high` (None: any), in the currency of the bands.

    Both are None for goods without a price, one of `UNPRICED`.
    """

    key: str
    low: Money | None
    high: Money | None
    band: Band


def price_bands(currency: str, book: RateBook) -> Mapping[str, PriceBand]:
    """Return the bands by their keys in the address, then goods without a price.

    They are in the reference currency where the reader's has no rate.
    """
    unpriced = {
        key: PriceBand(key, None, None, Band(figure, figure + 1))
        for key, figure in UNPRICED.items()
    }
    edges = []
    for edge in EDGES:
        made = _edge(edge, currency, book)
        if made is None:
            return price_bands(REFERENCE_CURRENCY, book)
        edges.append(made)
    lows = [None, *edges]
    highs = [*edges, None]
    bands = {}
    for number, (low, high) in enumerate(zip(lows, highs, strict=True), start=1):
        key = f"band-{number}"
        band = Band(low[1] if low else None, high[1] if high else PRICE_ON_REQUEST)
        bands[key] = PriceBand(key, low[0] if low else None, high[0] if high else None, band)
    return bands | unpriced


def _edge(units: int, currency: str, book: RateBook) -> tuple[Money, int] | None:
    """Return a round amount near so many units of the reference currency, and its millionths."""
    base = Money(units * 10 ** Money.zero(REFERENCE_CURRENCY).digits, REFERENCE_CURRENCY)
    there = book.convert(base, currency).money
    if there is None:
        return None
    edge = Money(_rounded(there.minor, 10**there.digits), currency)
    finer = Money(edge.minor * 10_000, currency)
    back = book.convert(finer, REFERENCE_CURRENCY).money
    if back is None:
        return None
    return edge, back.minor * MILLIONTHS // (10**back.digits * 10_000)


def _rounded(minor: int, whole: int) -> int:
    """Return the nearest 1, 2 or 5 times a power of ten of whole units, one unit at least."""
    power = whole
    while power * 10 <= minor:
        power *= 10
    choices = [power * factor for factor in (*_ROUND, 10)]
    return min(choices, key=lambda choice: abs(choice - minor))
