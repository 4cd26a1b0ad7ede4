"""The demo's pages."""

from marketplace.demo.routes.public import bp

__all__ = ["bp"]
