"""Where a listing is shown: hidden and shown by its seller, taken down by operators."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from marketplace.catalog.enums import ListingState, ReviewReason, VersionState
from marketplace.catalog.models import Category, CategoryListing, Listing
from marketplace.catalog.operations.record import lock_for_moderator, lock_goods, touch
from marketplace.catalog.queries.listings import live_version_of, open_version_of
from marketplace.catalog.queries.showing import taking_down_of
from marketplace.catalog.transitions import LISTING, VERSION
from marketplace.core.audit import Actor
from marketplace.core.db import session
from marketplace.moderation.operations import withdraw_review


def hide_listing(listing: Listing, *, actor: Actor) -> None:
    """Take a listing off for a while. Raises Conflict unless buyers see it."""
    lock_goods(listing, actor)
    _move(listing, "hide", actor)


def show_listing(listing: Listing, *, actor: Actor) -> None:
    """Show a hidden listing again. Raises Conflict unless its seller hid it."""
    lock_goods(listing, actor)
    _move(listing, "show", actor)


def archive_listing(listing: Listing, *, actor: Actor) -> None:
    """Archive a listing for good; a version in review is withdrawn first.

    Raises Conflict for a draft, which is deleted instead, and when it is archived already.
    """
    lock_goods(listing, actor)
    version = open_version_of(listing)
    if LISTING.can(listing, "archive") and version and version.state is VersionState.SUBMITTED:
        withdraw_review("listing", version.code, actor=actor)
        VERSION.apply(version, "withdraw", actor=actor)
    _move(listing, "archive", actor)


def take_down(listing: Listing, reasons: Sequence[str] = (), *, actor: Actor) -> None:
    """Take a listing from buyers' eyes, by a moderator of the company's country.

    The seller is told the `reasons`, values of `ReviewReason`. Raises NotAllowed for anybody else,
    Conflict when it is neither shown nor hidden.
    """
    known = [ReviewReason(reason).value for reason in reasons]
    lock_for_moderator(listing, actor)
    _move(listing, "take_down", actor, reasons=known)


def put_back(listing: Listing, *, actor: Actor) -> None:
    """Put a listing that was taken down back to where it was: shown, or hidden by its seller.

    Raises NotAllowed for anybody but a moderator of the company's country, Conflict when it was
    not taken down.
    """
    lock_for_moderator(listing, actor)
    taken = taking_down_of(listing)
    was_hidden = taken is not None and taken.from_state == ListingState.HIDDEN.value
    _move(listing, "put_back_hidden" if was_hidden else "put_back", actor)


def _move(listing: Listing, name: str, actor: Actor, **facts: list[str]) -> None:
    LISTING.apply(listing, name, actor=actor, **facts)
    touch(listing)
    place_in_categories(listing)


def place_in_categories(listing: Listing) -> None:
    """Write in which categories buyers find a listing.

    It is in its own category and in each above it while it is shown, and nowhere else.
    """
    session.execute(delete(CategoryListing).where(CategoryListing.listing_id == listing.id))
    version = live_version_of(listing)
    if listing.state is not ListingState.SHOWN or version is None or listing.listed_at is None:
        return
    session.add_all(
        CategoryListing(
            category_id=category,
            listing_id=listing.id,
            listed_at=listing.listed_at,
            listing_code=listing.code,
        )
        for category in _branch(version.category_id)
    )
    session.flush()


def _branch(category: int | None) -> list[int]:
    """Return the keys of a category and of all above it."""
    path = session.scalar(select(Category.path).where(Category.id == category)) or ""
    slugs = path.split("/")[:-1]
    paths = ["".join(f"{slug}/" for slug in slugs[: depth + 1]) for depth in range(len(slugs))]
    return list(session.scalars(select(Category.id).where(Category.path.in_(paths))))
