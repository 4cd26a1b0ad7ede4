"""Prices for whoever reads: the only way by which a public page learns one.

Templates, data blocks, comparisons and cards ask here. Steps that the reader may not see are not
even read from the database.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Protocol

from sqlalchemy import Select, bindparam, select

from marketplace.accounts.queries.preferences import WORLD_CURRENCY
from marketplace.catalog.enums import PriceShown
from marketplace.catalog.models import PriceTier
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.money import Money, MoneyTooLarge, UnitPrice
from marketplace.core.process_cache import cached
from marketplace.reference.queries import RateBook, rate_book
from marketplace.verification.queries import reader_may_reach_sellers


class Priced(Protocol):
    """What a price is asked of: a `Listing`, or a row with these columns of one."""

    @property
    def id(self) -> int:
        """The listing's key."""

    @property
    def price_shown(self) -> PriceShown | None:
        """Who sees its prices."""

    @property
    def moq(self) -> int | None:
        """The smallest quantity of a direct order."""


class PriceState(StrEnum):
    """What a reader is told of a price.

    `seen`: they see it, `public` as everybody does, `for_checked`: only checked buyers do,
    `on_request`: one asks the seller.
    """

    PUBLIC = "public"
    SEEN = "seen"
    FOR_CHECKED = "for_checked"
    ON_REQUEST = "on_request"


@dataclass(frozen=True)
class ShownTier:
    """A unit price that holds from a quantity on; `until` is the last one, None for the last step.

    Below the first step its price is said all the same: an inquiry may ask for less.
    """

    from_quantity: int
    until: int | None
    price: UnitPrice

    def holds_for(self, quantity: int) -> bool:
        """Whether this is the step of a quantity."""
        return self.from_quantity <= quantity and (self.until is None or quantity <= self.until)


@dataclass(frozen=True)
class ShownPrices:
    """What the reader sees of a listing's prices; `steps` is empty where they see none."""

    state: PriceState
    steps: tuple[ShownTier, ...] = field(default=())

    @property
    def is_public(self) -> bool:
        """Whether everybody sees them: only such prices may leave the page as data."""
        return self.state is PriceState.PUBLIC and bool(self.steps)

    @property
    def span(self) -> tuple[UnitPrice, UnitPrice] | None:
        """The lowest price, at the largest quantities, and that of the first; None without any."""
        return (self.steps[-1].price, self.steps[0].price) if self.steps else None

    def step_for(self, quantity: int | None) -> ShownTier | None:
        """Return the step of a quantity, the first below it; None without any."""
        if not self.steps:
            return None
        fitting = [step for step in self.steps if step.from_quantity <= (quantity or 0)]
        return fitting[-1] if fitting else self.steps[0]

    def total_for(self, quantity: int) -> Money | None:
        """Return what a quantity costs; None where no price is seen, and beyond all money."""
        step = self.step_for(quantity)
        try:
            return step.price.amount_for(quantity) if step else None
        except MoneyTooLarge:
            return None


def price_state(listing: Priced) -> PriceState:
    """Return what the present reader may be told of a listing's prices."""
    if listing.price_shown is PriceShown.EVERYONE:
        return PriceState.PUBLIC
    if listing.price_shown is PriceShown.CHECKED_BUYERS:
        return PriceState.SEEN if reader_may_reach_sellers() else PriceState.FOR_CHECKED
    return PriceState.ON_REQUEST


def prices_of(listings: Collection[Priced]) -> dict[int, ShownPrices]:
    """Return what the reader sees of the prices of listings, by their keys, in one statement."""
    states = {listing.id: price_state(listing) for listing in listings}
    open_ones = [
        key for key, state in states.items() if state in {PriceState.PUBLIC, PriceState.SEEN}
    ]
    tiers: dict[int, list[tuple[int, UnitPrice]]] = {}
    if open_ones:
        for key, quantity, price in session.execute(_tiers(), {"listings": open_ones}):
            tiers.setdefault(key, []).append((quantity, price))
    return {key: ShownPrices(state, _steps(tiers.get(key, []))) for key, state in states.items()}


@cache
def _tiers() -> Select[int, int, UnitPrice]:
    return (
        select(PriceTier.listing_id, PriceTier.from_quantity, PriceTier.price)
        .where(PriceTier.listing_id.in_(bindparam("listings", expanding=True)))
        .order_by(PriceTier.from_quantity)
    )


def _steps(tiers: Sequence[tuple[int, UnitPrice]]) -> tuple[ShownTier, ...]:
    ends = [*(quantity - 1 for quantity, _price in tiers[1:]), None]
    return tuple(
        ShownTier(quantity, end, price)
        for (quantity, price), end in zip(tiers, ends, strict=False)  # without tiers an end is left
    )


def present_book() -> RateBook:
    """Return today's exchange rates, kept by this process for half a minute."""
    today = clock.now().date()
    return cached(("rates", today), lambda: rate_book(today))


def comparable(currency: str) -> str:
    """Return the currency in which prices are compared: this one, USD where it has no rate."""
    found = present_book().convert(Money.zero(WORLD_CURRENCY), currency)
    return WORLD_CURRENCY if found.money is None else currency
