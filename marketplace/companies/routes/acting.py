"""Ending one's acting for a company, from the banner on its pages."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.companies.models import Company
from marketplace.companies.operations import end_acting
from marketplace.companies.queries import find_any_company, present_acting
from marketplace.companies.routes import bp
from marketplace.companies.routes.page import actor
from marketplace.companies.rules import looks_after
from marketplace.core.forms import PlainForm
from marketplace.core.permissions import guard


@bp.post("/c/<company>/company/acting/end", endpoint="end_acting")
@guard(looks_after, subject=find_any_company)
def stop_acting(company: Company) -> ResponseReturnValue:
    """End acting for the company now; a second click is told that it has ended.

    The rule is the one of the page it leads to, since on a second click nobody acts any more.
    """
    form, code, name = PlainForm(), company.code, company.name
    row = present_acting(company)
    if row is None:
        flash(_("You no longer act for %(company)s.", company=name), "info")
    elif form.validate_on_submit() and form.done_by(end_acting, row, actor=actor(company)):
        flash(_("Acting for %(company)s has ended.", company=name), "good")
    return redirect(url_for("desk.company", company=code))
