"""Beginning, copying and throwing away listings."""

from datetime import timedelta

from sqlalchemy import delete, select

from marketplace.catalog import errors
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import (
    CategoryListing,
    Favourite,
    Listing,
    ListingCertificate,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
    SheetGoods,
)
from marketplace.catalog.operations.copies import copied_row, copy_version
from marketplace.catalog.operations.record import (
    clean_line,
    leave_sheet,
    lock_goods,
    lock_seller,
    lock_to_change,
    trade_changed,
    write_down,
)
from marketplace.catalog.protocols import forget_goods
from marketplace.catalog.queries.listings import (
    editable_version_of,
    listing_by_code,
    open_version_of,
    options_of,
    tiers_of,
)
from marketplace.catalog.queries.texts import home_language
from marketplace.catalog.transitions import LISTING, PURGE_TIMER, VERSION
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import BY_ITSELF, Actor
from marketplace.core.db import change_row, insert_with_id, lock, once, require_version, session
from marketplace.core.images import leave_picture
from marketplace.core.text import text_key
from marketplace.core.work.timers import set_timer
from marketplace.moderation.operations import withdraw_review

#: How long a draft that was thrown away can be had back.
UNDO = timedelta(days=1)
SELLER_CODE_LENGTH = 60


def start_listing(company: Company, *, actor: Actor, once_key: str | None = None) -> Listing:
    """Begin a listing: a draft in the home country's language, with one option without a name.

    The same `once_key` gives the first one's listing. Raises NotAllowed for a colleague without the
    role, Refused for a company that buys.
    """
    if once_key is None:
        return _start(company, actor)
    code = once(once_key, "catalog.start_listing", lambda: _start(company, actor).code)
    return _there(code)


def _there(code: str) -> Listing:
    listing = listing_by_code(code)
    if listing is None:
        raise errors.gone()
    return listing


def _start(company: Company, actor: Actor) -> Listing:
    lock_seller(company, actor)
    now = clock.now()
    listing = Listing(company=company, state=ListingState.DRAFT, created_at=now, changed_at=now)
    insert_with_id(listing, column="code", prefix="LST")
    version = ListingVersion(
        listing=listing,
        number=1,
        state=VersionState.DRAFT,
        original=home_language(),
        created_at=now,
        changed_at=now,
    )
    insert_with_id(version, column="code", prefix="LSV")
    add_option(listing, 0)
    write_down(listing, "started", actor=actor, version=version.code)
    return listing


def add_option(listing: Listing, rank: int) -> ListingOption:
    """Add an option without a name to a listing."""
    option = ListingOption(listing_id=listing.id, company_id=listing.company_id, rank=rank)
    return insert_with_id(option, column="code", prefix="OPT")


def copy_listing(listing: Listing, *, actor: Actor, once_key: str | None = None) -> Listing:
    """Begin another listing that says what this one says now, what is written of it included.

    SKUs, barcodes and the seller's own code stay with the first: they name one thing each. The same
    `once_key` gives the first one's copy. Raises as `start_listing` does.
    """
    if once_key is None:
        return _copy(listing, actor)
    code = once(once_key, "catalog.copy_listing", lambda: _copy(listing, actor).code)
    return _there(code)


def _copy(listing: Listing, actor: Actor) -> Listing:
    lock_goods(listing, actor)
    if listing.state is ListingState.DELETED:
        raise errors.gone()
    now = clock.now()
    copied = copied_row(
        listing,
        state=ListingState.DRAFT,
        seller_code="",
        seller_code_key=None,
        listed_at=None,
        deleted_at=None,
        created_at=now,
        changed_at=now,
        version=1,
    )
    insert_with_id(copied, column="code", prefix="LST")
    version = copy_version(editable_version_of(listing), copied, 1).version
    session.add_all(copied_row(tier, listing_id=copied.id) for tier in tiers_of(listing))
    for option in options_of(listing):
        same = copied_row(option, listing_id=copied.id, sku="", sku_key=None, barcode="")
        insert_with_id(same, column="code", prefix="OPT")
    write_down(copied, "started", actor=actor, version=version.code, copy_of=listing.code)
    return copied


def change_seller_code(
    listing: Listing, seller_code: str, *, row_version: int, actor: Actor
) -> None:
    """Write the seller's own code for a listing, "" for none.

    Raises Refused when another one of theirs has it, Conflict when somebody was faster.
    """
    values = seller_code_values(seller_code)
    key = values["seller_code_key"]
    lock_to_change(listing, actor)
    require_version(listing, row_version)
    if key and key != listing.seller_code_key:
        taken = select(Listing.id).where(
            Listing.company_id == listing.company_id, Listing.seller_code_key == key
        )
        if session.scalar(taken.limit(1)) is not None:
            raise errors.seller_code_taken()
    if change_row(listing, values):
        trade_changed(listing, "code", ["seller_code"], actor=actor, is_counted=True)


def seller_code_values(seller_code: str) -> dict[str, str | None]:
    """Return the columns of a seller's own code as they are kept. Raises Refused beside it."""
    code = clean_line(seller_code, SELLER_CODE_LENGTH, "seller_code")
    return {"seller_code": code, "seller_code_key": text_key(code) or None}


def delete_draft(listing: Listing, *, actor: Actor) -> None:
    """Throw away a listing that was never shown; it can be had back for a day.

    What is in review is taken back first. Raises Conflict when it was shown or deleted meanwhile.
    """
    lock_goods(listing, actor)
    version = open_version_of(listing)
    if LISTING.can(listing, "delete") and version and version.state is VersionState.SUBMITTED:
        withdraw_review("listing", version.code, actor=actor)
        VERSION.apply(version, "withdraw", actor=actor)
        leave_sheet(version)
    LISTING.apply(listing, "delete", actor=actor)
    set_timer(PURGE_TIMER, listing.code, clock.now() + UNDO)


def undo_delete(listing: Listing, *, actor: Actor) -> None:
    """Take a deleted draft back. Raises Conflict when it is none, NotFound when it is gone."""
    lock_goods(listing, actor)
    LISTING.apply(listing, "undo_delete", actor=actor)
    listing.deleted_at = None


def purge_draft(listing: Listing) -> None:
    """Remove a deleted draft for good, with all that hangs on it; what is not deleted stays."""
    lock(listing)
    if listing.state is not ListingState.DELETED:
        return
    write_down(listing, "purged", actor=BY_ITSELF)
    forget_goods(listing)
    versions = select(ListingVersion.id).where(ListingVersion.listing_id == listing.id)
    for key in session.scalars(
        select(ListingImage.picture).where(ListingImage.version_id.in_(versions)).distinct()
    ):
        leave_picture(key)
    for part in (ListingText, ListingImage, ListingCertificate):
        session.execute(delete(part).where(part.version_id.in_(versions)))
    for row in (
        ListingVersion,
        ListingOption,
        PriceTier,
        Favourite,
        CategoryListing,
        SheetGoods,
    ):
        session.execute(delete(row).where(row.listing_id == listing.id))
    session.execute(delete(Listing).where(Listing.id == listing.id))
