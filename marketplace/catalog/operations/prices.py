"""Changing prices: who sees them, the steps, the MOQ."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from marketplace.catalog import errors
from marketplace.catalog.enums import PriceShown
from marketplace.catalog.models import Listing, PriceTier
from marketplace.catalog.models.listing import MOST_TIERS
from marketplace.catalog.operations.record import lock_to_change, require_range, trade_changed
from marketplace.catalog.queries.listings import options_of, tiers_of
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, require_version, session
from marketplace.core.money import UnitPrice

MOST_UNITS = 10**9

Tier = tuple[int, UnitPrice]


@dataclass(frozen=True)
class PriceFacts:
    """Who sees the prices, and from how many units on which one holds; no steps on request.

    `moq` counts units; where there are steps it is the first one's quantity, None says so.
    """

    shown: PriceShown
    tiers: tuple[Tier, ...] = ()
    moq: int | None = None


def change_prices(listing: Listing, facts: PriceFacts, *, row_version: int, actor: Actor) -> None:
    """Write the prices of a listing; they hold at once.

    One to six steps, in one currency and per one number of units, quantities rising and prices not
    rising. Raises Refused beside the field, Conflict when somebody was faster.
    """
    moq = check_steps(facts)
    lock_to_change(listing, actor)
    require_version(listing, row_version)
    _require_fitting_options(listing, facts)
    fields = change_row(listing, {"price_shown": facts.shown, "moq": moq})
    is_counted = bool(fields)
    existing = tiers_of(listing)
    if [(tier.from_quantity, tier.price) for tier in existing] != list(facts.tiers):
        _write_steps(listing, existing, facts.tiers)
        fields.append("tiers")
    if fields:
        trade_changed(listing, "prices", fields, actor=actor, is_counted=is_counted)


def _write_steps(listing: Listing, existing: Sequence[PriceTier], steps: tuple[Tier, ...]) -> None:
    """Change the steps that stay, remove those that go, add those that are new."""
    wanted = dict(steps)
    for tier in existing:
        price = wanted.pop(tier.from_quantity, None)
        if price is None:
            session.delete(tier)
        elif tier.price != price:
            tier.price = price
    session.add_all(
        PriceTier(listing_id=listing.id, from_quantity=quantity, price=price)
        for quantity, price in wanted.items()
    )
    session.flush()


def check_steps(facts: PriceFacts) -> int | None:
    """Return the MOQ that the prices say. Raises Refused with the sentence beside its field."""
    moq = require_range(facts.moq, 1, MOST_UNITS, "moq")
    if facts.shown is PriceShown.ON_REQUEST:
        if facts.tiers:
            raise errors.no_prices_on_request()
        return moq
    if not facts.tiers:
        raise errors.prices_missing()
    if len(facts.tiers) > MOST_TIERS:
        raise errors.too_many(MOST_TIERS, "tiers")
    for number, step in enumerate(facts.tiers):
        _check_step(number, step)
    for number, (before, step) in enumerate(pairwise(facts.tiers), start=1):
        _check_pair(number, before, step)
    first = facts.tiers[0][0]
    if moq is not None and moq != first:
        raise errors.first_step_is_moq()
    return first


def _check_step(number: int, step: Tier) -> None:
    quantity, price = step
    if not 1 <= quantity <= MOST_UNITS:
        raise errors.out_of_range(1, MOST_UNITS, f"tiers-{number}-from_quantity")
    if price.price.minor < 1:
        raise errors.price_above_zero("tiers", number)


def _check_pair(number: int, before: Tier, step: Tier) -> None:
    if step[0] <= before[0]:
        raise errors.steps_must_rise(number)
    if not are_per_same_units(step[1], before[1]):
        raise errors.one_currency("tiers", number)
    if before[1].is_below(step[1]):
        raise errors.price_must_not_rise(number)


def are_per_same_units(one: UnitPrice, other: UnitPrice) -> bool:
    """Whether two prices are in one currency and per one number of units."""
    return (one.currency, one.per) == (other.currency, other.per)


def _require_fitting_options(listing: Listing, facts: PriceFacts) -> None:
    own = [option.price for option in options_of(listing) if option.price is not None]
    if any(not facts.tiers or not are_per_same_units(price, facts.tiers[0][1]) for price in own):
        raise errors.option_prices_stand()
