"""Whole addresses of this house, for machines and other sites."""

from flask import current_app

from marketplace.config import Settings


def absolute(path: str) -> str:
    """Return the public address of a path of this house."""
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.public_url}{path}"
