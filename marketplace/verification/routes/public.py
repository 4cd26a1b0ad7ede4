"""How companies are checked, in plain words."""

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.core.permissions import anyone, guard
from marketplace.reference.queries.settings import check_holds_days
from marketplace.verification.queries import WORKING_DAYS
from marketplace.verification.routes import bp


@bp.get("/how-we-verify")
@guard(anyone)
def how_we_verify() -> ResponseReturnValue:
    """Say what is checked and what is not, how long it takes, and what a badge says."""
    return render_template(
        "verification/public_how_we_verify.html",
        working_days=WORKING_DAYS,
        days=check_holds_days(),
    )
