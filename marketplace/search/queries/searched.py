"""Named reads: what people searched for, and what was not found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from sqlalchemy import func, select

from marketplace.catalog.models import Category, Listing, ListingVersion
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.search.models import Searched

#: Sellers see words that so many different browsers searched in one week at least.
LEAST_BROWSERS = 3
#: Days that a seller's page looks back.
SELLERS_DAYS = 30
MOST = 100
#: How many of the most searched words are read; rare ones among them are left out.
LOOKED_AT = 400


@dataclass(frozen=True)
class SearchedWords:
    """Words of a period: how often they were searched, on pages of which languages.

    `hits` is the most goods with all of the words on one of the days, `branch` the slug of the
    branch of goods they belong to, "" where nothing tells.
    """

    words: str
    count: int
    hits: int
    branch: str
    languages: tuple[str, ...]


def most_searched(
    days: int, *, language: str = "", not_found: bool = False, most: int = MOST
) -> list[SearchedWords]:
    """Return the words searched most in the last days, on pages of one language or of all.

    With `not_found` those alone that no goods had on any of the days. For operators: rare ones are
    among them, who searched is not known here either.
    """
    found = (
        select(
            Searched.words,
            func.sum(Searched.count).label("times"),
            func.max(Searched.hits).label("hits"),
            func.max(Searched.branch).label("branch"),
        )
        .where(Searched.day > _since(days))
        .group_by(Searched.words)
        .order_by(func.sum(Searched.count).desc(), Searched.words)
        .limit(most)
    )
    if language:
        found = found.where(Searched.language == language)
    if not_found:
        found = found.having(func.max(Searched.hits) == 0)
    rows = session.execute(found).all()
    spoken = _languages([row.words for row in rows], days)
    return [
        SearchedWords(row.words, int(row.times), row.hits, row.branch, spoken.get(row.words, ()))
        for row in rows
    ]


def _since(days: int) -> date:
    return clock.now().date() - timedelta(days=days)


def _languages(words: Collection[str], days: int) -> dict[str, tuple[str, ...]]:
    """Return the languages of the pages on which words were searched, the most frequent first."""
    found: dict[str, tuple[str, ...]] = {}
    if not words:
        return found
    rows = session.execute(
        select(Searched.words, Searched.language)
        .where(Searched.day > _since(days), Searched.words.in_(words))
        .group_by(Searched.words, Searched.language)
        .order_by(func.sum(Searched.count).desc(), Searched.language)
    )
    for row in rows:
        found[row.words] = (*found.get(row.words, ()), row.language)
    return found


def not_found_for(company: Company) -> tuple[list[SearchedWords], list[SearchedWords]]:
    """Return what was searched and not found: in the branches of a seller's goods, and elsewhere.

    Words that fewer than three browsers searched in each week are left out: they may say who did.
    A flat number of statements.
    """
    candidates = most_searched(SELLERS_DAYS, not_found=True, most=LOOKED_AT)
    frequent = _frequent([one.words for one in candidates])
    shown = [one for one in candidates if one.words in frequent]
    mine = branches_of(company) if shown else frozenset()
    own = [one for one in shown if one.branch in mine]
    return own[:MOST], [one for one in shown if one.branch not in mine][:MOST]


def _frequent(words: Sequence[str]) -> frozenset[str]:
    """Return the words that enough different browsers searched in some week."""
    if not words:
        return frozenset()
    weeks: dict[tuple[str, date], list[int]] = {}
    rows = session.execute(
        select(Searched.words, Searched.day, Searched.seen_by).where(
            Searched.day > _since(SELLERS_DAYS), Searched.words.in_(words)
        )
    )
    for row in rows:
        monday = row.day - timedelta(days=row.day.weekday())
        weeks.setdefault((row.words, monday), []).append(row.seen_by)
    return frozenset(
        key[0] for key, bits in weeks.items() if reduce(or_, bits).bit_count() >= LEAST_BROWSERS
    )


def branches_of(company: Company) -> frozenset[str]:
    """Return the slugs of the branches that a seller's goods stand in, whatever their state."""
    paths = session.scalars(
        select(Category.path)
        .join(ListingVersion, ListingVersion.category_id == Category.id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(Listing.company_id == company.id)
        .distinct()
    )
    return frozenset(path.split("/", maxsplit=1)[0] for path in paths)
