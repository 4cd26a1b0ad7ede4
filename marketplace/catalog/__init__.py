"""Goods: the tree of goods, listings and their versions, what buyers see of them."""

from flask import Flask

from marketplace.catalog.routes import bp

PAGES = (bp,)

__all__ = ["PAGES", "install"]


def install(app: Flask) -> None:
    """Know the tables of goods."""
    from marketplace.catalog import models

    _ = app, models
