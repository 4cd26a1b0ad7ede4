"""Reviews: what companies submit is looked at before it is shown. Subjects by kind and id only."""

from flask import Flask

from marketplace.moderation.routes import bp, operator

PAGES = (bp,)

__all__ = ["PAGES", "install", "operator"]


def install(_app: Flask) -> None:
    """Tell the desk what waits."""
    from marketplace.moderation.routes.operator import fill_desk

    fill_desk()
