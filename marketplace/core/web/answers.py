"""Pages that need not be sent again: an anonymous reader's are told apart by their bytes."""

from flask import Response, request
from flask import session as browser

from marketplace.core.permissions import present_reader

#: A browser keeps the page and asks before each use; no cache between people may.
ASK_FIRST = "private, no-cache"


def fresh(page: Response) -> Response:
    """Return the page, or 304 where an anonymous reader's browser has the very same bytes.

    Pages for people who are signed in carry tokens and are never kept.
    """
    if present_reader() is not None or browser.get("_flashes"):
        return page
    page.headers["Cache-Control"] = ASK_FIRST
    page.vary.update(("Accept-Language", "Cookie"))
    page.add_etag(weak=True)
    page.make_conditional(request)  # turns this very answer into a 304
    return page
