"""Deals: what a buyer asks, what waits for a look, and the room in which both sides talk."""

from flask import Flask

from marketplace.deals.routes import bp, homes, inquiry, lists

PAGES = (bp,)

__all__ = ["PAGES", "homes", "inquiry", "install", "lists"]


def install(app: Flask) -> None:
    """Register listeners, timers, and what stands on the pages of other rooms."""
    from marketplace.deals import listeners, transitions
    from marketplace.deals.enums import not_valid_sentence
    from marketplace.deals.queries.ways import deal_path

    _ = listeners, transitions
    app.add_template_global(deal_path)
    app.add_template_global(not_valid_sentence)
    homes.fill_homes()
    inquiry.places.install(app)
