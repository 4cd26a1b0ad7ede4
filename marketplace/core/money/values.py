"""Money and unit prices: whole minor units and a currency, never one without the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Final

from marketplace.core.money.currencies import digits_of
from marketplace.core.money.rounding import rounded_quotient

#: The largest amount either way, in minor units: what a column of 64 bits holds.
LARGEST: Final = 2**63 - 1


class CurrencyMismatch(ValueError):
    """Amounts of two currencies were added or compared; `reference` converts, at a dated rate."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other} are two currencies.")


class MoneyTooLarge(OverflowError):
    """The amount is more than a column holds."""


def _require_whole(number: object, what: str) -> None:
    if type(number) is not int:
        message = f"{what} is a whole number, not {type(number).__name__}."
        raise TypeError(message)


def _require_money(value: object) -> None:
    if not isinstance(value, Money):
        message = f"Money goes with money only, not with {type(value).__name__}."
        raise TypeError(message)


@total_ordering
@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents; won, which have none) of an ISO 4217 currency.

    Raises TypeError when `minor` is not an int, UnknownCurrency, MoneyTooLarge.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        _require_whole(self.minor, "An amount in minor units")
        digits_of(self.currency)
        if abs(self.minor) > LARGEST:
            message = f"{self.minor} minor units are more than can be kept."
            raise MoneyTooLarge(message)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Return nothing, in that currency."""
        return cls(0, currency)

    @property
    def digits(self) -> int:
        """How many digits the minor unit has."""
        return digits_of(self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        _require_whole(times, "A factor of money")
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other)

    def share(self, numerator: int, denominator: int) -> "Money":
        """Return numerator/denominator of it, rounded half up: `share(30, 100)` is 30 %."""
        _require_whole(numerator, "A share's numerator")
        _require_whole(denominator, "A share's denominator")
        return Money(rounded_quotient(self.minor * numerator, denominator), self.currency)

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """Split it by weights so that the parts add up to it exactly.

        What rounding leaves goes, one minor unit each, to the parts with the largest remainders,
        the earlier first. Raises ValueError unless some weight is above and none below 0.
        """
        for weight in weights:
            _require_whole(weight, "A weight")
        if not weights or min(weights) < 0 or sum(weights) == 0:
            message = "A split needs weights of 0 or more, and one above 0."
            raise ValueError(message)
        sign, whole, all_weights = (-1 if self.minor < 0 else 1), abs(self.minor), sum(weights)
        parts = [whole * weight // all_weights for weight in weights]
        remainders = [whole * weight % all_weights for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda place: -remainders[place])
        for place in by_remainder[: whole - sum(parts)]:
            parts[place] += 1
        return [Money(sign * part, self.currency) for part in parts]

    def _minor_of(self, other: "Money") -> int:
        _require_money(other)
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.minor


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Return the sum, which is zero of `currency` for no amounts. Raises CurrencyMismatch."""
    added = Money.zero(currency)
    for amount in amounts:
        added += amount
    return added


@dataclass(frozen=True)
class UnitPrice:
    """The price of a whole number of units: US$ 12.50 per 1,000 pieces.

    Raises TypeError when `per` is not an int, ValueError when it is below 1 or `price` below zero.
    """

    price: Money
    per: int = 1

    def __post_init__(self) -> None:
        _require_whole(self.per, "A number of units")
        _require_money(self.price)
        if self.per < 1 or self.per > LARGEST or self.price.minor < 0:
            message = "A unit price is not below zero and holds for one unit or more."
            raise ValueError(message)

    @property
    def currency(self) -> str:
        """The currency of the price."""
        return self.price.currency

    def amount_for(self, quantity: int) -> Money:
        """Return what `quantity` units cost, rounded half up once, at the end."""
        _require_whole(quantity, "A quantity")
        return self.price.share(quantity, self.per)

    def __composite_values__(self) -> tuple[int, str, int]:
        """Return the columns' values, as SQLAlchemy asks for them."""
        return self.price.minor, self.price.currency, self.per

    def is_below(self, other: "UnitPrice") -> bool:
        """Whether one unit costs less here than there. Raises CurrencyMismatch."""
        if self.currency != other.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return self.price.minor * other.per < other.price.minor * self.per
