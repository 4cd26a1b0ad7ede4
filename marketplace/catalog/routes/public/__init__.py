"""What buyers see: the tree of goods, listings, sellers, what they keep and compare."""

from flask import Flask

from marketplace.catalog.routes.public import (
    categories,
    comparing,
    keeping,
    listing,
    sellers,
    words,
)

__all__ = ["categories", "comparing", "install", "keeping", "listing", "sellers"]


def install(app: Flask) -> None:
    """Offer the words of goods to templates, and the ways to goods to the layouts."""
    from marketplace.catalog.queries.public_logos import audience_of_shown_logo
    from marketplace.core.slots import Filling, fill
    from marketplace.core.web.media import pictures_used_by

    words.install(app)
    pictures_used_by(audience_of_shown_logo)
    fill("public_nav", Filling(10, "catalog/_way_to_goods.html", _nothing))
    fill("buyer_nav", Filling(10, "catalog/_way_of_buyers.html", _nothing))
    fill("footer_links", Filling(10, "catalog/_footer_links.html", _nothing))


def _nothing(**_subject: object) -> dict[str, object]:
    return {}
