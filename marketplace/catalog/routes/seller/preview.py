"""The listing's page as it will be, before anybody but its seller sees it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.catalog.models import Listing
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import editable_version_of
from marketplace.catalog.queries.preview import page_for
from marketplace.catalog.queries.public_money import OwnMoney
from marketplace.catalog.routes import bp
from marketplace.catalog.routes.public.facts import facts_of
from marketplace.catalog.routes.seller.preview_reader import chosen_currency, chosen_reader
from marketplace.catalog.routes.seller.subjects import find_goods
from marketplace.catalog.rules import reads_goods, writes_goods
from marketplace.core.permissions import Answer, guard, present_reader
from marketplace.core.web import language

MOST_DIGITS = 10


@bp.get("/c/<company>/selling/listings/<code>/preview")
@guard(reads_goods, subject=find_goods)
def preview(listing: Listing) -> ResponseReturnValue:
    """Show the page to a chosen reader, in the language of the address."""
    reader = chosen_reader()
    goods = page_for(goods_of(editable_version_of(listing)), language.current().tag, reader)
    own = OwnMoney(chosen_currency())
    for step in goods.prices.steps:
        own.written(step.price.price)
    return render_template(
        "catalog/seller_preview.html",
        company=listing.company,
        goods=goods,
        facts=facts_of(goods),
        quantity=_quantity(listing),
        stride=listing.carton_units or listing.moq or 1,
        own=own,
        preview_reader=reader,
        may_write=writes_goods.check(present_reader(), listing).answer is Answer.YES,
    )


def _quantity(listing: Listing) -> int:
    typed = request.args.get("quantity", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS
    return max(1, int(typed)) if is_number else listing.moq or 1
