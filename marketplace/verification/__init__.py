"""Company checks: whether a company is what it says it is, until when, and what its badge says."""

from flask import Flask

from marketplace.verification.routes import bp

PAGES = (bp,)

__all__ = ["PAGES", "install"]


def install(_app: Flask) -> None:
    """Know the tables."""
    from marketplace.verification import models

    _ = models
