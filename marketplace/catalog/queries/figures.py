"""Numbers as people type them: whole ones, amounts, and ones with digits behind the point."""

import re

from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.core.errors import Refused
from marketplace.core.money import (
    Money,
    MoneyTooLarge,
    NotAnAmount,
    TooManyDigits,
    digits_of,
    number_marks,
    read_money,
)

_BLANKS = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_FIGURE = re.compile(r"([0-9]+)(?:\.([0-9]*))?", re.ASCII)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,][0-9]{3})+", re.ASCII)
#: More digits than any number here may have.
LONGEST = 18


def _locale() -> str:
    return str(get_locale())


def as_typed(number: int | None, digits: int = 0) -> str:
    """Return a number as somebody would type it: `6200` with three digits is `6.2`, None is ""."""
    if number is None:
        return ""
    whole, rest = divmod(number, 10**digits)
    behind = f"{rest:0{digits}d}".rstrip("0") if digits else ""
    point, _group = number_marks(_locale())
    return f"{whole}{point}{behind}" if behind else str(whole)


def typed_money(amount: Money | None) -> str:
    """Return an amount as somebody would type it, all its digits: `4.20`; "" for None."""
    if amount is None:
        return ""
    whole, rest = divmod(amount.minor, 10**amount.digits)
    point, _group = number_marks(_locale())
    return f"{whole}{point}{rest:0{amount.digits}d}" if amount.digits else str(whole)


def read_figure(text: str, digits: int = 0) -> int:
    """Return a number in units of its last digit: `6.2` with three digits is 6200.

    Groups and the point are those of the page's language; a plain point is taken everywhere.
    Raises ValueError for what is no number, or has more digits behind the point.
    """
    plain = _plain(text.strip().translate(_BLANKS), digits)
    match = _FIGURE.fullmatch(plain)
    behind = (match[2] or "").rstrip("0") if match else ""
    if match is None or len(behind) > digits or len(plain) > LONGEST:
        raise ValueError(text)
    return int(match[1] + behind.ljust(digits, "0"))


def _plain(text: str, digits: int) -> str:
    """Return a number without groups and with a point, "" where its groups are not well set.

    `6,2` is nowhere 62: where the comma groups it is no number.
    """
    if not digits and _GROUPED.fullmatch(text):
        return text.replace(",", "").replace(".", "")
    point, group = number_marks(_locale())
    if point != "." and point not in text:
        return text
    whole, mark, behind = text.partition(point)
    if group in whole and not _GROUPED.fullmatch(whole):
        return ""
    return whole.replace(group, "") + ("." if mark else "") + behind


def read_amount(text: str, currency: str, field: str) -> Money:
    """Return an amount of zero or more that somebody typed. Raises Refused beside the field."""
    try:
        amount = _amount(text, currency)
    except (NotAnAmount, MoneyTooLarge):
        amount = None
    if amount is not None and amount.minor >= 0:
        return amount
    example = typed_money(Money(10 ** digits_of(currency) * 4, currency))
    sentence = _(
        "Please write an amount of %(currency)s, such as %(example)s.",
        currency=currency,
        example=example,
    )
    raise Refused(sentence, field=field)


def _amount(text: str, currency: str) -> Money:
    """Read an amount as the page's language writes it, else as English does.

    `0,125` is too exact in Spanish and no 125 in English.
    """
    try:
        return read_money(text, currency, _locale())
    except TooManyDigits:
        raise
    except NotAnAmount:
        return read_money(text, currency)
