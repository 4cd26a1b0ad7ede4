"""The operators' home: what could not be done by itself, and who is new."""

from flask import Flask

from marketplace.desk.routes import companies, settings
from marketplace.desk.routes.operator import bp

PAGES = (bp,)

__all__ = ["PAGES", "companies", "install", "settings"]


def install(_app: Flask) -> None:
    """Bring nothing but pages."""
