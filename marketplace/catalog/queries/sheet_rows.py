"""Named reads: a seller's goods as the rows of a sheet that can be brought in again."""

from collections.abc import Iterator, Sequence

from marketplace.catalog.queries.sheet_pages import goods_in_slices
from marketplace.catalog.sheets.columns import Column, written_columns
from marketplace.catalog.sheets.writing import rows_of
from marketplace.companies.models import Company


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
