"""The operators of an office, for its administrators: appointed, changed, ended."""

from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.enums import OfficeState, OperatorRole, operator_role_name
from marketplace.accounts.forms import AppointForm, OperatorForm
from marketplace.accounts.models import Office, Operator
from marketplace.accounts.operations import appoint_operator, change_operator, end_operator
from marketplace.accounts.queries import (
    Reader,
    find_office,
    find_operator,
    office_name,
    page_reader,
)
from marketplace.accounts.queries.offices import open_offices
from marketplace.accounts.routes import bp
from marketplace.accounts.rules import administers_office, administers_operator, holds
from marketplace.core.db import once
from marketplace.core.errors import NotFound
from marketplace.core.forms import PlainForm
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard
from marketplace.core.web.refusals import done_or_flashed


def _open_office(office: str) -> Office | None:
    found = find_office(office)
    return found if found and found.state is OfficeState.OPEN else None


@bp.route("/desk/offices/<office>/appoint", methods=["GET", "POST"], endpoint="appoint_operator")
@guard(administers_office, subject=_open_office)
def appoint(office: Office) -> ResponseReturnValue:
    """Appoint an operator of the office by mail."""
    form = AppointForm()
    form.offer_roles()
    enabled = current_app.config["SETTINGS"].languages
    form.language.choices = [(tag, LANGUAGES[tag].name) for tag in enabled]
    if form.validate_on_submit():
        code, mail = office.code, str(form.mail.data)
        if form.carry_out(_appoint, office, form, page_reader()):
            flash(_("Appointed. The mail to %(mail)s says what to do next.", mail=mail), "good")
            return redirect(url_for(".office", office=code))
    return render_template("accounts/operator_appoint.html", form=form, office=office)


def _appoint(office: Office, form: AppointForm, reader: Reader) -> str:
    def carry_out() -> str:
        return appoint_operator(
            mail=str(form.mail.data),
            name=str(form.name.data),
            language=str(form.language.data),
            office=office,
            roles=form.chosen_roles,
            actor=reader.actor(),
        ).code

    return once(str(form.once_key.data), "appoint_operator", carry_out)


@bp.route("/desk/offices/<office>/operators/<person>", methods=["GET", "POST"])
@guard(administers_operator, subject=find_operator)
def operator(operator: Operator) -> ResponseReturnValue:
    """Change an operator's roles and office; the second of two editors sees what changed."""
    office = operator.office
    form = OperatorForm(
        data={"roles": [role.value for role in operator.roles], "office": office.code},
        row_version=operator.version,
    )
    form.offer_roles()
    offered = {row.code: row for row in _offices_to_move_to()}
    form.office.choices = [(code, office_name(row)) for code, row in offered.items()]
    if form.validate_on_submit():
        chosen = offered[str(form.office.data)]
        if form.carry_out(_change, operator, form, chosen, page_reader()):
            flash(_("Saved. They were told by mail."), "good")
            return _after(chosen)
    if operator.person.operator is None:
        raise NotFound
    has_changed = form.is_submitted() and form.seen_version != operator.version
    form.row_version.data = str(operator.version)
    page = render_template(
        "accounts/operator_operator.html",
        form=form,
        operator=operator,
        office=operator.office,
        roles_now=[operator_role_name(role) for role in OperatorRole if role in operator.roles],
        has_changed=has_changed,
        plain=PlainForm(formdata=None),
    )
    return page, HTTPStatus.CONFLICT if has_changed else HTTPStatus.OK


def _offices_to_move_to() -> list[Office]:
    person = page_reader().person
    return [
        office
        for office in open_offices()
        if holds(person, OperatorRole.ADMINISTRATOR, office=office)
    ]


def _change(operator: Operator, form: OperatorForm, office: Office, reader: Reader) -> bool:
    change_operator(
        operator,
        office=office,
        roles=form.chosen_roles,
        seen_version=form.seen_version,
        actor=reader.actor(),
    )
    return True


def _after(office: Office) -> ResponseReturnValue:
    """Lead back to the office, or to the desk when the reader may no longer see it."""
    person = page_reader().person
    if holds(person, OperatorRole.ADMINISTRATOR, office=office):
        return redirect(url_for(".office", office=office.code))
    return redirect(url_for("desk.home"))


@bp.post("/desk/offices/<office>/operators/<person>/end", endpoint="end_operator")
@guard(administers_operator, subject=find_operator)
def end(operator: Operator) -> ResponseReturnValue:
    """End somebody's work as an operator; their sessions end at once."""
    code, person = operator.office.code, operator.code
    is_self = page_reader().person.code == person
    if not PlainForm().validate_on_submit():
        return redirect(url_for(".operator", office=code, person=person))
    if not done_or_flashed(end_operator, operator, actor=page_reader().actor()):
        return redirect(url_for(".operator", office=code, person=person))
    flash(_("They are no longer an operator, and are signed out everywhere."), "good")
    return redirect(url_for("pages.home") if is_self else url_for(".office", office=code))
