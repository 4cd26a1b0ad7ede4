"""Money as people read and write it."""

import datetime as dt

import pytest
from flask import render_template_string
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.languages import LANGUAGES
from marketplace.core.money import (
    DIGITS,
    Money,
    NotAnAmount,
    UnitPrice,
    format_money,
    format_money_span,
    format_price_span,
    format_unit_price,
    read_money,
)
from marketplace.core.money.reading import TooManyDigits
from marketplace.reference.enums import NoConversionReason
from marketplace.reference.queries import Conversion, NoConversion

LOCALES = sorted(language.locale for language in LANGUAGES.values())
PAGE = '{% from "components/money.html" import money %}{{ money(amount, conversion) }}'


@pytest.mark.parametrize(
    ("minor", "code", "locale", "written"),
    [
        (125000, "USD", "en", "US$\u00a01,250.00"),
        (1690000, "KRW", "en", "₩1,690,000"),
        (1500, "KWD", "en", "KWD\u00a01.500"),
        (990, "CLP", "en", "CLP\u00a0990"),
        (500, "JPY", "ja", "JP¥\u00a0500"),
        (-12345, "EUR", "en", "-€123.45"),
        (125000, "USD", "es", "1.250,00\u00a0US$"),
        (125000, "USD", "ko", "US$\u00a01,250.00"),
        (125000, "USD", "pt_BR", "US$\u00a01.250,00"),
        (1234567, "IQD", "en", "IQD\u00a01,234.567"),
    ],
)
def test_money_is_written_by_locale_with_iso_digits(minor, code, locale, written):
    assert format_money(Money(minor, code), locale) == written


@given(st.sampled_from(sorted(DIGITS)), st.sampled_from(LOCALES), st.integers(0, 10**12))
def test_every_currency_shows_all_its_digits_and_no_bare_dollar(code, locale, minor):
    written = format_money(Money(minor, code), locale)
    digits = "".join(character for character in written if character.isdigit())
    assert digits.lstrip("0") == str(minor).lstrip("0")
    assert written.strip("\u00a0\u200f0123456789.,'\u202f’ ") not in {"$", "¥", "￥"}


def test_a_unit_price_names_its_units():
    price = UnitPrice(Money(1250, "USD"), 1000)
    assert format_unit_price(price, "pcs", "en") == "US$\u00a012.50 / 1,000\u00a0pcs"
    assert format_unit_price(UnitPrice(Money(99, "USD")), "pc", "en") == "US$\u00a00.99 / pc"


@pytest.mark.parametrize(
    ("low", "high", "code", "locale", "written"),
    [
        (305, 420, "USD", "en", "US$\u00a03.05\u00a0– 4.20"),
        (420, 420, "USD", "en", "US$\u00a04.20"),
        (305, 420, "USD", "es", "3,05\u00a0– 4,20\u00a0US$"),
        (4100, 5600, "KRW", "ko", "₩4,100\u00a0– 5,600"),
    ],
)
def test_prices_from_the_lowest_to_the_highest_name_their_currency_once(
    low, high, code, locale, written
):
    assert format_money_span(Money(low, code), Money(high, code), locale) == written
    thousand = [UnitPrice(Money(one, code), 1000) for one in (low, high)]
    assert format_price_span(*thousand, "pcs", locale).startswith(f"{written} / 1")


@given(st.sampled_from(sorted(DIGITS)), st.integers(-(10**12), 10**12))
def test_what_is_written_plainly_is_read_back(code, minor):
    money = Money(minor, code)
    sign, figure = ("-" if minor < 0 else ""), str(abs(minor)).rjust(money.digits + 1, "0")
    whole = figure[: len(figure) - money.digits]
    text = sign + whole + ("." + figure[len(whole) :] if money.digits else "")
    assert read_money(text, code) == money


@pytest.mark.parametrize(
    ("text", "code", "locale", "minor"),
    [
        ("1,250.00", "USD", "en", 125000),
        ("1.250,5", "EUR", "es", 125050),
        ("1 250,50", "EUR", "fr", 125050),
        ("12,345", "KRW", "en", 12345),
        ("1.2500", "USD", "en", 125),
        ("-3", "USD", "en", -300),
        ("0.001", "KWD", "en", 1),
    ],
)
def test_amounts_are_read_as_the_locale_writes_them(text, code, locale, minor):
    assert read_money(text, code, locale) == Money(minor, code)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "12,34.5", "0,125", "1234,567", "1.2.3", "1e5", "１２", "abc", "--1", "1" * 50],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_money(text, "USD")


def test_digits_that_would_be_lost_are_refused():
    with pytest.raises(TooManyDigits) as refused:
        read_money("0.5", "KRW")
    assert refused.value.digits == 0


def shown(app, amount, conversion, locale="en"):
    with app.test_request_context(), force_locale(locale):
        return render_template_string(PAGE, amount=amount, conversion=conversion)


def test_a_page_shows_the_conversion_with_its_day(app):
    conversion = Conversion(Money(1690000, "KRW"), dt.date(2024, 11, 22))
    page = shown(app, Money(125000, "USD"), conversion)
    assert "<bdi>US$\u00a01,250.00</bdi>" in page
    assert "≈&nbsp;<bdi>₩1,690,000</bdi>" in page
    assert '<time datetime="2024-11-22">22 Nov 2024</time>' in page


def test_a_day_of_this_year_stands_without_the_year(app):
    from marketplace.core import clock

    today = clock.now().date()
    page = shown(app, Money(1, "USD"), Conversion(Money(1, "EUR"), today.replace(month=1, day=3)))
    assert ">3 Jan<" in page


def test_a_page_says_that_there_is_no_rate(app):
    page = shown(app, Money(1, "USD"), NoConversion("CLP", NoConversionReason.NO_RATE))
    assert "there is no exchange rate for CLP" in page
    assert "≈" not in page


def test_an_amount_in_the_readers_currency_stands_alone(app):
    same = Conversion(Money(1, "USD"), dt.date(2026, 1, 1))
    assert "≈" not in shown(app, Money(1, "USD"), same)
    assert "≈" not in shown(app, Money(1, "USD"), None)


def test_the_dollar_stands_behind_its_letters_in_lines_from_the_right():
    assert format_money(Money(680, "USD"), "ar").endswith("US$\u200e")
    assert "\u200e" not in format_money(Money(680, "USD"), "en")
