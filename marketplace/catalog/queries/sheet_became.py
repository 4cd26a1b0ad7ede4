"""Named reads: what became of the goods of a sheet that were handed in after it."""

from enum import StrEnum

from sqlalchemy import Select, case, func, select

from marketplace.catalog.enums import VERSION_STATE_NAMES, WRITABLE_VERSION_STATES, VersionState
from marketplace.catalog.models import ListingVersion, Sheet, SheetGoods
from marketplace.core.db import session


class Became(StrEnum):
    """What was decided about goods: each is counted by the version that was handed in last."""

    APPROVED = "approved"
    IN_REVIEW = "in_review"
    ASKED = "asked"
    REJECTED = "rejected"


BECAME_NAMES = {
    Became.APPROVED: VERSION_STATE_NAMES[VersionState.LIVE],
    Became.IN_REVIEW: VERSION_STATE_NAMES[VersionState.SUBMITTED],
    Became.ASKED: VERSION_STATE_NAMES[VersionState.ASKED],
    Became.REJECTED: VERSION_STATE_NAMES[VersionState.REJECTED],
}
_STATES = {
    Became.APPROVED: (VersionState.LIVE, VersionState.REPLACED),
    Became.IN_REVIEW: (VersionState.SUBMITTED,),
    Became.ASKED: (VersionState.ASKED,),
    Became.REJECTED: (VersionState.REJECTED,),
}


def counts_of_became(sheet: Sheet) -> dict[Became, int]:
    """Return how many goods of a sheet became what, without those that are none, in one read."""
    became = case(
        *((ListingVersion.state.in_(states), one.value) for one, states in _STATES.items())
    ).label("became")
    handed_in = _handed_in(sheet).subquery()
    counted = (
        select(became, func.count())
        .join(
            handed_in,
            (handed_in.c.listing_id == ListingVersion.listing_id)
            & (handed_in.c.number == ListingVersion.number),
        )
        .group_by("became")
    )
    found = {name: number for name, number in session.execute(counted) if name}
    return {one: found[one.value] for one in Became if one.value in found}


def listings_that_became(sheet: Sheet, became: Became) -> Select[int]:
    """Select the keys of the listings of a sheet that became something."""
    handed_in = _handed_in(sheet).subquery()
    return (
        select(ListingVersion.listing_id)
        .join(
            handed_in,
            (handed_in.c.listing_id == ListingVersion.listing_id)
            & (handed_in.c.number == ListingVersion.number),
        )
        .where(ListingVersion.state.in_(_STATES[became]))
    )


def _handed_in(sheet: Sheet) -> Select[int, int]:
    """Select the newest versions of a sheet's goods that were handed in since it was uploaded."""
    return (
        select(ListingVersion.listing_id, func.max(ListingVersion.number).label("number"))
        .join(SheetGoods, SheetGoods.listing_id == ListingVersion.listing_id)
        .where(SheetGoods.sheet_id == sheet.id, ListingVersion.submitted_at >= sheet.made_at)
        .group_by(ListingVersion.listing_id)
    )


def count_of_written(sheet: Sheet) -> int:
    """Return how many goods of a sheet have a version that could be handed in."""
    counted = (
        select(func.count(SheetGoods.listing_id.distinct()))
        .join(ListingVersion, ListingVersion.listing_id == SheetGoods.listing_id)
        .where(SheetGoods.sheet_id == sheet.id, ListingVersion.state.in_(WRITABLE_VERSION_STATES))
    )
    return session.scalar(counted) or 0
