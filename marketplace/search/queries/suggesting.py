"""What somebody may be about to type: goods, categories, sellers, HS headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import or_, select

from marketplace.catalog.queries.categories import FoundLeaf, leaves_for
from marketplace.catalog.queries.public_cards import Card, address_of, cards_with
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session
from marketplace.core.text import text_key
from marketplace.reference.queries import HsEntry, find_hs
from marketplace.search.analysis import Way, Word, words_of
from marketplace.search.engines.contract import EngineQuery, IndexMissing, IndexReader
from marketplace.search.queries.index_state import live_reader
from marketplace.verification.queries import showing_goods_clause

SHORTEST = 2
GOODS, CATEGORIES, SELLERS, HEADINGS = 5, 3, 3, 3
#: Words of titles with which the word that is being typed may end.
ENDINGS = 12
HEADING_DIGITS = 4
#: What stands before the name proper: 주식회사 하늘, (주)하늘.
_BEFORE = (" ", ")")


@dataclass(frozen=True)
class Seller:
    """A seller of whose name a word begins so, and its name in addresses."""

    name: str
    address_name: str


@dataclass(frozen=True)
class Suggestions:
    """What stands below the box, a group each."""

    goods: Sequence[Card] = ()
    categories: Sequence[FoundLeaf] = ()
    sellers: Sequence[Seller] = ()
    headings: Sequence[HsEntry] = field(default=())

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(map(len, (self.goods, self.categories, self.sellers, self.headings)))


def suggestions(typed: str, language: str) -> Suggestions:
    """Return what begins as somebody types; nothing that this reader may not see.

    Without an index the goods are left out.
    """
    return Suggestions(
        goods=_goods(typed),
        categories=leaves_for(typed, language, CATEGORIES),
        sellers=_sellers(typed),
        headings=_headings(typed, language),
    )


def _goods(typed: str) -> list[Card]:
    try:
        reader = live_reader()
    except IndexMissing:
        return []
    words = words_of(typed)
    if not words:
        return []
    engine_query = EngineQuery(words=(*words[:-1], with_endings(words[-1], reader)), limit=GOODS)
    return cards_with([hit.id for hit in reader.search(engine_query).hits])


def with_endings(word: Word, reader: IndexReader) -> Word:
    """Return the word that is being typed with the words of titles that begin so."""
    endings = reader.terms_beginning(word.text, ENDINGS)
    return replace(word, ways=(*word.ways, *(Way((term,), 1) for term, _count in endings)))


def _sellers(typed: str) -> list[Seller]:
    key = text_key(typed)
    if not key:
        return []
    found = (
        select(
            Company.name,
            Company.trade_name,
            Company.name_latin,
            CompanyAddressName.name.label("at"),
        )
        .join(CompanyAddressName, CompanyAddressName.company_id == Company.id)
        .where(
            CompanyAddressName.until.is_(None),
            showing_goods_clause(Company.id),
            or_(
                Company.name_key.startswith(key, autoescape=True),
                *(Company.name_key.contains(f"{sign}{key}", autoescape=True) for sign in _BEFORE),
                CompanyAddressName.name.startswith(address_of(typed), autoescape=True),
            ),
        )
        .order_by(Company.name_key, Company.id)
        .limit(SELLERS)
    )
    return [
        Seller(row.trade_name or row.name_latin or row.name, row.at)
        for row in session.execute(found)
    ]


def _headings(typed: str, language: str) -> list[HsEntry]:
    """Return headings of four digits; those above longer codes that were found."""
    found: dict[str, HsEntry] = {}
    for chain in find_hs(typed, language, limit=HEADINGS * 4):
        for entry in chain.entries:
            if len(entry.code) == HEADING_DIGITS:
                found.setdefault(entry.code, entry)
    return list(found.values())[:HEADINGS]
