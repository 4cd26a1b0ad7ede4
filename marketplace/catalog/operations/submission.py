"""Handing a version in, taking it back, and what an operator decided about it."""

from typing import Any

from marketplace.accounts.queries import find_person
from marketplace.catalog import errors
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.catalog.operations.record import leave_sheet, lock_to_change, touch
from marketplace.catalog.operations.showing import place_in_categories
from marketplace.catalog.queries.completeness import needed_of
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import find_version, live_version_of, open_version_of
from marketplace.catalog.queries.remarks import as_stored, remarks_on
from marketplace.catalog.transitions import LISTING, VERSION
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.moderation.enums import Decision
from marketplace.moderation.operations import open_review, withdraw_review

#: The kind under which moderation knows versions of listings.
REVIEW_KIND = "listing"

_MOVES = {Decision.APPROVE: "approve", Decision.REVISE: "ask", Decision.REJECT: "reject"}


def submit(listing: Listing, *, actor: Actor) -> ListingVersion:
    """Hand the open version of a listing in for review; return it.

    The company need not be checked yet: showing waits for that. Raises NotComplete with what is
    missing, Conflict when it is in review already or nothing was written.
    """
    version, remarks = hand_in(listing, actor=actor)
    leave_sheet(version)
    open_review(REVIEW_KIND, version.code, company=listing.company, remarks=remarks, actor=actor)
    return version


def hand_in(listing: Listing, *, actor: Actor) -> tuple[ListingVersion, list[dict[str, Any]]]:
    """Do as `submit`, for whoever opens the review; return the automatic remarks as well.

    Raises Conflict where nothing is open, NotComplete with what is missing.
    """
    lock_to_change(listing, actor)
    version = open_version_of(listing)
    if version is None:
        raise errors.nothing_to_submit()
    session.refresh(version)
    goods = goods_of(version)
    missing = needed_of(goods)
    if VERSION.can(version, "submit") and missing:
        raise errors.NotComplete([point.sentence for point in missing])
    person = find_person(actor.person) if actor.person else None
    version.submitted_by_id = person.id if person else None
    VERSION.apply(version, "submit", actor=actor, listing=listing.code)
    touch(listing)
    return version, as_stored(remarks_on(goods))


def withdraw_submission(listing: Listing, *, actor: Actor) -> ListingVersion:
    """Take the open version back from the review; return it, a draft again.

    Raises Conflict when it is not in review, or an operator has decided in the meantime.
    """
    lock_to_change(listing, actor)
    version = open_version_of(listing)
    if version is None:
        raise errors.seen_before()
    session.refresh(version)
    VERSION.apply(version, "withdraw", actor=actor, listing=listing.code)
    touch(listing)
    withdraw_review(REVIEW_KIND, version.code, actor=actor)
    leave_sheet(version)
    return version


def lock_subject(version: str) -> Listing:
    """Lock the listing of a version (its public id), before moderation locks its review."""
    return lock(_there(version).listing)


def _there(code: str) -> ListingVersion:
    version = find_version(code)
    if version is None:
        raise errors.gone()
    return version


def decide_version(code: str, decision: Decision, actor: Actor) -> None:
    """Carry an operator's decision out, in the commit of the review.

    Approved: the live version is replaced by this one and, the first time, the listing is shown. A
    listing that is hidden or taken down stays so. Raises Conflict unless the version is in review,
    Refused while nobody has chosen the HS code that its seller left open.
    """
    version = _there(code)
    listing = lock(version.listing)
    session.refresh(version)
    if decision is Decision.APPROVE:
        if version.hs_unsure:
            raise errors.hs_to_choose()
        _replace_live(listing, version, actor)
    VERSION.apply(version, _MOVES[decision], actor=actor, listing=listing.code)
    session.flush()
    if decision is Decision.APPROVE and listing.state is ListingState.DRAFT:
        LISTING.apply(listing, "list", actor=actor)
    touch(listing)
    place_in_categories(listing)


def _replace_live(listing: Listing, version: ListingVersion, actor: Actor) -> None:
    live = live_version_of(listing)
    if live is not None and version.state is VersionState.SUBMITTED:
        VERSION.apply(live, "replace", actor=actor, listing=listing.code)
        session.flush()
