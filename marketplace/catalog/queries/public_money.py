"""Prices in the reader's own currency, with the day of the rate said once a list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flask_babel import get_locale

from marketplace.accounts.queries import preferences
from marketplace.catalog.queries.public_cards import Card
from marketplace.catalog.queries.public_prices import ShownPrices, comparable, present_book
from marketplace.core.money import Money, MoneyTooLarge, format_money, format_money_span
from marketplace.core.money.formatting import currency_symbol


@dataclass
class OwnMoney:
    """Converts into `currency`; `day` is the oldest rate used, None while nothing was converted."""

    currency: str
    day: date | None = None
    _found: dict[Money, Money | None] = field(default_factory=dict)

    @property
    def symbol(self) -> str:
        """The currency as readers write it."""
        return str(currency_symbol(self.currency, str(get_locale())))

    def written(self, amount: Money | None) -> str:
        """Return the amount in the reader's currency; "" where it is that already or has no rate.

        Small unit prices lose their cents in currencies without: they are said all the same.
        """
        found = self.reckoned(amount)
        return format_money(found, str(get_locale())) if found else ""

    def written_span(self, prices: ShownPrices) -> str:
        """Return the lowest and the highest of the prices in the reader's currency, as above."""
        if prices.span is None:
            return ""
        low, high = (self.reckoned(price.price) for price in prices.span)
        return format_money_span(low, high, str(get_locale())) if low and high else ""

    def reckoned(self, amount: Money | None) -> Money | None:
        """Return the amount in the reader's currency; None where `written` says nothing."""
        if amount is None or amount.currency == self.currency:
            return None
        if amount not in self._found:
            self._found[amount] = self._convert(amount)
        return self._found[amount]

    def _convert(self, amount: Money) -> Money | None:
        try:
            found = present_book().convert(amount, self.currency)
        except MoneyTooLarge:
            return None
        if found.money is None:
            return None
        self.day = min(self.day, found.day) if self.day else found.day
        return found.money


def own_money(prices: Iterable[ShownPrices]) -> OwnMoney:
    """Return the reader's money with every price of these reckoned already."""
    own = OwnMoney(comparable(preferences().currency))
    for one in prices:
        for step in one.steps:
            own.reckoned(step.price.price)
    return own


def own_money_of(cards: Iterable[Card]) -> OwnMoney:
    """Return the reader's money with the lowest and highest price of each card reckoned already."""
    own = OwnMoney(comparable(preferences().currency))
    for card in cards:
        for price in card.prices.span or ():
            own.reckoned(price.price)
    return own
