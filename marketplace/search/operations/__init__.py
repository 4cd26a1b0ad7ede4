"""The acts of searching: what is to be indexed, indexing it, rebuilding beside the live index."""

from marketplace.search.operations.indexing import index_round
from marketplace.search.operations.marking import (
    forget_listing,
    mark_company,
    mark_listing,
)
from marketplace.search.operations.rebuilding import begin_rebuild, rebuild_round

__all__ = [
    "begin_rebuild",
    "forget_listing",
    "index_round",
    "mark_company",
    "mark_listing",
    "rebuild_round",
]
