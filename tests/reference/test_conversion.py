import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.money import DIGITS, Money, UnknownCurrency
from marketplace.reference.enums import NoConversionReason, RateSource
from marketplace.reference.models import RATE_SCALE, ExchangeRate
from marketplace.reference.queries import RateBook, convert, rate_book
from marketplace.reference.queries.rates import DatedRate

TODAY = dt.date(2026, 11, 25)
OLD = TODAY - dt.timedelta(days=31)


def rate(base, quote, figure, day=TODAY, source=RateSource.ECB):
    return DatedRate(day, base, quote, int(Fraction(figure) * RATE_SCALE), source)


def book(*rates, on=TODAY, oldest_days=30):
    pegs = {(one.base, one.quote): one for one in rates if one.source is RateSource.PEG}
    market = {(one.base, one.quote): one for one in rates if one.source is not RateSource.PEG}
    return RateBook(on, oldest_days, market, pegs)


EUR_USD = rate("EUR", "USD", "1.25")
EUR_KRW = rate("EUR", "KRW", "1600")
USD_SAR = rate("USD", "SAR", "3.75", dt.date(1986, 6, 1), RateSource.PEG)


def test_a_straight_rate_is_taken_either_way_round():
    rates = book(EUR_USD)
    assert rates.convert(Money(100, "EUR"), "USD").money == Money(125, "USD")
    assert rates.convert(Money(125, "USD"), "EUR").money == Money(100, "EUR")


def test_a_cross_goes_through_the_euro_and_keeps_its_rates():
    found = book(EUR_USD, EUR_KRW).convert(Money(10000, "USD"), "KRW")
    assert (found.money, found.rates) == (Money(128000, "KRW"), (EUR_USD, EUR_KRW))


def test_a_cross_may_go_through_the_dollar_and_the_euro():
    found = book(EUR_USD, EUR_KRW, USD_SAR).convert(Money(37500, "SAR"), "KRW")
    assert found.money == Money(128000, "KRW")
    assert found.rates == (USD_SAR, EUR_USD, EUR_KRW)


def test_the_day_is_that_of_the_oldest_rate_that_can_grow_old():
    earlier = rate("EUR", "USD", "1.25", TODAY - dt.timedelta(days=3))
    found = book(earlier, EUR_KRW, USD_SAR).convert(Money(37500, "SAR"), "KRW")
    assert found.day == earlier.day
    assert book(USD_SAR).convert(Money(375, "SAR"), "USD").day == TODAY


def test_the_same_currency_needs_no_rate():
    found = book().convert(Money(5, "CLP"), "CLP")
    assert (found.money, found.rates) == (Money(5, "CLP"), ())


def test_without_a_rate_there_is_no_amount_and_the_currency_is_named(app):
    with app.test_request_context():
        for one, other in (("CLP", "USD"), ("USD", "CLP")):
            found = book(EUR_USD).convert(Money(5, one), other)
            assert (found.money, found.reason) == (None, NoConversionReason.NO_RATE)
            assert found.sentence == "there is no exchange rate for CLP"


def test_a_rate_older_than_the_setting_is_not_used(app):
    stale = rate("EUR", "KRW", "1600", OLD)
    found = book(EUR_USD, stale).convert(Money(5, "USD"), "KRW")
    assert (found.money, found.reason, found.day) == (None, NoConversionReason.TOO_OLD, OLD)
    assert book(EUR_USD, stale, oldest_days=31).convert(Money(5, "EUR"), "KRW").money
    with app.test_request_context():
        assert found.sentence == "the exchange rate for KRW is too old"


def test_a_peg_holds_and_stands_in_for_an_old_rate():
    stale = rate("USD", "SAR", "3.70", OLD, RateSource.FILE)
    assert book(stale, USD_SAR).convert(Money(100, "USD"), "SAR").money == Money(375, "SAR")
    fresh = rate("USD", "SAR", "3.70", TODAY, RateSource.FILE)
    assert book(fresh, USD_SAR).convert(Money(100, "USD"), "SAR").money == Money(370, "SAR")


def test_a_currency_that_there_is_not_is_an_error():
    with pytest.raises(UnknownCurrency):
        book().convert(Money(5, "USD"), "DEM")


scaled = st.integers(min_value=10**5, max_value=10**13)
codes = st.sampled_from(sorted(set(DIGITS) - {"EUR", "USD"}))


@given(codes, codes, scaled, scaled, st.integers(-(10**9), 10**9))
def test_a_conversion_is_exact_within_half_a_minor_unit(one, other, first, second, minor):
    rates = book(
        DatedRate(TODAY, "EUR", one, first, RateSource.ECB),
        DatedRate(TODAY, "EUR", other, second, RateSource.ECB),
    )
    if one == other:
        return
    exact = Fraction(minor, 10 ** DIGITS[one]) * Fraction(second, first) * 10 ** DIGITS[other]
    if abs(exact) > 2**62:
        return
    found = rates.convert(Money(minor, one), other)
    assert abs(found.money.minor - exact) <= Fraction(1, 2)


def keep(*rates):
    for one in rates:
        session.add(
            ExchangeRate(
                day=one.day,
                base=one.base,
                quote=one.quote,
                rate=one.rate,
                source=one.source,
                origin="a test",
                read_at=clock.now(),
            )
        )


def test_the_newest_rates_of_a_day_are_read_in_the_same_number_of_statements(context, statements):
    days = [TODAY - dt.timedelta(days=back) for back in (0, 1, 2)]
    unit_of_work(keep, *(rate("EUR", "USD", f"1.{day.day}", day) for day in days), USD_SAR)
    with statements() as few:
        rates = rate_book(days[1])
    assert rates.market["EUR", "USD"].day == days[1]
    assert rates.pegs["USD", "SAR"].rate == USD_SAR.rate
    more = [rate("EUR", code, "2", TODAY) for code in ("JPY", "KRW", "GBP", "CHF")]
    unit_of_work(keep, *more)
    with statements() as many:
        rate_book(TODAY)
    assert len(few) == len(many)


def test_amounts_are_converted_at_the_rates_of_a_day(both_databases, context):
    unit_of_work(keep, EUR_USD, rate("EUR", "USD", "2", TODAY - dt.timedelta(days=9)))
    eur = Money(100, "EUR")
    assert convert(eur, "USD", on=TODAY).money == Money(125, "USD")
    assert convert(eur, "USD", on=TODAY - dt.timedelta(days=5)).money == Money(200, "USD")
    assert convert(eur, "USD", on=TODAY + dt.timedelta(days=31)).money is None


def test_a_page_reads_the_rates_once(app, statements):
    with app.test_request_context(), statements() as seen:
        convert(Money(1, "EUR"), "USD")
        first = len(seen)
        convert(Money(2, "EUR"), "KRW")
        assert len(seen) == first
    with app.app_context():
        assert convert(Money(2, "EUR"), "KRW").money is None
