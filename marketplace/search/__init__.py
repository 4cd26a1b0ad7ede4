"""Finding goods: the analysis of texts, the engines, the query, saved searches."""

from flask import Flask

from marketplace.search.routes import bp, operator, public, seller

PAGES = (bp,)

__all__ = ["PAGES", "install", "operator", "public", "seller"]


def install(app: Flask) -> None:
    """Register what keeps the index up to date, the places on pages, and `flask search`."""
    from marketplace.catalog.protocols import forget_goods_with
    from marketplace.search import listeners
    from marketplace.search.commands import search_group
    from marketplace.search.operations import forget_listing
    from marketplace.search.routes.late_counts import write_late_counts

    _ = listeners
    forget_goods_with(forget_listing)
    public.install()
    seller.install()
    operator.install()
    app.after_request(write_late_counts)
    app.cli.add_command(search_group)
