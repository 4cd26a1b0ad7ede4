"""Every public address of the catalogue, for machines that look for all of them: by key ranges."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from marketplace.catalog.models import Category, Listing, ListingText, ListingVersion
from marketplace.catalog.queries.public_texts import FALLBACK, pick_text
from marketplace.catalog.queries.public_visible import shown, shown_among
from marketplace.companies.models import CompanyAddressName
from marketplace.core.db import session

#: The most addresses of one map (sitemaps.org, protocol).
MOST = 50_000
#: Read at once: no statement and no memory grows with the catalogue.
STRETCH = 1_000


class SitemapListing(NamedTuple):
    """A listing's public id, its title in one language, and when it changed."""

    code: str
    title: str
    changed_at: datetime


def newest_key() -> int:
    """Return the largest key of a listing; maps are cut by keys, so that none has to count."""
    return session.scalar(select(func.max(Listing.id))) or 0


def listings_between(first: int, last: int, language: str) -> Iterator[SitemapListing]:
    """Yield the visible listings whose keys lie between, with their titles for a language."""
    end = min(last, newest_key())
    for start in range(first, end + 1, STRETCH):
        yield from _stretch(start, min(start + STRETCH - 1, end), language)


def _stretch(first: int, last: int, language: str) -> Iterator[SitemapListing]:
    columns = (Listing.code, Listing.changed_at, ListingVersion.id, ListingVersion.original)
    rows = session.execute(
        shown_among(*columns).where(Listing.id.between(first, last)).order_by(Listing.id)
    ).all()
    titles: dict[int, dict[str, str]] = {}
    found = select(ListingText.version_id, ListingText.language, ListingText.title).where(
        ListingText.version_id.in_([row.id for row in rows]),
        ListingText.language.in_({language, FALLBACK, *(row.original for row in rows)}),
        ListingText.title != "",
    )
    for version, spoken, title in session.execute(found) if rows else ():
        titles.setdefault(version, {})[spoken] = title
    for row in rows:
        picked = pick_text(titles.get(row.id, {}), language, row.original)
        yield SitemapListing(row.code, picked[1] if picked else "", row.changed_at)


def category_slugs() -> list[str]:
    """Return the names in addresses of all categories that take goods."""
    found = select(Category.slug).where(Category.retired.is_(False)).order_by(Category.path)
    return list(session.scalars(found))


def seller_names() -> list[str]:
    """Return the names in addresses of all sellers that show goods."""
    found = (
        shown(CompanyAddressName.name)
        .where(CompanyAddressName.name.is_not(None))
        .distinct()
        .order_by(CompanyAddressName.name)
    )
    return list(session.scalars(found))
