"""What the seller's pages are about, and who acts on them."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries import Reader
from marketplace.catalog.models import Listing, ListingCertificate, ListingImage
from marketplace.catalog.queries.completeness import EditorStep
from marketplace.catalog.queries.listings import (
    editable_version_of,
    find_certificate,
    find_image,
    find_listing,
)
from marketplace.companies.models import Company
from marketplace.companies.queries import actor_for, find_open_company
from marketplace.core.audit import Actor
from marketplace.core.permissions import present_reader

T = TypeVar("T")


@dataclass(frozen=True)
class PartOfListing(Generic[T]):
    """Something of a listing that an act is about."""

    listing: Listing
    row: T

    @property
    def company(self) -> Company:
        """The seller."""
        return self.listing.company


def find_goods(company: str, code: str) -> Listing | None:
    """Return the listing of an open company; goods that are gone have no page."""
    return find_listing(company, code) if find_open_company(company) else None


def find_part(company: str, code: str, part: str) -> PartOfListing[str] | None:
    """Return the listing, and which part of it is meant."""
    listing = find_goods(company, code)
    return PartOfListing(listing, part) if listing else None


def find_picture(company: str, code: str, image: str) -> PartOfListing[ListingImage] | None:
    """Return the listing, and a picture of the version that the editor shows."""
    listing = find_goods(company, code)
    found = find_image(editable_version_of(listing), image) if listing else None
    return PartOfListing(listing, found) if listing and found else None


def find_paper(
    company: str, code: str, certificate: str
) -> PartOfListing[ListingCertificate] | None:
    """Return the listing, and a certificate of the version that the editor shows."""
    listing = find_goods(company, code)
    found = find_certificate(editable_version_of(listing), certificate) if listing else None
    return PartOfListing(listing, found) if listing and found else None


def actor(company: Company) -> Actor:
    """Return the reader as the actor of an act for the company."""
    reader: Reader = present_reader()
    return actor_for(reader, company)


def to_editor(company: str, code: str, step: EditorStep, **more: str) -> ResponseReturnValue:
    """Lead to a step of the editor."""
    parts: dict[str, Any] = {name: value for name, value in more.items() if value}
    place = url_for("catalog.editor", company=company, code=code, step=step.value, **parts)
    return redirect(f"{place}#{step.value}")
