"""Named reads: a seller's own goods as a list, and how many there are in each state."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from marketplace.catalog.enums import (
    LISTING_STATE_NAMES,
    OPEN_VERSION_STATES,
    VERSION_STATE_NAMES,
    ListingState,
    VersionState,
)
from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.catalog.queries.goods import texts_by_version
from marketplace.catalog.queries.public_texts import pick_text
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.paging import PAGE_SIZE, Page, newest_first


class Shelf(StrEnum):
    """Where a seller finds goods on the list: each listing stands on one shelf."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    ASKED = "asked"
    SHOWN = "shown"
    HIDDEN = "hidden"
    TAKEN_DOWN = "taken_down"
    ARCHIVED = "archived"
    DELETED = "deleted"


SHELF_NAMES = {
    Shelf.DRAFT: _l("Drafts"),
    Shelf.IN_REVIEW: _l("In review"),
    Shelf.ASKED: _l("Revision asked for"),
    Shelf.SHOWN: _l("Shown to buyers"),
    Shelf.HIDDEN: _l("Hidden by you"),
    Shelf.TAKEN_DOWN: _l("Taken down by the operator"),
    Shelf.ARCHIVED: _l("Archived"),
    Shelf.DELETED: _l("Deleted today"),
}

_SHELVES = {
    ListingState.DRAFT: Shelf.DRAFT,
    ListingState.SHOWN: Shelf.SHOWN,
    ListingState.HIDDEN: Shelf.HIDDEN,
    ListingState.TAKEN_DOWN: Shelf.TAKEN_DOWN,
    ListingState.ARCHIVED: Shelf.ARCHIVED,
    ListingState.DELETED: Shelf.DELETED,
}
#: Of goods on these an open version says where they stand.
_BY_VERSION = (
    ListingState.DRAFT,
    ListingState.SHOWN,
    ListingState.HIDDEN,
    ListingState.TAKEN_DOWN,
)


@dataclass(frozen=True)
class SellersRow:
    """A listing on its seller's list.

    `version` is the one to look at: the open one, else the live one, else the newest. `is_live`:
    whether an approved version stands. `title` is in the `language` of the reader where there is
    one, "" where nothing was written; `cover` the key of a picture or "".
    """

    listing: Listing
    version: ListingVersion
    is_live: bool
    shelf: Shelf
    title: str
    language: str

    @property
    def cover(self) -> str:
        """The key of the first picture, "" for none."""
        return self.version.cover

    @property
    def state_names(self) -> tuple[str, ...]:
        """Where it stands: towards buyers and, where one is open, its next version."""
        return state_names(self.listing, self.version)


def state_names(listing: Listing, version: ListingVersion) -> tuple[str, ...]:
    """Return where goods stand, in a word; in two where buyers see others than `version`.

    Of goods that were never shown it is what happens to their only version.
    """
    towards_buyers = str(LISTING_STATE_NAMES[listing.state])
    is_open = version.state in OPEN_VERSION_STATES and listing.state in _BY_VERSION
    if not is_open and version.state is not VersionState.REJECTED:
        return (towards_buyers,)
    of_version = str(VERSION_STATE_NAMES[version.state])
    if listing.state is not ListingState.DRAFT:
        return (towards_buyers, of_version)
    return (towards_buyers if version.state is VersionState.DRAFT else of_version,)


def listings_of(company: Company) -> Select[Listing]:
    """Select the listings of a company, deleted drafts among them."""
    return select(Listing).where(Listing.company_id == company.id)


def _shelf() -> ColumnElement[str]:
    """Return the shelf of a listing as SQL, of one joined with its open version."""
    open_one = aliased(ListingVersion)
    state = (
        select(open_one.state)
        .where(open_one.listing_id == Listing.id, open_one.state.in_(OPEN_VERSION_STATES))
        .scalar_subquery()
    )
    moves = Listing.state.in_(_BY_VERSION)
    return case(
        (and_(moves, state == VersionState.SUBMITTED), Shelf.IN_REVIEW.value),
        (and_(moves, state == VersionState.ASKED), Shelf.ASKED.value),
        *((Listing.state == own, shelf.value) for own, shelf in _SHELVES.items()),
    )


def counts_by_shelf(company: Company) -> dict[Shelf, int]:
    """Return how many listings of a company stand on each shelf, in one statement."""
    shelf = _shelf().label("shelf")
    counted = select(shelf, func.count()).where(Listing.company_id == company.id).group_by("shelf")
    found = {Shelf(name): number for name, number in session.execute(counted)}
    return {each: found.get(each, 0) for each in Shelf}


def sellers_page(
    company: Company,
    language: str,
    *,
    shelf: Shelf | None = None,
    among: Select[int] | None = None,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[SellersRow]:
    """Return a page of a company's goods, changed last first, in three statements.

    Without a shelf: all but deleted ones. `among` selects the keys of those that may be shown.
    """
    query = listings_of(company)
    if among is not None:
        query = query.where(Listing.id.in_(among))
    if shelf is None:
        query = query.where(Listing.state != ListingState.DELETED)
    else:
        query = query.where(_shelf() == shelf.value)
    found = newest_first(query, at=Listing.changed_at, code=Listing.code, cursor=cursor, size=size)
    return Page(_rows(found.rows, language), found.older)


def _rows(listings: Sequence[Listing], language: str) -> list[SellersRow]:
    versions: dict[int, list[ListingVersion]] = {listing.id: [] for listing in listings}
    found = select(ListingVersion).where(ListingVersion.listing_id.in_(list(versions)))
    for version in session.scalars(found.order_by(ListingVersion.number.desc())):
        versions[version.listing_id].append(version)
    shown = {key: looked_at(theirs) for key, theirs in versions.items()}
    texts = texts_by_version([version.id for version in shown.values()])
    return [
        _row(listing, versions[listing.id], texts[shown[listing.id].id], language)
        for listing in listings
    ]


def looked_at(versions: Sequence[ListingVersion]) -> ListingVersion:
    """Return the version of a listing to look at: the open one, else the live, else the newest."""

    def order(version: ListingVersion) -> tuple[bool, bool, int]:
        return (
            version.state in OPEN_VERSION_STATES,
            version.state is VersionState.LIVE,
            version.number,
        )

    return max(versions, key=order)


def _row(
    listing: Listing,
    versions: Sequence[ListingVersion],
    texts: Sequence[ListingText],
    language: str,
) -> SellersRow:
    version = looked_at(versions)
    titles = {text.language: text.title for text in texts if text.title}
    tag, title = pick_text(titles, language, version.original) or (language, "")
    return SellersRow(
        listing=listing,
        version=version,
        is_live=any(other.state is VersionState.LIVE for other in versions),
        shelf=_shelf_of(listing, version),
        title=title,
        language=tag,
    )


def _shelf_of(listing: Listing, version: ListingVersion) -> Shelf:
    if listing.state in _BY_VERSION:
        if version.state is VersionState.SUBMITTED:
            return Shelf.IN_REVIEW
        if version.state is VersionState.ASKED:
            return Shelf.ASKED
    return _SHELVES[listing.state]
