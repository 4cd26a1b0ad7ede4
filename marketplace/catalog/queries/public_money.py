"""Prices in the reader's own currency, with the day of the rate said once a list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flask_babel import get_locale

from marketplace.accounts.queries import preferences
from marketplace.catalog.queries.public_cards import Card
from marketplace.catalog.queries.public_prices import Prices, present_book
from marketplace.core.money import Money, MoneyTooLarge, format_money
from marketplace.core.money.formatting import currency_symbol


@dataclass
class OwnMoney:
    """Converts into `currency`; `day` is the oldest rate used, None while nothing was converted."""

    currency: str
    day: date | None = None
    _written: dict[Money, str] = field(default_factory=dict)

    @property
    def symbol(self) -> str:
        """The currency as readers write it."""
        return str(currency_symbol(self.currency, str(get_locale())))

    def written(self, amount: Money | None) -> str:
        """Return the amount in the reader's currency; "" where it is that already or has no rate.

        Small unit prices lose their cents in currencies without: they are said all the same.
        """
        if amount is None or amount.currency == self.currency:
            return ""
        if amount not in self._written:
            self._written[amount] = self._convert(amount)
        return self._written[amount]

    def _convert(self, amount: Money) -> str:
        try:
            found = present_book().convert(amount, self.currency)
        except MoneyTooLarge:
            return ""
        if found.money is None:
            return ""
        self.day = min(self.day, found.day) if self.day else found.day
        return format_money(found.money, str(get_locale()))


def own_money(prices: Iterable[Prices]) -> OwnMoney:
    """Return the reader's money with every price of these reckoned already."""
    own = OwnMoney(preferences().currency)
    for one in prices:
        for step in one.steps:
            own.written(step.price.price)
    return own


def own_money_of(cards: Iterable[Card]) -> OwnMoney:
    """Return the reader's money with the price at the MOQ of each card reckoned already."""
    own = OwnMoney(preferences().currency)
    for card in cards:
        if card.step:
            own.written(card.step.price.price)
    return own
