"""Named reads: a seller's goods as the rows of a sheet that can be brought in again."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from marketplace.catalog.models import ListingOption
from marketplace.catalog.queries.sheet_pages import goods_in_slices
from marketplace.catalog.sheets.columns import Column, written_columns
from marketplace.catalog.sheets.writing import rows_of
from marketplace.companies.models import Company
from marketplace.core.db import session


def columns_in(languages: Sequence[str]) -> list[Column]:
    """Return the columns that are written, with texts in these languages besides the first two."""
    return written_columns(languages)


def goods_rows(
    company: Company, columns: Sequence[Column], states: Sequence[str] = ()
) -> Iterator[list[str]]:
    """Yield a company's goods as rows of the columns; in the states that are named, else all."""
    for goods in goods_in_slices(company, states):
        for one in goods:
            yield from rows_of(one, columns)


def count_of_rows(company: Company) -> int:
    """Return how many rows all goods of a company have."""
    counted = select(func.count()).where(
        ListingOption.company_id == company.id, ListingOption.retired_at.is_(None)
    )
    return session.scalar(counted) or 0
