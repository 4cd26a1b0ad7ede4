"""Deals: what a buyer asks, what waits for a look, and the room in which both sides talk."""

from flask import Flask

from marketplace.deals.routes import bp, homes, lists

PAGES = (bp,)

__all__ = ["PAGES", "homes", "install", "lists"]


def install(app: Flask) -> None:
    """Register listeners, timers, and what stands on the pages of other rooms."""
    from marketplace.deals import listeners, transitions
    from marketplace.deals.queries.ways import deal_path

    _ = listeners, transitions
    app.add_template_global(deal_path)
    homes.fill_homes()
