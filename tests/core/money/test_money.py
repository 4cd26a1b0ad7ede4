import dataclasses
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import (
    DIGITS,
    CurrencyMismatch,
    Money,
    MoneyTooLarge,
    UnitPrice,
    UnknownCurrency,
    digits_of,
    rounded_quotient,
    total,
)

currencies = st.sampled_from(sorted(DIGITS))
minors = st.integers(min_value=-(10**15), max_value=10**15)
amounts = st.builds(Money, minors, currencies)
pairs = currencies.flatmap(
    lambda code: st.tuples(
        st.builds(Money, minors, st.just(code)), st.builds(Money, minors, st.just(code))
    )
)


@pytest.mark.parametrize(
    ("code", "digits"),
    [("KRW", 0), ("JPY", 0), ("CLP", 0), ("KWD", 3), ("SAR", 2), ("IQD", 3), ("USD", 2)],
)
def test_digits_follow_iso_and_not_the_locale_data(code, digits):
    assert digits_of(code) == digits


@pytest.mark.parametrize("code", ["DEM", "usd", "", "XXX", "CLF", None, 840])
def test_money_has_a_currency_that_there_is(code):
    with pytest.raises(UnknownCurrency):
        Money(1, code)


@pytest.mark.parametrize("minor", [1.0, Decimal(1), "1", True, None, Fraction(1)])
def test_money_is_made_of_whole_minor_units_only(minor):
    with pytest.raises(TypeError):
        Money(minor, "USD")


def test_money_never_changes():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Money(1, "USD").minor = 2


def test_more_than_a_column_holds_is_refused():
    with pytest.raises(MoneyTooLarge):
        Money(2**62, "KRW") * 2


@pytest.mark.parametrize("factor", [1.5, Decimal(2), True, "2"])
def test_money_is_multiplied_by_whole_numbers_only(factor):
    with pytest.raises(TypeError):
        Money(100, "USD") * factor


@given(amounts, currencies)
def test_two_currencies_never_meet(money, code):
    other = Money(1, code)
    if code == money.currency:
        assert (money + other) - other == money
        return
    for act in (Money.__add__, Money.__sub__, Money.__lt__, Money.__ge__):
        with pytest.raises(CurrencyMismatch):
            act(money, other)
    assert money != other


@given(pairs)
def test_adding_and_taking_away_are_exact(pair):
    one, other = pair
    assert (one + other).minor == one.minor + other.minor
    assert one - other == -(other - one)
    assert (one < other) == (one.minor < other.minor)
    assert total([one, other, -one], one.currency) == other


def test_nothing_adds_up_to_zero_of_the_currency():
    assert total([], "KWD") == Money.zero("KWD")


def test_numbers_are_no_money():
    with pytest.raises(TypeError, match="Money goes with money only"):
        Money(1, "USD") + 1


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (5, 10, 1),
        (4, 10, 0),
        (-5, 10, -1),
        (-4, 10, 0),
        (15, 10, 2),
        (25, 10, 3),
        (5, -10, -1),
        (0, 7, 0),
    ],
)
def test_a_half_is_rounded_away_from_zero(numerator, denominator, rounded):
    assert rounded_quotient(numerator, denominator) == rounded


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_rounding_is_off_by_half_a_unit_at_most(numerator, denominator):
    off = abs(Fraction(numerator, denominator) - rounded_quotient(numerator, denominator))
    assert off <= Fraction(1, 2)


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_what_is_allocated_adds_up_and_is_fair(money, weights):
    if sum(weights) == 0:
        with pytest.raises(ValueError, match="above 0"):
            money.allocate(weights)
        return
    parts = money.allocate(weights)
    assert total(parts, money.currency) == money
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor - Fraction(money.minor * weight, sum(weights))) < 1


def test_the_largest_remainders_get_the_rest_the_earlier_first():
    parts = Money(100, "USD").allocate([1, 1, 1])
    assert [part.minor for part in parts] == [34, 33, 33]


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2]])
def test_weights_that_split_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="above 0"):
        Money(100, "USD").allocate(weights)


def test_a_share_is_rounded_once():
    assert Money(1005, "USD").share(30, 100) == Money(302, "USD")
    assert Money(-1005, "USD").share(30, 100) == Money(-302, "USD")


def test_a_unit_price_holds_for_whole_numbers_of_units():
    price = UnitPrice(Money(1250, "USD"), 1000)
    assert price.amount_for(6500) == Money(8125, "USD")
    assert price.amount_for(1) == Money(1, "USD")
    assert price.currency == "USD"


@given(st.integers(0, 10**9), st.integers(1, 10**5), st.integers(0, 10**6))
def test_an_amount_is_the_exact_price_within_half_a_minor_unit(minor, per, quantity):
    amount = UnitPrice(Money(minor, "KRW"), per).amount_for(quantity)
    assert abs(amount.minor - Fraction(minor * quantity, per)) <= Fraction(1, 2)


@pytest.mark.parametrize("per", [0, -1])
def test_a_unit_price_is_for_one_unit_or_more(per):
    with pytest.raises(ValueError, match="one unit or more"):
        UnitPrice(Money(1, "USD"), per)


def test_a_unit_price_is_not_below_zero():
    with pytest.raises(ValueError, match="below zero"):
        UnitPrice(Money(-1, "USD"))


@pytest.mark.parametrize(
    ("price", "per"), [(1, 1), (Money(1, "USD"), 1.0), (Money(1, "USD"), True)]
)
def test_a_unit_price_is_money_for_whole_units(price, per):
    with pytest.raises(TypeError):
        UnitPrice(price, per)


def test_unit_prices_of_different_sizes_compare_by_the_unit():
    cheap, dear = UnitPrice(Money(1250, "USD"), 1000), UnitPrice(Money(2, "USD"))
    assert cheap.is_below(dear)
    assert not dear.is_below(cheap)
    with pytest.raises(CurrencyMismatch):
        cheap.is_below(UnitPrice(Money(2, "EUR")))
