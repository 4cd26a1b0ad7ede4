"""Whole pages that a process keeps for anonymous readers, with stamps that say whether they hold.

What an anonymous reader sees follows from the address, the language, the currency, the zone and
the settings of the house, and from the rows that the page drew. A page is kept under the former
and given again as long as the stamp of the latter, asked in one statement, is as it was.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Response, current_app, request
from werkzeug.http import generate_etag

from marketplace.core.web import times
from marketplace.core.web.answers import fresh, has_own_page

#: What no stamp tells (a new one among similar goods) shows this much later.
SECONDS = 30.0
#: Pages of about fifty kilobytes.
MOST = 256
#: Longer addresses are somebody's play.
LONGEST = 300


@dataclass(frozen=True)
class Drawn:
    """A page, and the stamp of the rows that it drew."""

    text: str
    stamp: Hashable


@dataclass(frozen=True)
class _Kept:
    body: bytes
    etag: str
    stamp: Hashable
    until: float


def kept_page(
    draw: Callable[[], Drawn], holds: Callable[[Hashable], bool], *, reads_by: Hashable
) -> Response:
    """Return the page, from what is kept where that still holds; anybody signed in gets their own.

    `holds` says whether the rows of a stamp are still as they were; `reads_by` is what else the
    page follows from: the reader's currency and the versions of the house's settings.
    """
    if has_own_page() or len(request.url) > LONGEST:
        return fresh(Response(draw().text))
    shelf: OrderedDict[Hashable, _Kept] = current_app.extensions.setdefault(
        "kept_pages", OrderedDict()
    )
    name = (request.full_path, request.host, times.present_zone_name(), reads_by)
    found = shelf.get(name)
    if found is None or found.until < time.monotonic() or not holds(found.stamp):
        drawn = draw()
        body = drawn.text.encode()
        found = _Kept(body, generate_etag(body), drawn.stamp, time.monotonic() + SECONDS)
        shelf[name] = found
        while len(shelf) > MOST:
            shelf.popitem(last=False)
    page = Response(found.body)
    page.set_etag(found.etag, weak=True)
    return fresh(page)
