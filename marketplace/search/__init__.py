"""Finding goods: the analysis of texts, the engines, the query, saved searches."""

from flask import Flask

from marketplace.search.routes import bp, operator, public, seller

PAGES = (bp,)

__all__ = ["PAGES", "install", "operator", "public", "seller"]


def install(app: Flask) -> None:
    """Register what marks listings and brings the index up to date, and the search boxes."""
    from marketplace.search import listeners
    from marketplace.search.commands import search_group

    _ = listeners
    public.install()
    seller.install()
    operator.install()
    app.cli.add_command(search_group)
