"""Whoosh: embedded, pure Python, the default for a try-out and catalogues of some 50,000."""

from marketplace.search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
