"""Which listings buyers see: the one predicate of every public page."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import Listing, ListingVersion
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session
from marketplace.verification.queries import showing_goods_clause


def visible() -> ColumnElement[bool]:
    """Whether a listing (joined with its live version) may be seen by everybody now.

    It is shown, and its seller's company check holds, which asks that the company is open.
    """
    return and_(Listing.state == ListingState.SHOWN, showing_goods_clause(Listing.company_id))


@lru_cache(maxsize=64)
def shown(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns and entities of four tables
    """Select the columns of visible listings: Listing, ListingVersion, Company, its address name.

    The version is the live one; the address name is None where a company has none. Kept for the
    next time: the same columns are asked for on each page, and building costs more than asking.
    """
    return (
        select(*columns)
        .select_from(Listing)
        .join(
            ListingVersion,
            and_(
                ListingVersion.listing_id == Listing.id, ListingVersion.state == VersionState.LIVE
            ),
        )
        .join(Company, Company.id == Listing.company_id)
        .outerjoin(
            CompanyAddressName,
            and_(CompanyAddressName.company_id == Company.id, CompanyAddressName.until.is_(None)),
        )
        .where(visible())
    )


def shown_listing(code: str) -> Listing | None:
    """Load the visible listing of a page's address."""
    found: Listing | None = session.scalar(shown(Listing).where(Listing.code == code))
    return found
