"""The organisation's offices, for administrators."""

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.accounts.enums import OperatorRole, operator_role_name
from marketplace.accounts.forms import NewOfficeForm, OfficeForm
from marketplace.accounts.models import Office, Operator, Person
from marketplace.accounts.operations import (
    change_office,
    close_office,
    open_office,
    reopen_office,
)
from marketplace.accounts.queries import (
    Reader,
    countries_of,
    find_office,
    page_reader,
)
from marketplace.accounts.queries.offices import (
    offices_of_countries,
    offices_on_list,
    operators_of,
)
from marketplace.accounts.queries.preferences import listed_zones, present_zone_choices
from marketplace.accounts.routes import bp
from marketplace.accounts.rules import administers, administers_house, administers_office, holds
from marketplace.core import clock
from marketplace.core.db import once
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard
from marketplace.core.phones import written_phone
from marketplace.core.web.paging import newest_first
from marketplace.core.web.refusals import done_or_flashed
from marketplace.reference.queries import country_choices, country_name


def _may_change_offices() -> bool:
    operator = page_reader().operator
    return operator is not None and operator.is_administrator and operator.office.is_headquarters


def _names(codes: list[str]) -> list[str]:
    locale = str(get_locale())
    return sorted(country_name(code, locale) for code in codes)


@bp.get("/desk/offices")
@guard(administers)
def offices() -> ResponseReturnValue:
    """List the offices, with what each looks after."""
    person, rows = page_reader().person, offices_on_list()
    mine = {
        row.office.code
        for row in rows
        if holds(person, OperatorRole.ADMINISTRATOR, office=row.office)
    }
    return render_template(
        "accounts/operator_offices.html",
        rows=[(row, _names(row.countries)) for row in rows],
        mine=mine,
        may_change=_may_change_offices(),
    )


@bp.get("/desk/offices/<office>")
@guard(administers_office, subject=find_office)
def office(office: Office) -> ResponseReturnValue:
    """Show an office and its operators."""
    there = clock.now().astimezone(ZoneInfo(office.time_zone))
    return render_template(
        "accounts/operator_office.html",
        office=office,
        countries=_names(countries_of(office)),
        clock_there=format_datetime(there, "EEEE HH:mm", locale=get_locale()),
        page=newest_first(
            operators_of(office),
            at=Operator.appointed_at,
            code=Person.code,
            cursor=request.args.get("after"),
        ),
        form=PlainForm(formdata=None),
        role_name=operator_role_name,
        all_roles=list(OperatorRole),
        may_change=_may_change_offices(),
    )


@bp.route("/desk/offices/new", methods=["GET", "POST"])
@guard(administers_house)
def new_office() -> ResponseReturnValue:
    """Open an office."""
    form = NewOfficeForm()
    taken = _offer_lists(form, None)
    if form.validate_on_submit():
        code = form.carry_out(_open_office, form, page_reader())
        if code:
            flash(_("The office is open. Now appoint who works there."), "good")
            return redirect(url_for(".office", office=code))
    return render_template("accounts/operator_office_new.html", form=form, taken=taken)


def _open_office(form: NewOfficeForm, reader: Reader) -> str:
    def carry_out() -> str:
        return open_office(form.facts, actor=reader.actor()).code

    return once(str(form.once_key.data), "open_office", carry_out)


@bp.route("/desk/offices/<office>/edit", methods=["GET", "POST"])
@guard(administers_house, subject=find_office)
def edit_office(office: Office) -> ResponseReturnValue:
    """Change an office; the second of two editors sees what changed."""
    present = countries_of(office)
    form = OfficeForm(obj=office, countries=present, row_version=office.version)
    if not form.is_submitted():
        form.phone.data = written_phone(office.phone)
    taken = _offer_lists(form, office)
    if form.validate_on_submit() and form.carry_out(_change_office, office, form, page_reader()):
        flash(_("Saved."), "good")
        return redirect(url_for(".office", office=office.code))
    has_changed = form.is_submitted() and form.seen_version != office.version
    form.row_version.data = str(office.version)
    page = render_template(
        "accounts/operator_office_edit.html",
        form=form,
        office=office,
        taken=taken,
        countries=_names(countries_of(office)),
        has_changed=has_changed,
    )
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


def _change_office(office: Office, form: OfficeForm, reader: Reader) -> bool:
    change_office(office, form.facts, seen_version=form.seen_version, actor=reader.actor())
    return True


def _offer_lists(form: NewOfficeForm | OfficeForm, office: Office | None) -> dict[str, Office]:
    """Fill the form's lists, the office's countries first; return whose the others are by now."""
    standing = office.time_zone if office else ""
    kept = [(standing, standing)] if standing and standing not in listed_zones() else []
    form.time_zone.choices = [("", _("Choose a time zone")), *kept, *present_zone_choices()]
    others = {
        country: other
        for country, other in offices_of_countries().items()
        if office is None or other.id != office.id
    }
    ticked = set(form.countries.data or ())
    form.countries.choices = sorted(
        country_choices(str(get_locale())),
        key=lambda choice: (choice[0] not in ticked, choice[0] in others),
    )
    return others


@bp.post("/desk/offices/<office>/close", endpoint="close_office")
@guard(administers_house, subject=find_office)
def close(office: Office) -> ResponseReturnValue:
    """Close an office without operators."""
    return _carry_out_on(office, close_office, _("The office is closed."))


@bp.post("/desk/offices/<office>/reopen", endpoint="reopen_office")
@guard(administers_house, subject=find_office)
def reopen(office: Office) -> ResponseReturnValue:
    """Open a closed office again."""
    return _carry_out_on(office, reopen_office, _("The office is open again. Give it countries."))


def _carry_out_on(office: Office, act: Callable[..., None], done: str) -> ResponseReturnValue:
    code = office.code
    if PlainForm().validate_on_submit() and done_or_flashed(
        act, office, actor=page_reader().actor()
    ):
        flash(done, "good")
    return redirect(url_for(".office", office=code))
