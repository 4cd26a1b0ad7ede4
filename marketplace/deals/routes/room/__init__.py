"""A deal's room, for both of its sides; replies that a company keeps; a seller who writes first."""

from marketplace.deals.routes.room import acts, files, opening, page, replies

__all__ = ["acts", "files", "opening", "page", "replies"]
