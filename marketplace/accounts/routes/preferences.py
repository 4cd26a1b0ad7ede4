"""In which language, currency and time zone a reader reads: kept by the person or the browser."""

from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts.forms import PreferencesForm
from marketplace.accounts.operations import change_preferences
from marketplace.accounts.queries import Preferences, Reader, preferences, present_reader
from marketplace.accounts.queries.preferences import (
    CURRENCY_COOKIE,
    WORLD_CURRENCY,
    ZONE_COOKIE,
    present_zone_choices,
)
from marketplace.accounts.routes import bp
from marketplace.core.languages import LANGUAGES
from marketplace.core.money import Money
from marketplace.core.permissions import anyone, guard
from marketplace.core.web import language
from marketplace.core.web.addresses import own_address
from marketplace.reference.queries import currency_choices, present_rates

COOKIE_SECONDS = 365 * 86400


@bp.route("/preferences", methods=["GET", "POST"], endpoint="preferences")
@guard(anyone)
def choose() -> ResponseReturnValue:
    """Show and change how the reader reads; for people with an account on all their devices."""
    reader = present_reader()
    version = reader.person.version if reader else 0
    standing = preferences()
    form = _form(standing, version)
    if form.validate_on_submit():
        if reader is None:
            return _keep_in_browser(_done(form.wanted), form.wanted)
        if form.carry_out(_change, reader, form):
            return _done(form.wanted)
    has_changed = form.is_submitted() and form.seen_version != version
    form.row_version.data = str(version)
    page = render_template(
        "accounts/public_preferences.html",
        form=form,
        standing=standing,
        has_changed=has_changed,
        compared_in=WORLD_CURRENCY if _lacks_rate(standing.currency) else "",
    )
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


def _lacks_rate(currency: str) -> bool:
    return present_rates().convert(Money.zero(WORLD_CURRENCY), currency).money is None


def _form(standing: Preferences, version: int) -> PreferencesForm:
    form = PreferencesForm(obj=standing, row_version=version)
    locale = str(get_locale())
    form.language.choices = [(tag, LANGUAGES[tag].name) for tag in language.offered()]
    form.currency.choices = list(currency_choices(locale, standing.currency))
    form.time_zone.choices = present_zone_choices()
    return form


def _change(reader: Reader, form: PreferencesForm) -> bool:
    change_preferences(
        reader.person, form.wanted, seen_version=form.seen_version, actor=reader.actor()
    )
    return True


def _done(wanted: Preferences) -> Response:
    """Lead back to where the reader came from, in the language that they chose."""
    with force_locale(LANGUAGES[wanted.language].locale):  # of the page that comes next
        flash(_("Saved."), "good")
    here = url_for("accounts.preferences", lang=wanted.language)
    back = own_address(request.args.get("next"))
    return redirect(_in_language(back, wanted.language) if back else here)


def _in_language(address: str, tag: str) -> str:
    head, mark, query = address.partition("?")
    parts = head.split("/")
    if parts[1] in LANGUAGES:
        parts[1] = tag
    return "/".join(parts) + mark + query


def _keep_in_browser(answer: Response, wanted: Preferences) -> Response:
    is_https: bool = current_app.config["SETTINGS"].is_https
    for name, value in (
        (language.COOKIE, wanted.language),
        (CURRENCY_COOKIE, wanted.currency),
        (ZONE_COOKIE, wanted.time_zone),
    ):
        answer.set_cookie(name, value, max_age=COOKIE_SECONDS, samesite="Lax", secure=is_https)
    return answer
