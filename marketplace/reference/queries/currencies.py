"""Currencies: their names in every language."""

from functools import lru_cache

from babel import Locale

from marketplace.core.money import DIGITS

#: Offered first: what most trade is written in.
COMMON = ("USD", "EUR", "JPY", "CNY", "GBP")


def currency_name(code: str, locale: str) -> str:
    """Return the currency's name in a Babel locale; the code when it has none."""
    name: str = Locale.parse(locale).currencies.get(code, code)
    return name


@lru_cache(maxsize=32)
def currency_choices(locale: str, first: str = "") -> tuple[tuple[str, str], ...]:
    """Return (code, "USD · US Dollar") of each: `first`, the common ones, then by code."""
    front = list(dict.fromkeys(code for code in (first, *COMMON) if code in DIGITS))
    codes = [*front, *sorted(set(DIGITS) - set(front))]
    return tuple((code, f"{code} · {currency_name(code, locale)}") for code in codes)
