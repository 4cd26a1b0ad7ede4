"""What goes along when a buyer's company check is approved."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.core.db import unit_of_work
from marketplace.core.errors import HouseError
from marketplace.core.forms import HouseForm
from marketplace.core.permissions import guard
from marketplace.deals.enums import InquiryState
from marketplace.deals.operations.waiting import let_go_along
from marketplace.deals.queries.waiting import waiting_of_buyer
from marketplace.deals.routes import bp
from marketplace.deals.routes.operator.chosen import reader_here
from marketplace.verification.models import CompanyCheck
from marketplace.verification.queries import find_check
from marketplace.verification.rules import may_decide


@bp.post("/desk/checks/<check>/inquiries")
@guard(may_decide, subject=find_check)
def let_inquiries_go(check: CompanyCheck) -> ResponseReturnValue:
    """Let the ticked inquiries of the company go along with its approval, the others not."""
    code, reader = check.code, reader_here()
    shown, ticked = set(request.form.getlist("shown")), set(request.form.getlist("goes"))
    left = 0
    if HouseForm().validate_on_submit():
        for inquiry in waiting_of_buyer(check.company):
            key = f"{inquiry.code}.{inquiry.version}"
            if inquiry.state is not InquiryState.WAITING or key not in shown:
                continue
            try:
                unit_of_work(
                    let_go_along,
                    inquiry,
                    goes=key in ticked,
                    operator=reader.person,
                    seen_version=inquiry.version,
                    actor=reader.actor(),
                )
            except HouseError:
                left += 1
        flash(_("Kept. The ticked ones go along with the approval."), "good")
    if left:
        flash(_("Some were left: somebody else was faster, or has them."), "warn")
    return redirect(url_for("verification.check", check=code))
