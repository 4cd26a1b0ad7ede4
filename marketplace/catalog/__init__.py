"""Goods: the tree of goods, listings and their versions, what buyers see of them."""

from flask import Flask

from marketplace.catalog.routes import bp, operator, public, seller

PAGES = (bp,)

__all__ = ["PAGES", "install", "operator", "public", "seller"]


def install(app: Flask) -> None:
    """Register listeners, reviews, pictures, templates' filters and commands of the catalogue."""
    from marketplace.catalog import listeners, models
    from marketplace.catalog.commands import catalog_group, categories_group
    from marketplace.catalog.enums import reason_sentence
    from marketplace.catalog.operations.reviewing import GOODS
    from marketplace.catalog.operations.sheets.reviewing import GOODS_OF_SHEET
    from marketplace.catalog.queries.pictures import audience_of_listing_picture, is_of_goods
    from marketplace.core.images import pictures_kept_by
    from marketplace.core.web.media import pictures_used_by
    from marketplace.moderation.protocols import review_subject

    _ = listeners, models
    public.install(app)
    seller.install(app)
    app.add_template_global(reason_sentence, "goods_reason")
    review_subject(GOODS)
    review_subject(GOODS_OF_SHEET)
    pictures_used_by(audience_of_listing_picture)
    pictures_kept_by(is_of_goods)
    app.cli.add_command(catalog_group)
    app.cli.add_command(categories_group)
