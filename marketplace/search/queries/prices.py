"""Prices as an index keeps them: millionths of the reference currency at so many units."""

from collections.abc import Sequence

from marketplace.catalog.models import PriceTier
from marketplace.core.money import Money, UnitPrice
from marketplace.core.money.rounding import rounded_quotient
from marketplace.core.money.values import MoneyTooLarge
from marketplace.reference.queries import RateBook
from marketplace.search.engines.contract import STEPS

#: The reference currency, in which all prices are compared and sorted.
REFERENCE_CURRENCY = "USD"
#: Prices are kept in millionths of the reference currency; a minor unit (a cent) is 10,000 of them.
MILLIONTHS = 1_000_000
_FINER = 10_000
#: What stands in the place of a price that this reader is not told: all prices are lower, so these
#: goods come last. On request; told to checked buyers alone; told, but without an exchange rate.
PRICE_ON_REQUEST, PRICE_FOR_CHECKED, PRICE_WITHOUT_RATE = (part * 10**15 for part in (4, 5, 6))


def millionths_of(price: UnitPrice, book: RateBook) -> int | None:
    """Return the price of one unit in millionths of the reference currency; None without a rate."""
    try:
        finer = Money(price.price.minor * _FINER, price.currency)
    except MoneyTooLarge:
        return None
    converted = book.convert(finer, REFERENCE_CURRENCY).money
    if converted is None:
        return None
    return min(rounded_quotient(converted.minor, price.per), PRICE_ON_REQUEST - 1)


def prices_at_steps(tiers: Sequence[PriceTier], book: RateBook) -> dict[int, int]:
    """Return the unit price at each step of quantity, {} where a rate is missing.

    Below the first tier its price is said, as on the page.
    """
    if not tiers:
        return {}
    ordered = sorted(tiers, key=lambda tier: tier.from_quantity)
    figures: dict[int, int] = {}
    for step in STEPS:
        fitting = [tier for tier in ordered if tier.from_quantity <= step] or ordered[:1]
        figure = millionths_of(fitting[-1].price, book)
        if figure is None:
            return {}
        figures[step] = figure
    return figures


def step_for(quantity: int) -> int:
    """Return the largest step that is not above a quantity."""
    return max((step for step in STEPS if step <= quantity), default=STEPS[0])
