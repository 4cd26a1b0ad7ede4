"""Copies of versions: the open successor of a live one, and the first one of a copied listing."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import inspect

from marketplace.catalog.enums import VersionState
from marketplace.catalog.models import (
    Listing,
    ListingCertificate,
    ListingImage,
    ListingVersion,
)
from marketplace.catalog.queries.listings import certificates_of, images_of, texts_of
from marketplace.core import clock
from marketplace.core.db import Base, insert_with_id, session

T = TypeVar("T", bound=Base)

#: What a copy does not take over: keys, and what became of the original.
_OWN = {
    "id",
    "code",
    "listing_id",
    "version_id",
    "state",
    "submitted_at",
    "submitted_by_id",
    "decided_at",
    "created_at",
    "changed_at",
}


@dataclass(frozen=True)
class Copied:
    """A copied version, and for each picture and certificate of the original its twin."""

    version: ListingVersion
    images: dict[int, ListingImage]
    certificates: dict[int, ListingCertificate]


def copy_version(original: ListingVersion, listing: Listing, number: int) -> Copied:
    """Add a draft to a listing that says what the original says, counted changes included."""
    now = clock.now()
    version = copied_row(
        original,
        listing_id=listing.id,
        number=number,
        state=VersionState.DRAFT,
        created_at=now,
        changed_at=now,
    )
    insert_with_id(version, column="code", prefix="LSV")
    session.add_all(copied_row(text, version_id=version.id) for text in texts_of(original))
    images = {image.id: copied_row(image, version_id=version.id) for image in images_of(original)}
    for image in images.values():
        insert_with_id(image, column="code", prefix="IMG")
    certificates = {
        certificate.id: copied_row(certificate, version_id=version.id)
        for certificate in certificates_of(original)
    }
    for certificate in certificates.values():
        insert_with_id(certificate, column="code", prefix="CRT")
    session.flush()
    return Copied(version, images, certificates)


def copied_row(row: T, **own: object) -> T:
    """Return a new row with the columns of another one, except keys and those in `own`."""
    columns = inspect(type(row)).column_attrs
    taken = {column.key: getattr(row, column.key) for column in columns if column.key not in _OWN}
    return type(row)(**_unshared(taken) | own)


def _unshared(values: dict[str, object]) -> dict[str, object]:
    """Return the values with copies of lists and dictionaries."""
    return {
        name: value.copy() if isinstance(value, dict | list) else value
        for name, value in values.items()
    }
