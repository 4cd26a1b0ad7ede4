"""A listing's page: what the goods are, cost and ask, and who sells them."""

from collections.abc import Sequence

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.catalog.queries.public_cards import address_of
from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money
from marketplace.catalog.queries.public_page import PublicGoods, goods_of
from marketplace.catalog.queries.public_seen import remember, seen_before
from marketplace.catalog.queries.public_stamps import reads_by, stamp, still_holds
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.public.facts import facts_of
from marketplace.catalog.routes.public.structured import product_of
from marketplace.core.errors import NotFound
from marketplace.core.ids import read_public_id
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.browser_cache import fresh
from marketplace.core.web.cached_pages import RenderedPage, cached_page

#: What no quantity of anything exceeds; larger ones are mistakes of typing.
LARGEST_QUANTITY = 1_000_000_000


class _AnotherTitle(Exception):
    """The address has another title than the listing; the right path is the argument."""


def _find(code: str, title: str = "") -> tuple[str, str] | None:
    known = read_public_id(code, "LST")
    return (known, title) if known else None


@bp.get("/listings/<code>", defaults={"title": ""})
@bp.get("/listings/<code>/<title>")
@guard(anyone, subject=_find)
def listing(asked: tuple[str, str]) -> ResponseReturnValue:
    """Show a listing. Its id decides; another title in the address leads to the present one."""
    code, title = asked
    others = [one for one in seen_before() if one != code]
    try:
        if others:  # one's own
            answer = fresh(Response(_draw(code, title, others).text))
        else:
            answer = cached_page(lambda: _draw(code, title, ()), still_holds, reads_by=reads_by())
    except _AnotherTitle as present:
        return redirect(_as_asked(str(present)), 301)
    return remember(answer, code)


def _as_asked(path: str) -> str:
    """Return a path with what the reader asked for besides."""
    query = request.query_string.decode()
    return path + (f"?{query}" if query else "")


def _draw(code: str, title: str, seen: Sequence[str]) -> RenderedPage:
    """Draw the page. Raises NotFound for what nobody may see, _AnotherTitle."""
    goods = goods_of(code, seen=seen)
    if goods is None:
        raise NotFound
    if title != address_of(goods.words.title):
        raise _AnotherTitle(goods.path_in(language.current().tag))
    cards = (*goods.similar, *goods.seen)
    text = render_template(
        "catalog/public_listing.html",
        goods=goods,
        here=lambda tag: _as_asked(goods.path_in(tag)),
        quantity=_quantity(goods),
        stride=_stride(goods),
        facts=facts_of(goods),
        own=own_money([goods.prices, *(card.prices for card in cards)]),
        saved=saved_by_reader([goods.listing.id, *(card.id for card in cards)]),
        product=product_of(goods),
    )
    return RenderedPage(text, stamp(goods.stamps))


def _stride(goods: PublicGoods) -> int:
    """Return by how many units the quantity goes up and down: a carton, else the MOQ."""
    return goods.listing.carton_units or goods.listing.moq or 1


def _quantity(goods: PublicGoods) -> int:
    """Return the quantity that the reader asked for, else the MOQ, else one."""
    typed = request.args.get("quantity", "")
    first = goods.prices.steps[0].from_quantity if goods.prices.steps else 1
    quantity = int(typed) if typed.isdecimal() and len(typed) <= len(str(LARGEST_QUANTITY)) else 0
    quantity = quantity or goods.listing.moq or first
    step = {"less": -1, "more": 1}.get(request.args.get("step", ""), 0)
    return max(1, min(quantity + step * _stride(goods), LARGEST_QUANTITY))
