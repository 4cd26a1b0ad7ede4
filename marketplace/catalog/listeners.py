"""What the catalogue does about what happened, and when its timers fire."""

from marketplace.catalog.events import ListingDecided, ListingSubmitted, ListingTakenDown
from marketplace.catalog.operations import REVIEW_KIND, purge_draft
from marketplace.catalog.operations.letters import tell_decided, tell_moderators, tell_taken_down
from marketplace.catalog.queries.listings import (
    editable_version_of,
    find_version,
    listing_by_code,
)
from marketplace.catalog.queries.sheets import of_a_sheet
from marketplace.catalog.queries.showing import reasons_for_taking_down
from marketplace.catalog.transitions import PURGE_TIMER
from marketplace.core.work.events import listen
from marketplace.core.work.timers import timer
from marketplace.moderation.queries import last_decided, open_review_of


@timer(PURGE_TIMER)
def purge_deleted_draft(code: str) -> None:
    """Remove a draft that was thrown away a day ago."""
    listing = listing_by_code(code)
    if listing is not None:
        purge_draft(listing)


@listen(ListingDecided)
def tell_seller_of_decision(event: ListingDecided) -> None:
    """Tell the seller what an operator decided; of goods of a sheet the sheet’s letter tells."""
    version = find_version(event.listing_version)
    if of_a_sheet(event.listing_version):
        return
    review = last_decided(REVIEW_KIND, [event.listing_version])
    if version is not None and review is not None:
        tell_decided(version, review)


@listen(ListingTakenDown)
def tell_seller_of_taking_down(event: ListingTakenDown) -> None:
    """Tell the seller that goods were taken down."""
    listing = listing_by_code(event.listing)
    if listing is not None:
        tell_taken_down(editable_version_of(listing), reasons_for_taking_down(listing))


@listen(ListingSubmitted)
def tell_moderators_of_submission(event: ListingSubmitted) -> None:
    """Tell the office what waits, unless it was taken back meanwhile."""
    version = find_version(event.listing_version)
    review = open_review_of(REVIEW_KIND, event.listing_version)
    if version is not None and review is not None:
        tell_moderators(version, review)
