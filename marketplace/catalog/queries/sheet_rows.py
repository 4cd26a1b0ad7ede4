"""Named reads: a seller's goods as the rows of a sheet that can be brought in again."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from marketplace.catalog.enums import ListingState
from marketplace.catalog.models import Listing, ListingOption, ListingText, ListingVersion
from marketplace.catalog.queries.sheet_pages import goods_in_slices
from marketplace.catalog.sheets.columns import Column, written_columns
from marketplace.catalog.sheets.order import in_order
from marketplace.catalog.sheets.writing import rows_of
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.languages import LANGUAGES

#: States of goods that are written where none is asked for.
WRITTEN_STATES = (
    ListingState.DRAFT.value,
    ListingState.SHOWN.value,
    ListingState.HIDDEN.value,
    ListingState.TAKEN_DOWN.value,
)
#: So many rows are sent at once; for more a file is written in the background.
AT_ONCE = 200


def columns_in(languages: Sequence[str]) -> list[Column]:
    """Return the columns that are written, with texts in these languages besides the first two."""
    return in_order(written_columns(languages))


def languages_of(company: Company) -> list[str]:
    """Return the languages that a company's goods have texts in, by their tags."""
    found = (
        select(ListingText.language)
        .join(ListingVersion, ListingVersion.id == ListingText.version_id)
        .join(Listing, Listing.id == ListingVersion.listing_id)
        .where(Listing.company_id == company.id)
        .distinct()
    )
    written = set(session.scalars(found))
    return [tag for tag in LANGUAGES if tag in written]


def states_asked(state: str) -> tuple[str, ...]:
    """Return the states of the goods that a page asks for: one, or all that are written."""
    return (state,) if state in set(ListingState) else WRITTEN_STATES


def goods_rows(
    company: Company, columns: Sequence[Column], states: Sequence[str] = WRITTEN_STATES
) -> Iterator[list[str]]:
    """Yield a company's goods in these states as rows of the columns."""
    for goods in goods_in_slices(company, states):
        for one in goods:
            yield from rows_of(one, columns)


def count_of_rows(company: Company, states: Sequence[str] = WRITTEN_STATES) -> int:
    """Return how many rows a company's goods in these states have."""
    counted = (
        select(func.count())
        .select_from(ListingOption)
        .join(Listing, Listing.id == ListingOption.listing_id)
        .where(
            ListingOption.company_id == company.id,
            ListingOption.retired_at.is_(None),
            Listing.state.in_(states),
        )
    )
    return session.scalar(counted) or 0
