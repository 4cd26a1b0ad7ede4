"""Named reads: all that is written of goods, loaded once for editor, review and pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from marketplace.catalog.models import (
    Category,
    Listing,
    ListingCertificate,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
)
from marketplace.core.db import session

VersionPart = TypeVar("VersionPart", ListingText, ListingImage, ListingCertificate)


@dataclass(frozen=True)
class Goods:
    """A listing and one of its versions with all that belongs to them.

    `texts` are by language tag; `options` those that are to be had; `tiers` the price steps,
    whoever may see them: pages that buyers see get theirs from `prices.prices_of`.
    """

    listing: Listing
    version: ListingVersion
    category: Category | None
    texts: dict[str, ListingText]
    images: tuple[ListingImage, ...]
    certificates: tuple[ListingCertificate, ...]
    options: tuple[ListingOption, ...]
    tiers: tuple[PriceTier, ...] = ()

    @property
    def original(self) -> ListingText | None:
        """The text in the language that the seller writes first."""
        return self.texts.get(self.version.original)


def goods_of(version: ListingVersion) -> Goods:
    """Return a version with its parts and its listing's, in a handful of statements."""
    return goods_of_many([version], [version.listing_id])[version.id]


def goods_of_many(
    versions: Sequence[ListingVersion], with_prices: Sequence[int]
) -> dict[int, Goods]:
    """Return versions with their parts, by their keys, in a flat number of statements.

    Price steps are loaded for the listings whose keys are in `with_prices` only.
    """
    keys = [version.id for version in versions]
    listings = [version.listing_id for version in versions]
    texts = _by_version(ListingText, keys)
    images = _by_version(ListingImage, keys)
    certificates = _by_version(ListingCertificate, keys)
    options, tiers = options_by_listing(listings), tiers_by_listing(with_prices)
    return {
        version.id: Goods(
            listing=version.listing,
            version=version,
            category=version.category,
            texts={text.language: text for text in texts[version.id]},
            images=tuple(sorted(images[version.id], key=_place)),
            certificates=tuple(sorted(certificates[version.id], key=_key)),
            options=tuple(options[version.listing_id]),
            tiers=tuple(tiers[version.listing_id]),
        )
        for version in versions
    }


def _place(image: ListingImage) -> tuple[int, int]:
    return image.rank, image.id


def _key(certificate: ListingCertificate) -> int:
    return certificate.id


def _by_version(
    part: type[VersionPart], versions: Sequence[int]
) -> defaultdict[int, list[VersionPart]]:
    found: defaultdict[int, list[VersionPart]] = defaultdict(list)
    rows: Sequence[VersionPart] = session.scalars(
        select(part).where(part.version_id.in_(versions))
    ).all()
    for row in rows:
        found[row.version_id].append(row)
    return found


def texts_by_version(versions: Sequence[int]) -> defaultdict[int, list[ListingText]]:
    """Return the texts of versions, by the versions' keys, in one statement."""
    return _by_version(ListingText, versions)


def options_by_listing(listings: Sequence[int]) -> defaultdict[int, list[ListingOption]]:
    """Return the options that are to be had, in their order, by their listings' keys."""
    found: defaultdict[int, list[ListingOption]] = defaultdict(list)
    rows = session.scalars(
        select(ListingOption)
        .where(ListingOption.listing_id.in_(listings), ListingOption.retired_at.is_(None))
        .order_by(ListingOption.rank, ListingOption.id)
    )
    for row in rows:
        found[row.listing_id].append(row)
    return found


def tiers_by_listing(listings: Sequence[int]) -> defaultdict[int, list[PriceTier]]:
    """Return the price steps, the smallest quantity first, by their listings' keys.

    No statement is made where there is none to load.
    """
    found: defaultdict[int, list[PriceTier]] = defaultdict(list)
    if not listings:
        return found
    rows = session.scalars(
        select(PriceTier)
        .where(PriceTier.listing_id.in_(listings))
        .order_by(PriceTier.from_quantity)
    )
    for row in rows:
        found[row.listing_id].append(row)
    return found
