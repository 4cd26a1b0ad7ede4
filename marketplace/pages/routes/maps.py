"""`/robots.txt` and `/sitemap.xml`: what search engines may read, and where all of it is.

One map a language and fifty thousand keys of listings, written as they are read from the database
(the protocol of sitemaps.org allows fifty thousand addresses a map).
"""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Blueprint, Response, current_app, render_template, stream_with_context
from flask.typing import ResponseReturnValue
from markupsafe import escape

from marketplace.catalog.queries.public_cards import address_of
from marketplace.catalog.queries.public_sitemap import (
    MOST,
    category_slugs,
    listings_between,
    newest_key,
    seller_names,
)
from marketplace.config import Settings
from marketplace.core.errors import NotFound
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.addresses import absolute

bp = Blueprint("maps", __name__)

HOUR = "public, max-age=3600"
#: Pages of the house itself, below their language.
OWN = ("", "categories", "how-we-verify", "costs", "contact", "incoterms", "hs", "terms", "privacy")
#: What only concerns whoever is signed in, or is another face of a page that is told already.
CLOSED = ("c/", "desk", "account", "favourites", "compare", "search", "sign-in", "sign-up", "demo")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@bp.get("/robots.txt")
@guard(anyone)
def robots() -> ResponseReturnValue:
    """Say what may be read. A demo is nothing to be found."""
    settings: Settings = current_app.config["SETTINGS"]
    text = render_template(
        "pages/robots.txt",
        is_open=not settings.is_demo,
        closed=[f"/{tag}/{path}" for tag in language.offered() for path in CLOSED],
        sitemap=absolute("/sitemap.xml"),
    )
    return _kept(Response(text, mimetype="text/plain"))


@bp.get("/sitemap.xml")
@guard(anyone)
def index() -> ResponseReturnValue:
    """Name the maps of every language: part 0 has all but the listings."""
    parts = range(newest_key() // MOST + 2)
    maps = (
        f"<sitemap><loc>{absolute(f'/sitemap-{tag}-{part}.xml')}</loc></sitemap>\n"
        for tag in language.offered()
        for part in parts
    )
    text = f"{HEAD}<sitemapindex {SPACE}>\n{''.join(maps)}</sitemapindex>\n"
    return _kept(Response(text, mimetype="application/xml"))


def _find(tag: str, part: int) -> tuple[str, int] | None:
    return (tag, part) if tag in language.offered() else None


@bp.get("/sitemap-<tag>-<int:part>.xml")
@guard(anyone, subject=_find)
def one(asked: tuple[str, int]) -> ResponseReturnValue:
    """Write one map as it is read."""
    tag, part = asked
    if part > newest_key() // MOST + 1:
        raise NotFound
    addresses = _listings(tag, part) if part else _others(tag)
    return _kept(Response(stream_with_context(_written(addresses)), mimetype="application/xml"))


def _written(addresses: Iterator[str]) -> Iterator[str]:
    yield f"{HEAD}<urlset {SPACE}>\n"
    yield from addresses
    yield "</urlset>\n"


def _others(tag: str) -> Iterator[str]:
    paths = [
        *OWN,
        *(f"categories/{slug}" for slug in category_slugs()),
        *(f"s/{name}" for name in seller_names()),
    ]
    for path in paths[:MOST]:
        yield _address(f"/{tag}/{path}")


def _listings(tag: str, part: int) -> Iterator[str]:
    last = part * MOST
    for place in listings_between(last - MOST + 1, last, tag):
        path = f"/{tag}/listings/{place.code}/{quote(address_of(place.title))}"
        yield _address(path, f"{place.changed_at:%Y-%m-%d}")


def _address(path: str, changed: str = "") -> str:
    since = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(path))}</loc>{since}</url>\n"


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = HOUR
    return answer
