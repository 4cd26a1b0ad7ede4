"""Which listings buyers see: the one predicate of every public page."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import CategoryListing, Listing, ListingVersion
from marketplace.companies.models import Company, CompanyAddressName
from marketplace.core.db import session
from marketplace.core.db.planner_hints import NotByIndex, constant
from marketplace.verification.queries import showing_goods_clause


def visible() -> ColumnElement[bool]:
    """Whether a listing (joined with its live version) may be seen by everybody now.

    It is shown, and its seller's company check holds, which asks that the company is open.
    """
    return and_(
        Listing.state == constant(ListingState.SHOWN), showing_goods_clause(Listing.company_id)
    )


@lru_cache(maxsize=64)
def shown(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns and entities of four tables
    """Select the columns of visible listings: Listing, ListingVersion, Company, its address name.

    The version is the live one; the address name is None where a company has none. Kept for the
    next time: the same columns are asked for on each page, and building costs more than asking.
    For lists that walk along a time; see `shown_among` for listings that are named.
    """
    return _joined(columns).where(visible())


@lru_cache(maxsize=64)
def shown_among(*columns: Any) -> Select[Any]:  # noqa: ANN401 - as `shown`
    """Select as `shown` does, for listings that a further condition names by key, code or company.

    SQLite would else walk along all that are shown instead of looking up the few that are named.
    """
    return _joined(columns).where(_visible_among())


def newest_below(category: ColumnElement[int], size: int) -> Select[int]:
    """Select the keys of the newest visible listings in a category and below it."""
    return (
        select(Listing.id)
        .join(CategoryListing, CategoryListing.listing_id == Listing.id)
        .join(ListingVersion, _live())
        .where(CategoryListing.category_id == category, _visible_among())
        .order_by(CategoryListing.listed_at.desc(), CategoryListing.listing_code.desc())
        .limit(constant(size))
    )


def _visible_among() -> ColumnElement[bool]:
    is_shown = NotByIndex(Listing.state) == constant(ListingState.SHOWN)
    return and_(is_shown, showing_goods_clause(Listing.company_id))


def _live() -> ColumnElement[bool]:
    return and_(
        ListingVersion.listing_id == Listing.id, ListingVersion.state == constant(VersionState.LIVE)
    )


def _joined(columns: tuple[Any, ...]) -> Select[Any]:
    named_now = and_(
        CompanyAddressName.company_id == Company.id, CompanyAddressName.until.is_(None)
    )
    return (
        select(*columns)
        .select_from(Listing)
        .join(ListingVersion, _live())
        .join(Company, Company.id == Listing.company_id)
        .outerjoin(CompanyAddressName, named_now)
    )


def shown_listing(code: str) -> Listing | None:
    """Load the visible listing of a page's address."""
    found: Listing | None = session.scalar(shown_among(Listing).where(Listing.code == code))
    return found
