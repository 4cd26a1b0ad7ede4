"""What the catalogue does about what happened, and when its timers fire."""

from marketplace.catalog.operations.listings import purge_draft
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.catalog.transitions import PURGE_TIMER
from marketplace.core.work.timers import timer


@timer(PURGE_TIMER)
def purge_deleted_draft(code: str) -> None:
    """Remove a draft that was thrown away a day ago."""
    listing = listing_by_code(code)
    if listing is not None:
        purge_draft(listing)
