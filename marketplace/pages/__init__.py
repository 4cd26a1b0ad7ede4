"""The home pages, the legal texts, the style guide: routes and queries only."""

from flask import Flask

from marketplace.pages.routes import bp, buyer, maps, public, seller

PAGES = (bp,)
MACHINES = (maps.bp,)

__all__ = ["MACHINES", "PAGES", "buyer", "install", "maps", "public", "seller"]


def install(_app: Flask) -> None:
    """Say where a person goes after signing in."""
    from marketplace.accounts.protocols import set_landing
    from marketplace.pages.queries import first_page_of

    set_landing(first_page_of)
