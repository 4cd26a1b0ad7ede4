"""Changing a listing that stands: each part that differs, by the operation of the editor."""

from collections.abc import Sequence

from marketplace.catalog.models import Listing
from marketplace.catalog.operations.hs import choose_hs
from marketplace.catalog.operations.images import add_image
from marketplace.catalog.operations.listings import change_seller_code
from marketplace.catalog.operations.options import change_options
from marketplace.catalog.operations.prices import change_prices
from marketplace.catalog.operations.trade import change_carton, change_sample, change_terms
from marketplace.catalog.operations.versions import change_facts, write_text
from marketplace.catalog.operations.whole.wanted import Wanted
from marketplace.catalog.queries.listings import editable_version_of, find_text
from marketplace.core.audit import Actor
from marketplace.core.images import Picture


def change_whole(
    listing: Listing, wanted: Wanted, pictures: Sequence[Picture], *, actor: Actor
) -> None:
    """Carry out what a group wants of a listing. Raises what the operations raise.

    A change of prices, terms or options alone touches no version and opens no review.
    """
    _change_trade(listing, wanted, actor)
    if not (wanted.facts or wanted.hs or wanted.texts or pictures):
        return
    version = editable_version_of(listing)
    if wanted.facts is not None:
        version = change_facts(version, wanted.facts, row_version=version.version, actor=actor)
    if wanted.hs is not None:
        version = choose_hs(version, wanted.hs, row_version=version.version, actor=actor)
    original = version.original
    for tag in sorted(wanted.texts, key=lambda each: each != original):
        text = find_text(version, tag)
        seen = text.version if text else 0
        facts = wanted.texts[tag]
        version = write_text(version, tag, facts, row_version=seen, actor=actor)
    for picture in pictures:
        add_image(version, picture, actor=actor)
        version = editable_version_of(listing)


def _change_trade(listing: Listing, wanted: Wanted, actor: Actor) -> None:
    if wanted.seller_code is not None:
        change_seller_code(listing, wanted.seller_code, row_version=listing.version, actor=actor)
    if wanted.prices is not None:
        change_prices(listing, wanted.prices, row_version=listing.version, actor=actor)
    if wanted.terms is not None:
        change_terms(listing, wanted.terms, row_version=listing.version, actor=actor)
    if wanted.sample is not None:
        change_sample(listing, wanted.sample, row_version=listing.version, actor=actor)
    if wanted.carton is not None:
        change_carton(listing, wanted.carton, row_version=listing.version, actor=actor)
    if wanted.options is not None:
        change_options(listing, wanted.options, row_version=listing.version, actor=actor)
