"""Named reads: the goods that a person keeps for later."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import present_reader
from marketplace.catalog.models import Favourite, Listing
from marketplace.catalog.queries.public_cards import COLUMNS, PAGE, Card, cards
from marketplace.catalog.queries.public_visible import shown_among, shown_listing
from marketplace.core.db import session
from marketplace.core.web.paging import Page, newest_rows_first


def favourites_of(person: Person, cursor: str | None) -> Page[Card]:
    """Return a page of the visible goods that a person keeps, the newest kept first."""
    found = (
        shown_among(*COLUMNS, Favourite.saved_at)
        .join(Favourite, Favourite.listing_id == Listing.id)
        .where(Favourite.person_id == person.id)
    )
    at: Any = Favourite.saved_at
    rows = newest_rows_first(found, at=at, code=Listing.code, cursor=cursor, size=PAGE)
    return Page(cards(rows.rows), rows.older)


def count_of_favourites(person: Person) -> int:
    """Return how many goods a person keeps, those that are not shown at present among them."""
    kept = select(func.count()).select_from(Favourite).where(Favourite.person_id == person.id)
    return session.scalar(kept) or 0


def saved_by_reader(listing_ids: Collection[int]) -> frozenset[int]:
    """Return which of the listings the present reader keeps; none for an anonymous one."""
    reader = present_reader()
    if reader is None or not listing_ids:
        return frozenset()
    found = select(Favourite.listing_id).where(
        Favourite.person_id == reader.person.id, Favourite.listing_id.in_(listing_ids)
    )
    return frozenset(session.scalars(found))


def kept_or_shown(code: str) -> Listing | None:
    """Load a listing that is visible, or that the present reader keeps whatever became of it."""
    reader = present_reader()
    if reader is None:
        return None
    kept = select(Listing).join(Favourite, Favourite.listing_id == Listing.id)
    theirs = kept.where(Listing.code == code, Favourite.person_id == reader.person.id)
    return session.scalar(theirs) or shown_listing(code)
