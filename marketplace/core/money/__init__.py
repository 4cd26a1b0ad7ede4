"""Money: whole minor units with their currency, unit prices, columns, words on pages."""

from marketplace.core.money.columns import (
    money_checks,
    money_column,
    unit_price_checks,
    unit_price_column,
)
from marketplace.core.money.currencies import DIGITS, UnknownCurrency, digits_of
from marketplace.core.money.formatting import (
    format_count,
    format_money,
    format_money_span,
    format_price_span,
    format_unit_price,
)
from marketplace.core.money.reading import (
    NotAnAmount,
    TooManyDigits,
    number_marks,
    read_money,
)
from marketplace.core.money.rounding import rounded_quotient
from marketplace.core.money.values import (
    CurrencyMismatch,
    Money,
    MoneyTooLarge,
    UnitPrice,
    total,
)

__all__ = [
    "DIGITS",
    "CurrencyMismatch",
    "Money",
    "MoneyTooLarge",
    "NotAnAmount",
    "TooManyDigits",
    "UnitPrice",
    "UnknownCurrency",
    "digits_of",
    "format_count",
    "format_money",
    "format_money_span",
    "format_price_span",
    "format_unit_price",
    "money_checks",
    "money_column",
    "number_marks",
    "read_money",
    "rounded_quotient",
    "total",
    "unit_price_checks",
    "unit_price_column",
]
