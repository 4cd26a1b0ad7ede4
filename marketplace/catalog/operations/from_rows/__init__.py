"""Listings from rows: what a sheet or a command says of goods becomes new and changed listings.

Each part is checked by the same functions as in the editor, and changes of goods that stand are
made by the same operations; new ones are written together, so that thousands take seconds.
"""

from marketplace.catalog.operations.from_rows.new_listings import NewListing, create_listings
from marketplace.catalog.operations.from_rows.row_groups import (
    GroupResult,
    Outcome,
    Pictures,
    import_groups,
    preview_groups,
)

__all__ = [
    "GroupResult",
    "NewListing",
    "Outcome",
    "Pictures",
    "create_listings",
    "import_groups",
    "preview_groups",
]
