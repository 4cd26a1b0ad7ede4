"""The desk: parked work and its second chance, the newest companies."""

from datetime import datetime, timedelta
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import Select

from marketplace.accounts.queries import countries_in_scope, preferences
from marketplace.accounts.rules import administers_house, is_operator
from marketplace.companies.enums import side_name
from marketplace.companies.models import Company
from marketplace.companies.queries import all_companies, count_founded_since
from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.permissions import guard, present_reader
from marketplace.core.text import one_line
from marketplace.core.web.paging import Page, newest_first
from marketplace.core.web.refusals import done_or_flashed
from marketplace.core.web.times import written_instant
from marketplace.core.work.models import Delivery
from marketplace.core.work.parked import find_delivery, parked_deliveries, retry_parked
from marketplace.desk.queries import companies_found, counts_of, heading_of, pace_of, what_waits
from marketplace.reference.countries import country_name, home_pack

bp = Blueprint("desk", __name__)


@bp.context_processor
def _words() -> dict[str, object]:
    locale = str(get_locale())
    return {"country": partial(country_name, locale=locale), "side": side_name}


COMPANIES_ON_THE_DESK = 8
MOST_WORDS = 100


def _scope() -> set[str] | None:
    return countries_in_scope(present_reader().person)


def _newest(companies: Select[Company], cursor: str | None, **size: int) -> Page[Company]:
    return newest_first(companies, at=Company.founded_at, code=Company.code, cursor=cursor, **size)


@bp.get("/desk")
@guard(is_operator)
def home() -> ResponseReturnValue:
    """Show what waits for an operator, and the newest companies; parked work to whom it is for."""
    now, countries = clock.now(), _scope()
    sees_parked = present_reader().operator.administers_house
    queues = what_waits(with_parked=sees_parked)
    return render_template(
        "desk/operator_home.html",
        now=now,
        today=_today(now),
        queues=queues,
        heading=heading_of(queues),
        parked=parked_deliveries(request.args.get("after")) if sees_parked else None,
        counts=counts_of(countries, now),
        pace=pace_of(countries, preferences().time_zone),
        companies=_newest(all_companies(countries), None, size=COMPANIES_ON_THE_DESK),
        new_today=count_founded_since(now - timedelta(days=1), countries),
    )


def _today(now: datetime) -> str:
    """Return day, time and city of the house, such as "Monday 23 November 2026, 17:40 Seoul"."""
    settings: Settings = current_app.config["SETTINGS"]
    return written_instant(now, home_pack(settings.home_country).TIME_ZONE, length="full")


@bp.get("/desk/companies")
@guard(is_operator)
def companies() -> ResponseReturnValue:
    """List the companies of the office's countries, or those looked for, the newest first."""
    words = one_line(request.args.get("q", ""))[:MOST_WORDS]
    found = _newest(companies_found(words, _scope()), request.args.get("after"))
    return render_template(
        "desk/operator_companies.html", companies=found, words=words, now=clock.now()
    )


@bp.post("/desk/parked/<code>/retry")
@guard(administers_house, subject=find_delivery)
def retry(delivery: Delivery) -> ResponseReturnValue:
    """Let parked work be tried again: it concerns the whole house, wherever it comes from."""
    if done_or_flashed(retry_parked, delivery.code, actor=present_reader().actor()):
        flash(_("It is tried again now."), "good")
    return redirect(url_for(".home"))
