"""Conditional answers: 304 for an anonymous reader whose browser has the same page already."""

from flask import Response, request
from flask import session as browser

from marketplace.core.permissions import present_reader

#: A browser may keep the page but asks before each use; shared caches may not keep it.
ASK_FIRST = "private, no-cache"

_own_cookies: set[str] = set()


def own_page_with(cookie: str) -> None:
    """Register a cookie whose holders see things of their own on public pages."""
    _own_cookies.add(cookie)


def has_own_page() -> bool:
    """Whether the page is made for this reader alone, so that it may carry a form's token."""
    if present_reader() is not None or browser.get("_flashes"):
        return True
    return any(cookie in request.cookies for cookie in _own_cookies)


def fresh(page: Response) -> Response:
    """Return the page, or 304 when an anonymous reader's browser has exactly the same bytes.

    Pages made for one reader carry tokens and are never cached.
    """
    if has_own_page():
        return page
    page.headers["Cache-Control"] = ASK_FIRST
    page.vary.update(("Accept-Language", "Cookie"))
    page.add_etag(weak=True)
    page.make_conditional(request)  # turns this very answer into a 304
    return page
