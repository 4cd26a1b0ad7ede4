"""Deals: what a buyer asks, what waits for a look, and the room in which both sides talk."""

from flask import Flask

from marketplace.deals.routes import bp

PAGES = (bp,)

__all__ = ["PAGES", "install"]


def install(app: Flask) -> None:
    """Register listeners, timers, and what stands on the pages of other rooms."""
    from marketplace.deals import transitions

    _ = app, transitions
