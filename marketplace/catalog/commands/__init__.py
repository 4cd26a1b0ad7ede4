"""Commands of the catalogue: `flask categories …`, `flask catalog …`."""

from marketplace.catalog.commands.categories import categories_group
from marketplace.catalog.commands.importing import catalog_group

__all__ = ["catalog_group", "categories_group"]
