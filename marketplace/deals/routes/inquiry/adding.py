"""Adding goods to one's inquiry, from wherever goods stand."""

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from limits import RateLimitItemPerHour

from marketplace.catalog.models import Listing
from marketplace.catalog.queries.public_visible import shown_listing
from marketplace.core import limits
from marketplace.core.db import unit_of_work
from marketplace.core.errors import Refused
from marketplace.core.permissions import anyone, guard, present_reader
from marketplace.core.web.addresses import own_address
from marketplace.deals.operations.writing import DraftWriter, add_goods
from marketplace.deals.queries.goods import company_called
from marketplace.deals.routes import bp
from marketplace.deals.routes.inquiry.draft_holder import draft_here, holder_to_write, token_here

#: Whoever has no account is counted by network, drafts that they begin more closely.
BEGUN_BY_NETWORK = RateLimitItemPerHour(40, namespace="inquiry-begun")
KEPT_BY_NETWORK = RateLimitItemPerHour(400, namespace="inquiry-kept")
#: What no quantity of anything exceeds; larger ones are mistakes of typing.
DIGITS = 9


@bp.post("/inquiry/add/<code>")
@guard(anyone, subject=shown_listing)
def add_to_inquiry(listing: Listing) -> ResponseReturnValue:
    """Add goods to the inquiry to their seller and lead back to where the button stands."""
    seller = listing.company
    name, address = company_called(seller), url_for(".inquiry", company=seller.code)
    count_writing(begins=draft_here(seller) is None)
    writer = DraftWriter(holder_to_write(), token_here())
    try:
        goods = unit_of_work(add_goods, listing, writer, quantity=quantity_in(request.form))
    except Refused as refusal:
        flash(refusal.sentence, "bad")
    else:
        words = ngettext(
            "Added. Your inquiry to %(seller)s asks for one of the goods.",
            "Added. Your inquiry to %(seller)s asks for %(num)d of the goods.",
            goods,
            seller=name,
        )
        flash(words, "good")
    return redirect(own_address(request.form.get("back")) or address)


def count_writing(*, begins: bool) -> None:
    """Count what an anonymous reader writes. Raises TooMany when their network wrote too much."""
    if present_reader() is not None:
        return
    network = limits.network_of(request.remote_addr)
    limits.count(KEPT_BY_NETWORK, network)
    if begins:
        limits.count(BEGUN_BY_NETWORK, network)


def quantity_in(sent: Mapping[str, str]) -> int | None:
    """Return the quantity that an address or a button names, None for none that can be."""
    typed = sent.get("quantity", "")
    return int(typed) or None if typed.isdecimal() and len(typed) <= DIGITS else None
