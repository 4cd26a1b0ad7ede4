"""Whether the index has what buyers see, no more and no less."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.catalog.models import Listing, ListingText, ListingVersion
from marketplace.catalog.queries.public_visible import shown
from marketplace.core.db import session
from marketplace.search.engines.contract import IndexReader
from marketplace.search.queries.index_state import count_waiting


@dataclass(frozen=True)
class IndexCheck:
    """Counts of the index and the database, and the public ids in one of them only."""

    indexed: int
    shown: int
    waiting: int
    missing: Sequence[str]
    surplus: Sequence[str]


def check_index(reader: IndexReader) -> IndexCheck:
    """Compare the index with the database; what waits to be indexed may differ rightly."""
    indexed = set(reader.ids())
    visible = set(session.scalars(shown(Listing.code)))
    return IndexCheck(
        indexed=len(indexed),
        shown=len(visible),
        waiting=count_waiting(),
        missing=sorted(visible - indexed),
        surplus=sorted(indexed - visible),
    )


def titles_of(codes: Sequence[str]) -> dict[str, str]:
    """Return the titles of listings in the language of their original, by public id."""
    found = session.execute(
        shown(Listing.code, ListingText.title)
        .join(ListingText, ListingText.version_id == ListingVersion.id)
        .where(Listing.code.in_(codes), ListingText.language == ListingVersion.original)
    )
    return {row.code: row.title for row in found}
