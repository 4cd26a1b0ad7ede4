"""Goods: the tree of goods, listings and their versions, what buyers see of them."""

from flask import Flask

from marketplace.catalog.routes import bp

PAGES = (bp,)

__all__ = ["PAGES", "install"]


def install(app: Flask) -> None:
    """Know the tables of goods."""
    from marketplace.catalog import listeners, models
    from marketplace.catalog.operations.reviewing import GOODS
    from marketplace.catalog.queries.pictures import audience_of_listing_picture
    from marketplace.catalog.routes import public
    from marketplace.core.web.media import pictures_used_by
    from marketplace.moderation.protocols import review_subject

    _ = listeners, models
    public.install(app)
    review_subject(GOODS)
    pictures_used_by(audience_of_listing_picture)
