"""Goods that a person keeps for later."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.rules import signed_in
from marketplace.catalog.models import Listing
from marketplace.catalog.operations.favourites import remove_favourite, save_favourite
from marketplace.catalog.queries.public_favourites import (
    count_of_favourites,
    favourites_of,
    kept_or_shown,
)
from marketplace.catalog.queries.public_money import own_money_of
from marketplace.catalog.queries.public_visible import shown_listing
from marketplace.catalog.routes import bp
from marketplace.core.db import unit_of_work
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web.addresses import own_address
from marketplace.core.web.refusals import done_or_flashed


@bp.get("/favourites")
@guard(signed_in)
def favourites() -> ResponseReturnValue:
    """Show what the reader keeps, the newest kept first."""
    person = present_reader().person
    page = favourites_of(person, request.args.get("after"))
    return render_template(
        "catalog/public_favourites.html",
        page=page,
        count=count_of_favourites(person),
        own=own_money_of(page.rows),
        saved=frozenset(card.id for card in page.rows),
    )


@bp.post("/favourites/<code>/add")
@guard(signed_in, subject=shown_listing)
def save(listing: Listing) -> ResponseReturnValue:
    """Keep a listing and lead back to the page that the button stands on."""
    if done_or_flashed(save_favourite, present_reader().person, listing):
        flash(_("Saved. You find it under Saved goods."), "good")
    return redirect(_back())


@bp.post("/favourites/<code>/remove")
@guard(signed_in, subject=kept_or_shown)
def unsave(listing: Listing) -> ResponseReturnValue:
    """Keep a listing no longer and lead back to the page that the button stands on."""
    unit_of_work(remove_favourite, present_reader().person, listing)
    flash(_("No longer saved."), "good")
    return redirect(_back())


def _back() -> str:
    """Return the address on this house that the form names, else the list of what is kept."""
    return own_address(request.form.get("back")) or url_for("catalog.favourites")
