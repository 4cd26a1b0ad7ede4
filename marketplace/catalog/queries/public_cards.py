"""Goods as cards: a list of any length in three statements."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from marketplace.catalog.models import CategoryListing, Listing, ListingText, ListingVersion
from marketplace.catalog.queries.public_prices import ShownPrices, ShownTier, prices_of
from marketplace.catalog.queries.public_texts import pick_text, wanted_languages
from marketplace.catalog.queries.public_visible import shown, shown_among
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session
from marketplace.core.web import language
from marketplace.core.web.paging import Page, newest_rows_first
from marketplace.reference.queries import UNITS, Unit

PAGE = 24
NEWEST = 8
#: What a card shows of a listing, its version and its seller.
COLUMNS = (
    Listing.id,
    Listing.code,
    Listing.listed_at,
    Listing.unit,
    Listing.moq,
    Listing.price_shown,
    Listing.lead_days,
    Listing.version.label("listing_version"),
    ListingVersion.version.label("text_version"),
    Company.version.label("company_version"),
    ListingVersion.id.label("version_id"),
    ListingVersion.original,
    ListingVersion.cover,
    Company.name.label("company_name"),
    Company.trade_name,
    Company.name_latin,
    Company.country,
    CompanyAddressName.name.label("address_name"),
)
_NOT_IN_ADDRESSES = re.compile(r"[\W_]+")
ADDRESS_LENGTH = 60


@dataclass(frozen=True)
class Card:
    """One of the goods on a list; `language` is the title's.

    `summary` is in it too, "" where it was not read. `stamp` is as `public_stamps` reads it.
    """

    id: int
    code: str
    title: str
    language: str
    picture: str
    moq: int | None
    unit: Unit
    lead_days: int | None
    seller: str
    seller_name: str | None
    country: str
    prices: ShownPrices
    stamp: tuple[int, int, int, int, int]
    summary: str = ""

    @property
    def address(self) -> str:
        """The title as addresses have it."""
        return address_of(self.title)

    @property
    def step(self) -> ShownTier | None:
        """The unit price at the MOQ, None where the reader sees no price."""
        return self.prices.step_for(self.moq)


def address_of(title: str) -> str:
    """Return a title as addresses have it, letters of every script kept; `goods` without any."""
    words = _NOT_IN_ADDRESSES.sub("-", title.casefold()).strip("-")
    return words[:ADDRESS_LENGTH].strip("-") or "goods"


def unit_of(code: str) -> Unit:
    """Return the unit in which goods are counted; pieces for a code that is not known."""
    return UNITS.get(code) or UNITS["H87"]


def seller_called(row: Any) -> str:  # noqa: ANN401 - a row with the seller's names
    """Return how pages call a seller: by trade name, else Latin name, else legal name."""
    called: str = row.trade_name or row.name_latin or row.company_name
    return called


def cards(rows: Sequence[Row[Any]]) -> list[Card]:
    """Return the cards of rows with `COLUMNS`, in their order, in two statements."""
    tag = language.current().tag
    texts = _texts(rows, tag)
    titles = titles_from((version, spoken, title) for version, spoken, title, _line in texts)
    summaries = {(version, spoken): line for version, spoken, _title, line in texts}
    return cards_from(rows, titles, prices_of(rows), tag, summaries)


def cards_from(
    rows: Sequence[Row[Any]],
    titles: Mapping[int, Mapping[str, str]],
    prices: Mapping[int, ShownPrices],
    tag: str,
    summaries: Mapping[tuple[int, str], str] | None = None,
) -> list[Card]:
    """Return the cards of rows whose titles (by version and language) and prices are read."""
    lines = summaries or {}
    return [_card(row, titles.get(row.version_id, {}), prices[row.id], tag, lines) for row in rows]


def _card(
    row: Row[Any],
    titles: Mapping[str, str],
    prices: ShownPrices,
    tag: str,
    summaries: Mapping[tuple[int, str], str],
) -> Card:
    spoken, title = pick_text(titles, tag, row.original) or (row.original, row.code)
    return Card(
        id=row.id,
        code=row.code,
        title=title,
        language=spoken,
        picture=row.cover,
        moq=row.moq,
        unit=unit_of(row.unit),
        lead_days=row.lead_days,
        seller=seller_called(row),
        seller_name=row.address_name,
        country=row.country,
        prices=prices,
        stamp=(
            row.id,
            row.listing_version,
            row.version_id,
            row.text_version,
            row.company_version,
        ),
        summary=summaries.get((row.version_id, spoken), ""),
    )


def titles_from(found: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    """Return titles by version and language."""
    titles: dict[int, dict[str, str]] = {}
    for version, spoken, title in found:
        titles.setdefault(version, {})[spoken] = title
    return titles


def _texts(rows: Sequence[Row[Any]], tag: str) -> Sequence[Row[int, str, str, str]]:
    if not rows:
        return []
    asked = {
        "versions": [row.version_id for row in rows],
        "languages": list(wanted_languages(tag, {row.original for row in rows})),
    }
    return session.execute(_titled(), asked).all()


@cache
def _titled() -> Select[int, str, str, str]:
    text = ListingText
    return select(text.version_id, text.language, text.title, text.summary).where(
        ListingText.version_id.in_(bindparam("versions", expanding=True)),
        ListingText.language.in_(bindparam("languages", expanding=True)),
        ListingText.title != "",
    )


def cards_below(category_id: int, cursor: str | None) -> Page[Card]:
    """Return a page of the goods in a category and below it, the newest first."""
    at, code = CategoryListing.listed_at, CategoryListing.listing_code
    asked = {"category": category_id}
    rows = newest_rows_first(_below(), at=at, code=code, cursor=cursor, size=PAGE, asked=asked)
    return Page(cards(rows.rows), rows.older)


@cache
def _below() -> Select[Any]:
    return (
        shown(*COLUMNS)
        .join(CategoryListing, CategoryListing.listing_id == Listing.id)
        .where(CategoryListing.category_id == bindparam("category"))
        .add_columns(CategoryListing.listing_code)
    )


def cards_of_seller(company: Company, cursor: str | None) -> Page[Card]:
    """Return a page of a seller's goods, the newest first."""
    found = shown_among(*COLUMNS).where(Listing.company_id == company.id)
    at: Any = Listing.listed_at
    rows = newest_rows_first(found, at=at, code=Listing.code, cursor=cursor, size=PAGE)
    return Page(cards(rows.rows), rows.older)


def newest_cards(size: int = NEWEST) -> list[Card]:
    """Return the newest goods of the house."""
    newest = shown(*COLUMNS).order_by(Listing.listed_at.desc(), Listing.code.desc())
    return cards(session.execute(newest.limit(size)).all())


def cards_with(codes: Sequence[str]) -> list[Card]:
    """Return the cards of the visible ones among listings, in the order of their public ids."""
    if not codes:
        return []
    made = cards(session.execute(_with_codes(), {"codes": list(codes)}).all())
    return sorted(made, key=lambda card: codes.index(card.code))


@cache
def _with_codes() -> Select[Any]:
    return shown_among(*COLUMNS).where(Listing.code.in_(bindparam("codes", expanding=True)))
