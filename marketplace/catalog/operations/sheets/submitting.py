"""The complete goods of a sheet are handed in together: one review for all of them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import WRITABLE_VERSION_STATES, ListingState
from marketplace.catalog.models import Listing, ListingVersion, Sheet, SheetGoods
from marketplace.catalog.operations.record import lock_seller
from marketplace.catalog.operations.sheets.kinds import SUBMIT
from marketplace.catalog.operations.sheets.letters import tell_moderators
from marketplace.catalog.operations.submission import hand_in
from marketplace.catalog.queries.completeness import needed_of
from marketplace.catalog.queries.goods import goods_of_many
from marketplace.catalog.queries.sheets import SHEET_REVIEW, find_any_sheet, waiting_goods
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.work.jobs import Job, JobFailed, job
from marketplace.moderation.operations import open_review
from marketplace.moderation.queries import open_review_of

#: Listings that are handed in between two commits.
LISTINGS = 10

_WRITTEN = (ListingState.DRAFT, ListingState.SHOWN, ListingState.HIDDEN)


@job(SUBMIT)
def submit_slice(present: Job) -> bool:
    """Hand in some complete listings more; at the end open the review of all."""
    sheet = find_any_sheet(present.subject)
    if sheet is None:
        return False
    after = int(present.at.get("listing", 0))
    found = _next(sheet, after)
    if not found:
        unit_of_work(_open_review, sheet.code, present)
        return False
    complete = _complete(found)
    last = found[-1].listing_id
    try:
        unit_of_work(_submit, sheet.code, complete, last, present)
    except HouseError as problem:
        raise JobFailed({"code": type(problem).__name__}) from problem
    return True


def _next(sheet: Sheet, after: int) -> Sequence[ListingVersion]:
    """Return the written versions of the next listings of a sheet, by the listings' keys."""
    found = (
        select(ListingVersion)
        .join(SheetGoods, SheetGoods.listing_id == ListingVersion.listing_id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(
            SheetGoods.sheet_id == sheet.id,
            SheetGoods.listing_id > after,
            ListingVersion.state.in_(WRITABLE_VERSION_STATES),
            Listing.state.in_(_WRITTEN),
        )
        .order_by(ListingVersion.listing_id)
        .limit(LISTINGS)
        .options(joinedload(ListingVersion.listing), joinedload(ListingVersion.category))
    )
    return session.scalars(found).all()


def complete_among(versions: Sequence[ListingVersion]) -> list[ListingVersion]:
    """Return those of the versions that lack nothing for a review, in a flat number of reads."""
    goods = goods_of_many(versions, [version.listing_id for version in versions])
    return [version for version in versions if not needed_of(goods[version.id])]


def _complete(versions: Sequence[ListingVersion]) -> list[int]:
    return [version.listing_id for version in complete_among(versions)]


def _submit(code: str, listings: Sequence[int], last: int, present: Job) -> None:
    sheet = find_any_sheet(code)
    if sheet is None:
        return
    lock_seller(sheet.company, present.actor)
    lock(sheet)
    rows = select(SheetGoods).where(
        SheetGoods.sheet_id == sheet.id, SheetGoods.listing_id.in_(listings)
    )
    in_order = rows.order_by(SheetGoods.listing_id).options(joinedload(SheetGoods.listing))
    goods = session.scalars(in_order).all()
    present.advance({"listing": last}, done=present.done + len(goods), total=_of_all(sheet))
    for one in goods:
        version, remarks = hand_in(one.listing, actor=present.actor)
        one.submitted, one.remarks = version.code, remarks
    sheet.submitted += len(goods)


def _of_all(sheet: Sheet) -> int:
    counted = select(func.count()).select_from(SheetGoods).where(SheetGoods.sheet_id == sheet.id)
    return session.scalar(counted) or 0


def _open_review(code: str, present: Job) -> None:
    """Open the review unless nothing was complete or it is open already."""
    sheet = find_any_sheet(code)
    if sheet is None:
        return
    lock(sheet)
    present.advance(present.at, done=_of_all(sheet), total=_of_all(sheet))
    waiting = waiting_goods(sheet)
    if not waiting or open_review_of(SHEET_REVIEW, sheet.code) is not None:
        return
    review = open_review(
        SHEET_REVIEW,
        sheet.code,
        company=sheet.company,
        remarks=remarks_by_kind([one.remarks for one in waiting]),
        actor=present.actor,
    )
    tell_moderators(sheet, review)


def remarks_by_kind(remarks: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return remarks on many goods as one of each kind, with the number of goods that have it."""
    counts = Counter(code for ones in remarks for code in {one["code"] for one in ones})
    return [
        {"code": code, "place": "listing", "count": count}
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
