"""Notices: telling people by mail, in their language, through a transport."""

from flask import Flask


def install(_app: Flask) -> None:
    """Register the listener that sends letters."""
    from marketplace.notices import listeners

    _ = listeners
