"""Amounts in another currency, at the dated rates of the house."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from flask import g, has_request_context
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, not_, select

from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.money import Money, digits_of, rounded_quotient
from marketplace.reference.enums import NoConversionReason, RateSource
from marketplace.reference.models import RATE_SCALE, ExchangeRate
from marketplace.reference.queries.settings import oldest_rate_days

#: Days that the book looks back; older rates count as none.
WINDOW = 400
PIVOTS = ("EUR", "USD")


@dataclass(frozen=True)
class DatedRate:
    """A rate as it was used: one `base` costs `rate` / RATE_SCALE of `quote` since `day`."""

    day: dt.date
    base: str
    quote: str
    rate: int
    source: RateSource


@dataclass(frozen=True)
class Conversion:
    """An amount in another currency, with the rates used; `day` is the oldest that can grow old."""

    money: Money
    day: dt.date
    rates: tuple[DatedRate, ...] = ()
    sentence: str = ""


@dataclass(frozen=True)
class NoConversion:
    """No amount, and why: `sentence` says it to readers. `currency` is the one without a rate."""

    currency: str
    reason: NoConversionReason
    day: dt.date | None = None
    money: None = None

    @property
    def sentence(self) -> str:
        """Why, in the language of the page."""
        too_old = self.reason is NoConversionReason.TOO_OLD
        words: str = (
            _("the exchange rate for %(currency)s is too old", currency=self.currency)
            if too_old
            else _("there is no exchange rate for %(currency)s", currency=self.currency)
        )
        return words


@dataclass(frozen=True)
class RateBook:
    """The newest rates of one day, read once; converts without asking the database again.

    `market` holds rates that grow old, `pegs` those that hold until they are changed.
    """

    on: dt.date
    oldest_days: int
    market: dict[tuple[str, str], DatedRate] = field(default_factory=dict)
    pegs: dict[tuple[str, str], DatedRate] = field(default_factory=dict)

    def convert(self, money: Money, currency: str) -> Conversion | NoConversion:
        """Return the amount in `currency`, rounded half up once, or why there is none.

        A straight rate comes first, then a cross through the euro or the dollar, then through both.
        Raises UnknownCurrency.
        """
        digits = digits_of(currency)
        if currency == money.currency:
            return Conversion(money, self.on)
        known = [path for path in self._paths(money.currency, currency) if path is not None]
        for path in known:
            if all(self._is_fresh(rate) for rate in path):
                return self._along(path, money, currency, digits)
        if not known:
            missing = currency if self._knows(money.currency) else money.currency
            return NoConversion(missing, NoConversionReason.NO_RATE)
        old = next(rate for rate in known[0] if not self._is_fresh(rate))
        stale = old.base if old.quote in PIVOTS else old.quote
        return NoConversion(stale, NoConversionReason.TOO_OLD, old.day)

    def _knows(self, code: str) -> bool:
        return any(code in pair for pair in (*self.market, *self.pegs))

    def _paths(self, start: str, end: str) -> Iterable[list[DatedRate] | None]:
        one, other = PIVOTS
        for between in ((), (one,), (other,), (one, other), (other, one)):
            stops = (start, *between, end)
            if len(set(stops)) == len(stops):
                yield self._path(stops)

    def _path(self, stops: tuple[str, ...]) -> list[DatedRate] | None:
        path = []
        for here, there in pairwise(stops):
            rate = self._between(here, there)
            if rate is None:
                return None
            path.append(rate)
        return path

    def _between(self, one: str, other: str) -> DatedRate | None:
        """Return a pair's fresh market rate, either way round, else its peg, else an old one."""
        market = self._newest(self.market, one, other)
        if market is not None and self._is_fresh(market):
            return market
        return self._newest(self.pegs, one, other) or market

    @staticmethod
    def _newest(rates: dict[tuple[str, str], DatedRate], one: str, other: str) -> DatedRate | None:
        both = [rate for key in ((one, other), (other, one)) if (rate := rates.get(key))]
        return max(both, key=lambda rate: rate.day, default=None)

    def _is_fresh(self, rate: DatedRate) -> bool:
        if rate.source is RateSource.PEG:
            return True
        return (self.on - rate.day).days <= self.oldest_days

    def _along(self, path: list[DatedRate], money: Money, currency: str, digits: int) -> Conversion:
        factor, here = Fraction(10**digits, 10**money.digits), money.currency
        for rate in path:
            step = Fraction(rate.rate, RATE_SCALE)
            factor *= step if rate.base == here else 1 / step
            here = rate.quote if rate.base == here else rate.base
        minor = rounded_quotient(money.minor * factor.numerator, factor.denominator)
        aging = [rate.day for rate in path if rate.source is not RateSource.PEG]
        return Conversion(Money(minor, currency), min(aging, default=self.on), tuple(path))


def rate_book(on: dt.date) -> RateBook:
    """Return the newest rates on or before a day, in two statements and one for the setting.

    Of rates that grow old only those of the last WINDOW days are known to the book.
    """
    oldest_days = oldest_rate_days()
    held = ExchangeRate.source == RateSource.PEG
    recent = ExchangeRate.day > on - dt.timedelta(days=max(WINDOW, oldest_days + 1))
    return RateBook(on, oldest_days, _newest_of(on, recent, not_(held)), _newest_of(on, held))


def _newest_of(on: dt.date, *conditions: ColumnElement[bool]) -> dict[tuple[str, str], DatedRate]:
    newest = (
        select(ExchangeRate.base, ExchangeRate.quote, func.max(ExchangeRate.day).label("day"))
        .where(ExchangeRate.day <= on, *conditions)
        .group_by(ExchangeRate.base, ExchangeRate.quote)
        .subquery()
    )
    same_row = and_(
        ExchangeRate.base == newest.c.base,
        ExchangeRate.quote == newest.c.quote,
        ExchangeRate.day == newest.c.day,
    )
    columns = (
        ExchangeRate.day,
        ExchangeRate.base,
        ExchangeRate.quote,
        ExchangeRate.rate,
        ExchangeRate.source,
    )
    rows = session.execute(select(*columns).join(newest, same_row))
    return {(row.base, row.quote): DatedRate(*row) for row in rows}


def present_rates() -> RateBook:
    """Return today's rates; within a request they are read once, however many amounts it shows."""
    today = clock.now().date()
    if not has_request_context():
        return rate_book(today)
    if "rate_book" not in g:
        g.rate_book = rate_book(today)
    book: RateBook = g.rate_book
    return book


def convert(money: Money, currency: str, *, on: dt.date | None = None) -> Conversion | NoConversion:
    """Return `money` in another currency at the rates of a day (today), or why that cannot be."""
    book = present_rates() if on is None else rate_book(on)
    return book.convert(money, currency)
