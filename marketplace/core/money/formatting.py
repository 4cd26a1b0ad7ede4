"""Money in words: the locale's order and separators (CLDR), our own digits and symbols."""

from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

from marketplace.core.money.currencies import digits_of
from marketplace.core.money.values import Money, UnitPrice

NO_BREAK = "\u00a0"
LEFT_TO_RIGHT = "\u200e"

#: Symbols that mean another currency elsewhere, with what is written instead in every language.
_PLAIN = {"USD": "US$", "CNY": "CN¥", "JPY": "JP¥"}
_AMBIGUOUS = frozenset("$¥￥元")

#: How many formatted amounts a process caches; formatting one takes a tenth of a millisecond.
MOST = 4096


@lru_cache(maxsize=MOST)
def format_money(money: Money, locale: str) -> str:
    """Return the amount as readers of a Babel locale write it, with the currency's ISO digits.

    English: `US$ 1,250.00`, `₩1,690,000`, `KWD 1.500`; Spanish: `1.250,00 US$`. A symbol with
    letters stands off from the figure by a blank that does not break.
    """
    symbol = currency_symbol(money.currency, locale)
    return _figure(money, symbol, locale).replace("¤", symbol + _mark_behind(symbol, locale))


@lru_cache(maxsize=MOST)
def format_money_span(low: Money, high: Money, locale: str) -> str:
    """Return `US$ 3.05 – 4.20`, the symbol once, where the locale has it; one amount if equal.

    Raises CurrencyMismatch when the two are of different currencies.
    """
    if not low < high:
        return format_money(high, locale)
    bare = _figure(low, currency_symbol(low.currency, locale), locale)
    if bare.startswith("¤"):
        end = _figure(high, currency_symbol(high.currency, locale), locale).strip(f"¤{NO_BREAK}")
        return f"{format_money(low, locale)}{NO_BREAK}– {end}"
    return f"{bare.strip(f'¤{NO_BREAK}')}{NO_BREAK}– {format_money(high, locale)}"


def _figure(money: Money, symbol: str, locale: str) -> str:
    """Return the amount by the locale's pattern, with ¤ where the symbol goes."""
    value = Decimal(money.minor).scaleb(-money.digits)
    pattern = _pattern(locale, digits_of(money.currency), stands_off=_has_letters(symbol))
    written: str = pattern.apply(value, locale)
    return written


def format_unit_price(price: UnitPrice, unit: str, locale: str) -> str:
    """Return `US$ 12.50 / 1,000 pcs`, `US$ 12.50 / pc` for one; `unit` is translated already."""
    return _with_unit(format_money(price.price, locale), price, unit, locale)


def format_price_span(low: UnitPrice, high: UnitPrice, unit: str, locale: str) -> str:
    """Return the prices from the lowest to the highest: `US$ 3.05 – 4.20`, one if they are equal.

    Of more than one unit the number is said behind them: `US$ 9 – 12 / 1,000 pcs`.
    """
    written = format_money_span(low.price, high.price, locale)
    return written if high.per == 1 else _with_unit(written, high, unit, locale)


def _with_unit(written: str, price: UnitPrice, unit: str, locale: str) -> str:
    if price.per == 1:
        return f"{written} / {unit}"
    return f"{written} / {format_count(price.per, locale)}{NO_BREAK}{unit}"


@lru_cache(maxsize=MOST, typed=True)
def format_count(number: int, locale: str) -> str:
    """Return a whole number with the locale's groups: `6,500`, `6.500`."""
    written: str = _plain_pattern(locale).apply(number, locale)
    return written


@lru_cache(maxsize=MOST)
def currency_symbol(code: str, locale: str) -> str:
    """Return the symbol in that locale; never a bare $ or ¥, which is several currencies."""
    symbol: str = get_currency_symbol(code, locale)
    return _PLAIN.get(code, code) if symbol in _AMBIGUOUS else symbol


def _mark_behind(symbol: str, locale: str) -> str:
    """Return what keeps the sign of `US$` behind its letters where lines run from the right."""
    runs_from_right = Locale.parse(locale).text_direction == "rtl"
    return LEFT_TO_RIGHT if runs_from_right and _has_letters(symbol) else ""


def _has_letters(symbol: str) -> bool:
    return any(character.isalpha() for character in symbol)


@lru_cache(maxsize=256)
def _pattern(locale: str, digits: int, *, stands_off: bool) -> NumberPattern:
    text: str = Locale.parse(locale).currency_formats["standard"].pattern
    if stands_off:
        text = text.replace("¤#", f"¤{NO_BREAK}#").replace("0¤", f"0{NO_BREAK}¤")
    pattern = parse_pattern(text)
    pattern.frac_prec = (digits, digits)
    return pattern


@lru_cache(maxsize=32)
def _plain_pattern(locale: str) -> NumberPattern:
    return parse_pattern(Locale.parse(locale).decimal_formats[None].pattern)
