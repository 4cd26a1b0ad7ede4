"""The reader of the preview: who, in which language, with which currency."""

from dataclasses import dataclass

from flask import request

from marketplace.accounts.queries import preferences
from marketplace.catalog.queries.goods import Goods
from marketplace.catalog.queries.preview import PreviewReader, prices_seen_by, wording_in
from marketplace.catalog.queries.public_money import OwnMoney
from marketplace.catalog.queries.public_page import Wording
from marketplace.catalog.queries.public_prices import ShownPrices
from marketplace.core.languages import LANGUAGES, Language
from marketplace.core.money import DIGITS
from marketplace.core.web import language


@dataclass(frozen=True)
class Preview:
    """Goods as a card, for the reader that the address names."""

    reader: PreviewReader
    language: Language
    currency: str
    words: Wording
    prices: ShownPrices
    own: OwnMoney


def chosen_reader() -> PreviewReader:
    """Return the reader of the address, else a checked buyer."""
    asked = request.args.get("as", "")
    return PreviewReader(asked) if asked in set(PreviewReader) else PreviewReader.CHECKED


def chosen_currency() -> str:
    """Return the currency of the address, else the seller's own."""
    asked = request.args.get("money", "")
    return asked if asked in DIGITS else preferences().currency


def chosen_preview(goods: Goods) -> Preview:
    """Return the preview that the address asks for, in English where it asks for no language."""
    asked = request.args.get("in", "")
    tag = asked if asked in language.offered() else "en"
    reader = chosen_reader()
    prices = prices_seen_by(goods, reader)
    own, spoken = OwnMoney(chosen_currency()), LANGUAGES[tag]
    for price in prices.span or ():
        own.reckoned(price.price)
    return Preview(reader, spoken, own.currency, wording_in(goods, tag), prices, own)
