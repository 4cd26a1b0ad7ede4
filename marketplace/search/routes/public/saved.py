"""Searches that a person keeps: saving one, the list of them, how often news come."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries import Reader, preferences, present_reader
from marketplace.accounts.rules import signed_in
from marketplace.catalog.queries.public_prices import present_book
from marketplace.core.db import unit_of_work
from marketplace.core.forms import PlainForm
from marketplace.core.links import link_page
from marketplace.core.permissions import anyone, guard
from marketplace.core.web.addresses import own_address
from marketplace.notices.enums import Pace
from marketplace.notices.queries import pace_of
from marketplace.search.enums import NewsPace
from marketplace.search.forms import SavedSearchForm, SaveSearchForm, pace_name
from marketplace.search.models import SEARCH_NAME_LENGTH, SavedSearch
from marketplace.search.operations import (
    change_saved_search,
    remove_saved_search,
    save_search,
    stop_news,
)
from marketplace.search.queries.criteria import Criteria, read_criteria
from marketplace.search.queries.price_bands import price_bands
from marketplace.search.queries.saved import (
    STOP,
    criteria_of,
    find_saved_search,
    saved_like,
    saved_search_to_stop,
    saved_searches_of,
)
from marketplace.search.routes import bp
from marketplace.search.routes.public.facets import chosen_words, path_of
from marketplace.search.rules import own_saved_search

link_page(STOP, "search.stop_saved")


@bp.get("/searches")
@guard(signed_in, subject=present_reader)
def saved(reader: Reader) -> ResponseReturnValue:
    """List the searches that the reader keeps, the newest first."""
    found = [(one, criteria_of(one.args)) for one in saved_searches_of(reader.person)]
    return render_template(
        "search/account_searches.html",
        found=[(one, criteria, in_words(criteria), path_of(criteria)) for one, criteria in found],
        form=PlainForm(),
        pace_name=pace_name,
        wants_no_mails=pace_of(reader.person.code) is Pace.OFF,
    )


@bp.route("/searches/new", methods=["GET", "POST"])
@guard(signed_in, subject=present_reader)
def save(reader: Reader) -> ResponseReturnValue:
    """Save the search that the address carries, under a name; one that is kept is changed."""
    criteria = read_criteria(request.args)
    if not criteria.text and not criteria.is_filtered:
        return redirect(url_for("search.search"))
    existing = saved_like(reader.person, criteria)
    if existing is not None and request.method == "GET":
        return redirect(url_for("search.change_saved", code=existing.code))
    form = SaveSearchForm(name=suggested_name(criteria), pace=NewsPace.DAILY.value)
    if form.validate_on_submit() and _saved(reader, criteria, form):
        flash(_("The search is saved."), "good")
        return redirect(url_for("search.saved"))
    return render_template(
        "search/account_search.html",
        form=form,
        words=in_words(criteria),
        criteria=criteria,
        path=path_of(criteria),
        search=None,
    )


def _saved(reader: Reader, criteria: Criteria, form: SaveSearchForm) -> bool:
    name, key = str(form.name.data), str(form.once_key.data)
    saving = form.carry_out(
        save_search, reader.person, criteria, name, form.chosen_pace, once_key=key
    )
    return saving is not None


@bp.route("/searches/<code>", methods=["GET", "POST"])
@guard(own_saved_search, subject=find_saved_search)
def change_saved(search: SavedSearch) -> ResponseReturnValue:
    """Give a saved search another name, or news another pace."""
    form = SavedSearchForm(name=search.name, pace=search.pace.value, row_version=search.version)
    criteria = criteria_of(search.args)
    if form.validate_on_submit() and form.done_by(
        change_saved_search,
        search,
        str(form.name.data),
        form.chosen_pace,
        seen_version=form.seen_version,
    ):
        flash(_("Saved."), "good")
        return redirect(url_for("search.saved"))
    has_changed = form.is_submitted() and form.show_present(
        search.version, {"name": search.name, "pace": search.pace.value}
    )
    page = render_template(
        "search/account_search.html",
        form=form,
        words=in_words(criteria),
        criteria=criteria,
        path=path_of(criteria),
        search=search,
    )
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


@bp.post("/searches/<code>/remove")
@guard(own_saved_search, subject=find_saved_search)
def remove_saved(search: SavedSearch) -> ResponseReturnValue:
    """Keep a search no longer."""
    if PlainForm().validate_on_submit():
        unit_of_work(remove_saved_search, search)
        flash(_("The search is removed."), "good")
    return redirect(own_address(request.form.get("back")) or url_for("search.saved"))


@bp.route("/searches/stop/<token>", methods=["GET", "POST"])
@guard(anyone)
def stop_saved(token: str) -> ResponseReturnValue:
    """End the mails of a saved search, from a link in one of them; nobody needs to sign in."""
    search, form = saved_search_to_stop(token), PlainForm()
    if search is None:
        return render_template("search/public_stop_ended.html"), HTTPStatus.GONE
    if form.validate_on_submit():
        unit_of_work(stop_news, search)
        return redirect(url_for("search.stop_saved", token=token))
    is_off = search.pace is NewsPace.OFF
    return render_template("search/public_stop.html", form=form, search=search, is_off=is_off)


def in_words(criteria: Criteria) -> list[str]:
    """Return the filters of a search in the words of the page."""
    bands = price_bands(preferences().currency, present_book())
    return [words for _name, _value, words in chosen_words(criteria, bands)]


def suggested_name(criteria: Criteria) -> str:
    """Return a name for a search: what was typed, then what was chosen."""
    parts = [criteria.text, *in_words(criteria)]
    return " · ".join(part for part in parts if part)[:SEARCH_NAME_LENGTH].strip()
