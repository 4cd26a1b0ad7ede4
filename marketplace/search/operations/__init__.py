"""The acts of searching: indexing, rebuilding beside the live index, saved searches."""

from marketplace.search.operations.indexing import index_round
from marketplace.search.operations.marking import (
    forget_listing,
    mark_company,
    mark_listing,
)
from marketplace.search.operations.rebuilding import begin_rebuild, rebuild_round
from marketplace.search.operations.saving import (
    change_saved_search,
    remove_saved_search,
    save_search,
    stop_news,
)
from marketplace.search.operations.telling import news_round

__all__ = [
    "begin_rebuild",
    "change_saved_search",
    "forget_listing",
    "index_round",
    "mark_company",
    "mark_listing",
    "news_round",
    "rebuild_round",
    "remove_saved_search",
    "save_search",
    "stop_news",
]
