"""Addresses of static files carry the hash of their content, so that browsers cache them long."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from marketplace.core.process_cache import cached

YEAR_SECONDS = 365 * 86400


class SessionOfPages(SecureCookieSessionInterface):
    """The session cookie, for pages only: static files neither send one nor vary by it."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie of a page."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def install(app: Flask) -> None:
    """Offer `asset()` to templates and let hashed addresses be kept for a year."""
    app.session_interface = SessionOfPages()
    app.add_template_global(asset)
    app.after_request(_keep)


def asset(name: str) -> str:
    """Return the address of a file below `static/`, with its hash.

    The file is looked at once a second at most: a page has two dozen of them.
    """
    return cached(("asset", name), lambda: _address(name), seconds=1)


def _address(name: str) -> str:
    folder = current_app.static_folder or ""
    path = Path(folder) / name
    return url_for("static", filename=name, v=_hash(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=512)
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
