"""What operators decide about a sheet's goods: those without remarks together, the others singly.

The decision is one commit; carrying it out on hundreds of goods goes on in the background.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import VersionState
from marketplace.catalog.models import ListingVersion, Sheet, SheetGoods
from marketplace.catalog.operations.sheets.kinds import DECIDE
from marketplace.catalog.operations.sheets.letters import tell_decided
from marketplace.catalog.operations.submission import REVIEW_KIND, decide_version
from marketplace.catalog.queries.sheets import SHEET_REVIEW, find_any_sheet
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.work.jobs import Job, JobFailed, job, start_job
from marketplace.moderation.enums import Decision
from marketplace.moderation.models import Review
from marketplace.moderation.operations import decide_as_another, open_review
from marketplace.moderation.queries import find_review, last_decided, open_review_of

__all__ = ["SHEET_REVIEW", "decide_sheet", "decide_slice", "lock_sheet_subject"]

#: Listings that are approved between two commits.
LISTINGS = 10


def lock_sheet_subject(code: str) -> Sheet:
    """Lock a sheet (its public id), before moderation locks its review."""
    sheet = find_any_sheet(code)
    if sheet is None:
        raise LookupError(code)
    return lock(sheet)


def decide_sheet(code: str, decision: Decision, actor: Actor) -> None:
    """Begin to carry an operator's decision out, in the commit of the review.

    Approved: goods without a remark are approved, each of the others gets a review of its own.
    Else: all of them are decided so, for the same reasons.
    """
    sheet = lock_sheet_subject(code)
    facts = {"decision": decision.value}
    sheet.job = start_job(DECIDE, facts, actor=actor, subject=sheet.code).code


@job(DECIDE)
def decide_slice(present: Job) -> bool:
    """Carry the decision out on some goods more."""
    sheet = find_any_sheet(present.subject)
    if sheet is None:
        return False
    decision = Decision(present.facts["decision"])
    most = LISTINGS if decision is Decision.APPROVE else 1
    found = _next(sheet, int(present.at.get("listing", 0)), most)
    if not found:
        unit_of_work(_finish, sheet.code, present)
        return False
    keys = [one.listing_id for one in found]
    try:
        if decision is Decision.APPROVE:
            unit_of_work(_approve, sheet.id, keys, present)
        else:
            review = last_decided(SHEET_REVIEW, [sheet.code])
            unit_of_work(_decide_one, sheet.id, keys[0], review.code if review else "", present)
    except HouseError as problem:
        raise JobFailed({"code": type(problem).__name__}) from problem
    return True


def _next(sheet: Sheet, after: int, most: int) -> Sequence[SheetGoods]:
    found = (
        select(SheetGoods)
        .where(
            SheetGoods.sheet_id == sheet.id,
            SheetGoods.listing_id > after,
            SheetGoods.submitted != "",
        )
        .order_by(SheetGoods.listing_id)
        .limit(most)
    )
    return session.scalars(found).all()


def _versions(sheet_id: int, keys: Sequence[int]) -> list[tuple[SheetGoods, ListingVersion]]:
    """Return goods of a sheet with the versions that still wait as they were handed in."""
    found = (
        select(SheetGoods, ListingVersion)
        .join(ListingVersion, ListingVersion.code == SheetGoods.submitted)
        .where(
            SheetGoods.sheet_id == sheet_id,
            SheetGoods.listing_id.in_(keys),
            ListingVersion.state == VersionState.SUBMITTED,
        )
        .order_by(SheetGoods.listing_id)
        .options(joinedload(ListingVersion.listing))
    )
    return [(goods, version) for goods, version in session.execute(found)]


def _finish(code: str, present: Job) -> None:
    """Tell the seller, once."""
    sheet = lock_sheet_subject(code)
    present.advance(present.at)
    review = last_decided(SHEET_REVIEW, [code])
    if review is not None:
        approved = int(present.at.get("approved", 0))
        tell_decided(sheet, review, present.facts["decision"], approved)


def _approve(sheet_id: int, keys: Sequence[int], present: Job) -> None:
    approved = int(present.at.get("approved", 0))
    for goods, version in _versions(sheet_id, keys):
        if open_review_of(REVIEW_KIND, version.code) is not None:
            continue  # taken back and handed in singly since
        if goods.remarks:
            _open_single(goods, version, present.actor)
        else:
            decide_version(version.code, Decision.APPROVE, present.actor)
            approved += 1
        goods.submitted = ""
    at = {"listing": keys[-1], "approved": approved}
    present.advance(at, done=present.done + len(keys))


def _open_single(goods: SheetGoods, version: ListingVersion, actor: Actor) -> Review:
    return open_review(
        REVIEW_KIND,
        version.code,
        company=version.listing.company,
        remarks=goods.remarks,
        actor=actor,
    )


def _decide_one(sheet_id: int, key: int, review: str, present: Job) -> None:
    """Decide about one listing as about its sheet, so that its seller finds the reasons there."""
    of_sheet = find_review(review)
    decision = Decision(present.facts["decision"])
    for goods, version in _versions(sheet_id, [key]):  # they stay of the sheet: it tells of all
        if of_sheet is None:
            continue
        lock(version.listing)
        if open_review_of(REVIEW_KIND, version.code) is None:
            single = _open_single(goods, version, present.actor)
            decide_as_another(single, of_sheet, decision, actor=present.actor)
    present.advance({"listing": key}, done=present.done + 1)
