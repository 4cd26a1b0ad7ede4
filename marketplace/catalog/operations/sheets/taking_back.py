"""A sheet's goods taken back from the review as one act, as long as nobody decided.

The review is closed in one commit; giving hundreds of goods back to their seller goes on after it.
"""

from marketplace.catalog import errors
from marketplace.catalog.models import ListingVersion, Sheet
from marketplace.catalog.operations.record import leave_sheet, touch
from marketplace.catalog.operations.sheets.acts import lock_sheet
from marketplace.catalog.operations.sheets.kinds import WITHDRAW
from marketplace.catalog.queries.sheets import SHEET_REVIEW, find_any_sheet, waiting_versions
from marketplace.catalog.transitions import VERSION
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session, unit_of_work
from marketplace.core.work.jobs import Job, find_job, job, resume_job, start_job
from marketplace.core.work.models import JobState
from marketplace.moderation.operations import withdraw_review
from marketplace.moderation.queries import open_review_of

#: Listings that are given back between two commits.
LISTINGS = 20


def withdraw_sheet(sheet: Sheet, *, actor: Actor) -> Sheet:
    """Take a sheet's goods back from the review; they become drafts again in the background.

    Where that broke in the middle it goes on. Raises Conflict when they are not in review, or an
    operator has decided in the meantime.
    """
    lock_sheet(sheet, actor)
    job = find_job(sheet.job)
    if job is not None and job.kind == WITHDRAW and job.state is JobState.FAILED:
        resume_job(job.code, actor=actor)
        return sheet
    if open_review_of(SHEET_REVIEW, sheet.code) is None:
        raise errors.seen_before()
    withdraw_review(SHEET_REVIEW, sheet.code, actor=actor)
    audit.record("sheet:taken_back", kind="sheet", subject=sheet.code, actor=actor)
    sheet.job = start_job(WITHDRAW, {}, actor=actor, subject=sheet.code).code
    return sheet


@job(WITHDRAW)
def withdraw_slice(present: Job) -> bool:
    """Give some goods more back to their seller."""
    sheet = find_any_sheet(present.subject)
    return sheet is not None and unit_of_work(_give_back, sheet.code, present)


def _give_back(code: str, present: Job) -> bool:
    sheet = find_any_sheet(code)
    if sheet is None:
        return False
    lock(sheet)
    waiting = waiting_versions(sheet, LISTINGS)
    for version in waiting:
        _give_back_one(version, present.actor)
    sheet.submitted = max(0, sheet.submitted - len(waiting))
    present.advance({}, done=present.done + len(waiting))
    return bool(waiting)


def _give_back_one(version: ListingVersion, actor: Actor) -> None:
    listing = lock(version.listing)
    session.refresh(version)
    if VERSION.can(version, "withdraw"):
        VERSION.apply(version, "withdraw", actor=actor, listing=listing.code)
        touch(listing)
    leave_sheet(version)
