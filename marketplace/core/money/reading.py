"""Amounts that people type or that stand in a sheet."""

import re
from functools import cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from marketplace.core.money.currencies import digits_of
from marketplace.core.money.values import Money

_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_FIGURE = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)
#: The first group has a digit above zero: `0,125` is the point of another language.
_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+", re.ASCII)
#: More digits than any amount that can be stored.
LONGEST = 40


class NotAnAmount(ValueError):
    """What was typed is no amount of the currency."""


class TooManyDigits(NotAnAmount):
    """More digits behind the point than the currency has; `digits` says how many it has."""

    def __init__(self, digits: int) -> None:
        super().__init__(f"This currency has {digits} digits behind the point.")
        self.digits = digits


@cache
def number_marks(locale: str) -> tuple[str, str]:
    """Return the point and the mark of groups with which a locale writes numbers."""
    return get_decimal_symbol(locale), get_group_symbol(locale)


def read_money(text: str, currency: str, locale: str = "en") -> Money:
    """Read an amount as readers of the locale write it, groups or not: `1,250.00`, `1.250,00`.

    Zeros behind the last digit of the currency are forgiven. Raises NotAnAmount (TooManyDigits
    when something other than zeros would be lost), UnknownCurrency, MoneyTooLarge.
    """
    digits = digits_of(currency)
    match = _FIGURE.fullmatch(_plain(text, locale))
    if match is None or len(match[0]) > LONGEST:
        message = f"{text!r} is not an amount."
        raise NotAnAmount(message)
    sign, whole, fraction = match[1], match[2], (match[3] or "").rstrip("0")
    if len(fraction) > digits:
        raise TooManyDigits(digits)
    minor = int(whole + fraction.ljust(digits, "0"))
    return Money(-minor if sign else minor, currency)


def _plain(text: str, locale: str) -> str:
    """Return the text without groups and with a point, "" when its groups are not well set."""
    point, group = number_marks(locale)
    whole, *rest = text.strip().translate(_BLANKS).split(point)
    if len(rest) > 1:
        return ""
    if group in whole and not _GROUPS.fullmatch(whole.replace(group, ",")):
        return ""
    return ".".join([whole.replace(group, ""), *rest])
