"""Marking listings whose documents are out of date."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import insert_if_absent, require_unit, session
from marketplace.search.models import FirstShown, ToIndex

#: Listings of a company that are marked in one unit of work.
BATCH = 500


def mark_listing(code: str) -> None:
    """Mark one listing (a public id); nothing happens when there is none."""
    listing_id = session.scalar(select(Listing.id).where(Listing.code == code))
    if listing_id is not None:
        _mark([listing_id])


def forget_listing(listing: Listing) -> None:
    """Delete what search has stored about a listing that is about to be purged."""
    for model in (ToIndex, FirstShown):
        session.execute(delete(model).where(model.listing_id == listing.id))


def mark_company(code: str) -> None:
    """Mark every shown listing of a company: whether buyers see them may have changed."""
    ids = session.scalars(
        select(Listing.id)
        .join(Company, Company.id == Listing.company_id)
        .where(Company.code == code, Listing.state == ListingState.SHOWN)
    ).all()
    for start in range(0, len(ids), BATCH):
        _mark(ids[start : start + BATCH])


def _mark(listing_ids: Sequence[int]) -> None:
    require_unit()
    now = clock.now()
    existing = session.execute(
        update(ToIndex)
        .where(ToIndex.listing_id.in_(listing_ids))
        .values(turn=ToIndex.turn + 1, due_at=now, attempts=0, problem="")
        .returning(ToIndex.listing_id)
    ).scalars()
    for listing_id in sorted(set(listing_ids) - set(existing)):
        if not insert_if_absent(
            ToIndex, listing_id=listing_id, turn=1, since=now, due_at=now, attempts=0, problem=""
        ):
            session.execute(
                update(ToIndex)
                .where(ToIndex.listing_id == listing_id)
                .values(turn=ToIndex.turn + 1, due_at=now)
            )
