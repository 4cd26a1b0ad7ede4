"""Finding goods: the analysis of texts, the engines, the query, saved searches."""

from flask import Flask

from marketplace.search.routes import bp

PAGES = (bp,)

__all__ = ["PAGES", "install"]


def install(_app: Flask) -> None:
    """Register what marks listings and brings the index up to date."""
    from marketplace.search import listeners

    _ = listeners
