"""A seller's page: its story first, then figures, certificates, goods and what was checked."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_sellers import page_of_seller
from marketplace.catalog.routes import bp
from marketplace.companies.queries.address_names import NamedSeller, seller_under
from marketplace.core.permissions import anyone, guard
from marketplace.core.web.browser_cache import fresh
from marketplace.verification.queries import may_show_goods


def _find(name: str) -> tuple[NamedSeller, str] | None:
    found = seller_under(name)
    return (found, name) if found and may_show_goods(found.company) else None


@bp.get("/s/<name>")
@guard(anyone, subject=_find)
def seller(asked: tuple[NamedSeller, str]) -> ResponseReturnValue:
    """Show a seller whose company check holds; an old name leads to the present one."""
    found, name = asked
    if name != found.name:
        return redirect(url_for("catalog.seller", name=found.name), 301)
    page = page_of_seller(found.company, found.name, request.args.get("after"))
    shown = render_template(
        "catalog/public_seller.html",
        page=page,
        own=own_money_of(page.goods.rows),
        saved=saved_by_reader([card.id for card in page.goods.rows]),
    )
    return fresh(Response(shown))
