"""The template filters `money`, `unit_price` and `price_span`."""

from flask import Flask
from flask_babel import get_locale

from marketplace.core.money.formatting import format_money, format_price_span, format_unit_price
from marketplace.core.money.values import Money, UnitPrice


def install(app: Flask) -> None:
    """Offer the filters to templates; each writes in the language of the page."""
    app.add_template_filter(money)
    app.add_template_filter(unit_price)
    app.add_template_filter(price_span)


def money(amount: Money) -> str:
    """Return the amount in the page's language: `{{ total | money }}`."""
    return format_money(amount, str(get_locale()))


def unit_price(price: UnitPrice, unit: str) -> str:
    """Return the price with its units, `unit` being their short name in the page's language."""
    return format_unit_price(price, str(unit), str(get_locale()))


def price_span(span: tuple[UnitPrice, UnitPrice], unit: str) -> str:
    """Return the lowest and the highest price, once if they are equal, `unit` as above."""
    return format_price_span(*span, str(unit), str(get_locale()))
