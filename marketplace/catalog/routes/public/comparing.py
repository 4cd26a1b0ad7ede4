"""Goods side by side; which ones, at what quantity, stands in the address."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.catalog.queries.public_cards import cards_with
from marketplace.catalog.queries.public_compare import (
    DEFAULT_QUANTITY,
    MOST,
    lines_of,
    sides_of,
)
from marketplace.catalog.queries.public_favourites import saved_by_reader
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_seen import seen_before
from marketplace.catalog.routes import bp
from marketplace.core.ids import read_public_id
from marketplace.core.permissions import anyone, guard

DIGITS = 9


@bp.get("/compare")
@guard(anyone)
def compare() -> ResponseReturnValue:
    """Compare up to four goods: a real table, the best values marked, equal rows to be hidden."""
    known = (read_public_id(one, "LST") for one in request.args.getlist("goods"))
    asked = list(dict.fromkeys(code for code in known if code))
    sides = sides_of(asked)
    codes = [side.card.code for side in sides]
    quantity = _quantity()
    lines = lines_of(sides, quantity)
    more = cards_with([code for code in seen_before() if code not in codes][:MOST])
    return render_template(
        "catalog/public_compare.html",
        sides=sides,
        codes=codes,
        lines=lines,
        quantity=quantity,
        hides_equal=request.args.get("equal") == "hidden",
        left_out=len(asked) > MOST,
        room=MOST - len(codes),
        more=more if len(codes) < MOST else [],
        own=own_money_of([side.card for side in sides]),
        saved=saved_by_reader([side.card.id for side in sides]),
    )


def _quantity() -> int:
    typed = request.args.get("quantity", "")
    return int(typed) or 1 if typed.isdecimal() and len(typed) <= DIGITS else DEFAULT_QUANTITY
