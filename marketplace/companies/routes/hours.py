"""When a company works, and its own days off."""

from dataclasses import dataclass
from datetime import date

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.queries.preferences import zone_choices
from marketplace.companies.forms import DayOffForm, HoursForm, calendar_day
from marketplace.companies.models import Company
from marketplace.companies.operations import add_day_off, change_hours, remove_day_off
from marketplace.companies.queries import (
    calendar_of,
    days_off_of,
    find_open_company,
    next_holidays,
    work_week_of,
    zones_of,
)
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import actor, back_to, locale, may_write
from marketplace.companies.routes.profile import page_of_form
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard
from marketplace.reference.queries import weekend_of

WEEK = frozenset(range(7))


def _hours_now(company: Company) -> dict[str, object]:
    calendar = calendar_of(company)
    return {
        "time_zone": calendar.time_zone or "",
        "days": [str(day) for day in work_week_of(company, calendar)],
        "opens_at": f"{calendar.opens_at:%H:%M}" if calendar.opens_at else "",
        "closes_at": f"{calendar.closes_at:%H:%M}" if calendar.closes_at else "",
    }


def _zones(country: str) -> list[tuple[str, str]]:
    """Return every zone with its name in the language of the page, those of the country first."""
    own = set(zones_of(country))
    named = zone_choices(locale())
    return [each for each in named if each[0] in own] + [
        each for each in named if each[0] not in own
    ]


def _form(company: Company) -> HoursForm:
    return HoursForm(
        _zones(company.country),
        WEEK - weekend_of(company.country),
        data=_hours_now(company),
        row_version=calendar_of(company).version,
    )


def _page(
    company: Company, form: HoursForm, day_off: DayOffForm, **facts: bool
) -> ResponseReturnValue:
    return page_of_form(
        "companies/company_hours.html",
        company=company,
        form=form,
        day_off=day_off,
        plain=PlainForm(formdata=None),
        days_off=days_off_of(company),
        holidays=next_holidays(company.country, locale()),
        **facts,
    )


@bp.route("/c/<company>/company/hours", methods=["GET", "POST"])
@guard(may_write, subject=find_open_company)
def hours(company: Company) -> ResponseReturnValue:
    """Write when the company works."""
    form, code = _form(company), company.code
    if form.validate_on_submit() and form.done_by(
        change_hours,
        company,
        form.hours,
        seen_version=form.seen_version,
        actor=actor(company),
    ):
        flash(_("Saved."), "good")
        return back_to("overview", code)
    version, now = calendar_of(company).version, _hours_now(company)
    changed = form.is_submitted() and form.show_present(version, now)
    return _page(company, form, DayOffForm(formdata=None), has_changed=changed)


@bp.post("/c/<company>/company/days-off")
@guard(may_write, subject=find_open_company)
def new_day_off(company: Company) -> ResponseReturnValue:
    """Add a day off."""
    form, code = DayOffForm(), company.code
    day = calendar_day(form.day.data or "")
    if (
        form.validate_on_submit()
        and day
        and form.done_by(add_day_off, company, day, form.name.data or "", actor=actor(company))
    ):
        flash(_("You are closed on that day."), "good")
        return back_to("hours", code)
    unsent = HoursForm(
        _zones(company.country),
        WEEK - weekend_of(company.country),
        formdata=None,
        data=_hours_now(company) | {"row_version": str(calendar_of(company).version)},
    )
    return _page(company, unsent, form)


@dataclass(frozen=True)
class OneDay:
    """A day of a company's calendar."""

    company: Company
    day: date


def _find_day(company: str, day: str) -> OneDay | None:
    found, read = find_open_company(company), calendar_day(day)
    return OneDay(found, read) if found and read else None


@bp.post("/c/<company>/company/days-off/<day>/remove", endpoint="remove_day_off")
@guard(may_write, subject=_find_day)
def work_after_all(one: OneDay) -> ResponseReturnValue:
    """Take a day off back."""
    form, code = PlainForm(), one.company.code
    if form.validate_on_submit() and form.done_by(
        remove_day_off, one.company, one.day, actor=actor(one.company)
    ):
        flash(_("You work on that day after all."), "good")
    return back_to("hours", code)
