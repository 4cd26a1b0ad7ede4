"""Companies: founding one at sign-up, its members and what each may do."""

from flask import Flask

from marketplace.companies.routes.public import bp

PAGES = (bp,)


def install(_app: Flask) -> None:
    """Register the listeners."""
    from marketplace.companies import listeners

    _ = listeners
