"""Changing a listing that stands: each part that differs, by the operation of the editor."""

from collections.abc import Sequence

from marketplace.catalog.models import Listing
from marketplace.catalog.operations.from_rows.changes import ListingChanges
from marketplace.catalog.operations.hs import choose_hs
from marketplace.catalog.operations.images import add_image
from marketplace.catalog.operations.listings import change_seller_code
from marketplace.catalog.operations.options import change_options
from marketplace.catalog.operations.prices import change_prices
from marketplace.catalog.operations.trade import change_carton, change_sample, change_terms
from marketplace.catalog.operations.versions import change_facts, write_text
from marketplace.catalog.queries.listings import editable_version_of, find_text
from marketplace.core.audit import Actor
from marketplace.core.images import Picture


def change_listing(
    listing: Listing, changes: ListingChanges, pictures: Sequence[Picture], *, actor: Actor
) -> None:
    """Carry out what a group wants of a listing. Raises what the operations raise.

    A change of prices, terms or options alone touches no version and opens no review.
    """
    _change_trade(listing, changes, actor)
    if not (changes.facts or changes.hs or changes.texts or pictures):
        return
    version = editable_version_of(listing)
    if changes.facts is not None:
        version = change_facts(version, changes.facts, row_version=version.version, actor=actor)
    if changes.hs is not None:
        version = choose_hs(version, changes.hs, row_version=version.version, actor=actor)
    original = version.original
    for tag in sorted(changes.texts, key=lambda each: each != original):
        text = find_text(version, tag)
        seen = text.version if text else 0
        facts = changes.texts[tag]
        version = write_text(version, tag, facts, row_version=seen, actor=actor)
    for picture in pictures:
        add_image(version, picture, actor=actor)
        version = editable_version_of(listing)


def _change_trade(listing: Listing, changes: ListingChanges, actor: Actor) -> None:
    if changes.seller_code is not None:
        change_seller_code(listing, changes.seller_code, row_version=listing.version, actor=actor)
    if changes.prices is not None:
        change_prices(listing, changes.prices, row_version=listing.version, actor=actor)
    if changes.terms is not None:
        change_terms(listing, changes.terms, row_version=listing.version, actor=actor)
    if changes.sample is not None:
        change_sample(listing, changes.sample, row_version=listing.version, actor=actor)
    if changes.carton is not None:
        change_carton(listing, changes.carton, row_version=listing.version, actor=actor)
    if changes.options is not None:
        change_options(listing, changes.options, row_version=listing.version, actor=actor)
