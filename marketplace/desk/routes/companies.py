"""A company's record for operators: facts, members, history, and acting for it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.accounts.rules import holds
from marketplace.companies.enums import CompanyState, Side, kind_name, role_name, staff_name
from marketplace.companies.models import Company
from marketplace.companies.operations import begin_acting
from marketplace.companies.queries import (
    acting_now,
    find_acting,
    find_any_company,
    find_open_company,
    history_of,
    members_of,
    others_state,
    profile_of,
)
from marketplace.companies.queries.acting import ACTING_ROLES
from marketplace.companies.rules import looks_after, may_act_for
from marketplace.core.permissions import guard, present_reader
from marketplace.core.web.refusals import flash_all
from marketplace.desk.forms import ActForm
from marketplace.desk.routes.operator import bp
from marketplace.reference.queries import country_name


@bp.get("/desk/companies/<company>")
@guard(looks_after, subject=find_any_company)
def company(company: Company) -> ResponseReturnValue:
    """Show what a company states, who acts for it, and what happened."""
    return _page(company, ActForm())


@bp.post("/desk/companies/<company>/act")
@guard(may_act_for, subject=find_open_company)
def act(company: Company) -> ResponseReturnValue:
    """Begin to act for the company, with a reason; its owners are told at once."""
    form, code, reader = ActForm(), company.code, present_reader()
    if form.validate_on_submit() and form.done_by(
        begin_acting,
        company,
        reader.person,
        reason=str(form.reason.data),
        actor=reader.actor(),
    ):
        flash(_("You act for this company now. Its owners have been told."), "good")
        return redirect(url_for("companies.overview", company=code))
    flash_all(form.summary)
    form.summary.clear()
    return _page(company, form)


def _page(company: Company, form: ActForm) -> str:
    reader = present_reader().person
    locale = str(get_locale())
    profile = profile_of(company)
    return render_template(
        "desk/operator_company.html",
        company=company,
        profile=profile,
        markets=[country_name(code, locale) for code in profile.markets],
        members=members_of(company),
        happenings=history_of(company),
        acting=acting_now(company),
        mine=find_acting(company, reader),
        may_act=company.state is CompanyState.OPEN
        and holds(reader, *ACTING_ROLES, country=company.country),
        number_stated=company.side is Side.SELLER
        and others_state(company.number_key, apart_from=company),
        role_name=role_name,
        kind_name=kind_name,
        staff_name=staff_name,
        form=form,
        wants_to_act=request.method == "POST",
    )
