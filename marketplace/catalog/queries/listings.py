"""Named reads: listings and their versions by public id."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.enums import OPEN_VERSION_STATES, VersionState
from marketplace.catalog.models import (
    Listing,
    ListingCertificate,
    ListingImage,
    ListingOption,
    ListingText,
    ListingVersion,
    PriceTier,
)
from marketplace.companies.models import Company
from marketplace.core.db import session


def find_listing(company: str, code: str) -> Listing | None:
    """Return the listing if it belongs to that company (public ids both), the company loaded."""
    return session.scalar(
        select(Listing)
        .join(Listing.company)
        .where(Company.code == company, Listing.code == code)
        .options(joinedload(Listing.company, innerjoin=True))
    )


def listing_by_code(code: str) -> Listing | None:
    """Return the listing with this public id, whatever its state, the company loaded."""
    return session.scalar(
        select(Listing)
        .where(Listing.code == code)
        .options(joinedload(Listing.company, innerjoin=True))
    )


def find_version(code: str) -> ListingVersion | None:
    """Return the version with this public id, its listing, company and category loaded."""
    return session.scalar(
        select(ListingVersion)
        .where(ListingVersion.code == code)
        .options(
            joinedload(ListingVersion.listing, innerjoin=True).joinedload(
                Listing.company, innerjoin=True
            ),
            joinedload(ListingVersion.category),
        )
    )


def open_version_of(listing: Listing) -> ListingVersion | None:
    """Return the version that is being written or looked at."""
    return session.scalar(
        select(ListingVersion).where(
            ListingVersion.listing_id == listing.id, ListingVersion.state.in_(OPEN_VERSION_STATES)
        )
    )


def live_version_of(listing: Listing) -> ListingVersion | None:
    """Return the version that was approved last: what buyers see while the listing is shown."""
    return session.scalar(
        select(ListingVersion).where(
            ListingVersion.listing_id == listing.id, ListingVersion.state == VersionState.LIVE
        )
    )


def newest_version_of(listing: Listing) -> ListingVersion:
    """Return the version that was begun last."""
    return session.scalars(_newest_first(listing).limit(1)).one()


def editable_version_of(listing: Listing) -> ListingVersion:
    """Return what the editor shows: the open version, else the live one, else the newest."""
    return open_version_of(listing) or live_version_of(listing) or newest_version_of(listing)


def versions_of(listing: Listing) -> list[ListingVersion]:
    """Return all versions of a listing, the newest first."""
    return list(session.scalars(_newest_first(listing)))


def _newest_first(listing: Listing) -> Select[ListingVersion]:
    found = select(ListingVersion).where(ListingVersion.listing_id == listing.id)
    return found.order_by(ListingVersion.number.desc())


def texts_of(version: ListingVersion) -> list[ListingText]:
    """Return the texts, by language."""
    found = select(ListingText).where(ListingText.version_id == version.id)
    return list(session.scalars(found.order_by(ListingText.language)))


def find_text(version: ListingVersion, language: str) -> ListingText | None:
    """Return what a version says in a language, as the database has it now."""
    return session.get(ListingText, (version.id, language), populate_existing=True)


def images_of(version: ListingVersion) -> list[ListingImage]:
    """Return the pictures in their order."""
    found = select(ListingImage).where(ListingImage.version_id == version.id)
    return list(session.scalars(found.order_by(ListingImage.rank, ListingImage.id)))


def find_image(version: ListingVersion, code: str) -> ListingImage | None:
    """Return a picture of the version by its public id."""
    return session.scalar(
        select(ListingImage).where(ListingImage.version_id == version.id, ListingImage.code == code)
    )


def certificates_of(version: ListingVersion) -> list[ListingCertificate]:
    """Return the certificates in the order they were added."""
    found = select(ListingCertificate).where(ListingCertificate.version_id == version.id)
    return list(session.scalars(found.order_by(ListingCertificate.id)))


def find_certificate(version: ListingVersion, code: str) -> ListingCertificate | None:
    """Return a certificate of the version by its public id."""
    return session.scalar(
        select(ListingCertificate).where(
            ListingCertificate.version_id == version.id, ListingCertificate.code == code
        )
    )


def options_of(listing: Listing) -> list[ListingOption]:
    """Return the options that are to be had, in their order."""
    found = select(ListingOption).where(
        ListingOption.listing_id == listing.id, ListingOption.retired_at.is_(None)
    )
    return list(session.scalars(found.order_by(ListingOption.rank, ListingOption.id)))


def tiers_of(listing: Listing) -> list[PriceTier]:
    """Return the price steps, the smallest quantity first, whoever may see them.

    Pages that buyers see ask `prices.prices_of` instead.
    """
    found = select(PriceTier).where(PriceTier.listing_id == listing.id)
    return list(session.scalars(found.order_by(PriceTier.from_quantity)))
