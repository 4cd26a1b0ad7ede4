"""A cache of whole pages for anonymous readers, with stamps that tell whether they still hold.

Such a page depends on the address, the language, the currency, the time zone and the settings of
the house, which form the cache key, and on the rows it shows, which form its stamp. It is served
again as long as one statement finds the stamp unchanged.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Response, current_app, request
from werkzeug.http import generate_etag

from marketplace.core.web import times
from marketplace.core.web.browser_cache import fresh, has_own_page

#: How long a page is cached, in seconds: changes that no stamp covers show that much later.
SECONDS = 30.0
#: How many pages a process caches, of about fifty kilobytes each.
MOST = 256
#: Pages with longer addresses, in characters, are not cached: nobody comes back to them.
LONGEST = 300


@dataclass(frozen=True)
class RenderedPage:
    """A rendered page, and the stamp of the rows it shows."""

    text: str
    stamp: Hashable


@dataclass(frozen=True)
class _Cached:
    body: bytes
    etag: str
    stamp: Hashable
    until: float


def cached_page(
    draw: Callable[[], RenderedPage], holds: Callable[[Hashable], bool], *, reads_by: Hashable
) -> Response:
    """Return the page, cached if its stamp still holds; anybody signed in gets a fresh one.

    `holds` checks a stamp against the database; `reads_by` is what else belongs to the cache
    key: the reader's currency and the versions of the house's settings.
    """
    if has_own_page() or len(request.url) > LONGEST:
        return fresh(Response(draw().text))
    shelf: OrderedDict[Hashable, _Cached] = current_app.extensions.setdefault(
        "cached_pages", OrderedDict()
    )
    name = (request.full_path, request.host, times.present_zone_name(), reads_by)
    found = shelf.get(name)
    if found is None or found.until < time.monotonic() or not holds(found.stamp):
        drawn = draw()
        body = drawn.text.encode()
        found = _Cached(body, generate_etag(body), drawn.stamp, time.monotonic() + SECONDS)
        shelf[name] = found
        while len(shelf) > MOST:
            shelf.popitem(last=False)
    page = Response(found.body)
    page.set_etag(found.etag, weak=True)
    return fresh(page)
