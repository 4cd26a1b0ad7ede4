"""What is new in a saved search, as its person would see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import select

from marketplace.accounts.queries import preferences_of
from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.catalog.queries.public_cards import address_of, seller_called, titles_from
from marketplace.catalog.queries.public_prices import present_book
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.search.engines.contract import Band, EngineQuery, IndexReader, Sort
from marketplace.search.models import SavedSearch
from marketplace.search.queries.parsing import parse_query
from marketplace.search.queries.price_bands import price_bands
from marketplace.search.queries.saved import criteria_of
from marketplace.search.queries.searching import Searcher, engine_query_of
from marketplace.verification.queries import person_may_reach_sellers

#: The most goods that are looked at for one letter, which then says that there are more.
MOST_NEW = 50
_COLUMNS = (
    Listing.code,
    ListingVersion.id.label("version_id"),
    ListingVersion.original,
    Company.name.label("company_name"),
    Company.trade_name,
    Company.name_latin,
)


@dataclass(frozen=True)
class NewGoods:
    """One of the new goods as a letter names it; `language` is the title's."""

    title: str
    language: str
    seller: str
    path: str


@dataclass(frozen=True)
class News:
    """The new goods that the person may see, newest first, and whether there are more."""

    goods: Sequence[NewGoods]
    has_more: bool


def news_of(saved: SavedSearch, until: datetime, reader: IndexReader) -> News:
    """Return what was first shown from `seen_to` to `until` (not included) and has all the words.

    Asked as the person's own page asks: prices for checked buyers count for those alone.
    """
    person = saved.person
    prefers = preferences_of(person)
    searcher = Searcher(person_may_reach_sellers(person.id), prefers.currency, present_book())
    found = reader.search(_ask(saved, until, searcher))
    goods = _named([hit.id for hit in found.hits], prefers.language)
    return News(goods, found.total > len(found.hits))


def _ask(saved: SavedSearch, until: datetime, searcher: Searcher) -> EngineQuery:
    criteria = criteria_of(saved.args)
    query = parse_query(criteria.text, in_other_words=criteria.in_other_words)
    engine_query = engine_query_of(
        query, criteria, searcher, price_bands(searcher.currency, searcher.book)
    )
    since = Band(int(saved.seen_to.timestamp()), int(until.timestamp()))
    return replace(
        engine_query,
        bands={**engine_query.bands, "first_shown": (since,)},
        facets=(),
        facet_bands={},
        sort=Sort("first_shown", descending=True),
        limit=MOST_NEW,
    )


def _named(codes: Sequence[str], language: str) -> list[NewGoods]:
    """Return the visible ones among listings, in their order, in two statements."""
    if not codes:
        return []
    rows = session.execute(shown_among(*_COLUMNS).where(Listing.code.in_(codes))).all()
    texts = select(ListingText.version_id, ListingText.language, ListingText.title).where(
        ListingText.version_id.in_([row.version_id for row in rows]), ListingText.title != ""
    )
    titles = titles_from(session.execute(texts))
    made = {}
    for row in rows:
        picked = pick_text(titles.get(row.version_id, {}), language, row.original)
        spoken, title = picked or (row.original, row.code)
        path = f"/listings/{row.code}/{quote(address_of(title))}"
        made[row.code] = NewGoods(title, spoken, seller_called(row), path)
    return [made[code] for code in codes if code in made]
