"""The home page, the legal texts, the style guide."""

from datetime import date, timedelta

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from marketplace.accounts.enums import CONSENT_VERSIONS, ConsentKind
from marketplace.accounts.operations.sign_up import CONFIRM_WITHIN, DRAFT_KEPT
from marketplace.config import Settings
from marketplace.core.errors import NotFound
from marketplace.core.permissions import anyone, guard
from marketplace.pages.routes import bp


def _version(kind: ConsentKind) -> date:
    return date.fromisoformat(CONSENT_VERSIONS[kind])


@bp.get("/")
@guard(anyone)
def home() -> ResponseReturnValue:
    """Say what this house is for, and how it works for each side."""
    return render_template("pages/public_home.html")


@bp.get("/terms")
@guard(anyone)
def terms() -> ResponseReturnValue:
    """Show the terms of use that people agree to today."""
    return render_template(
        "pages/public_terms.html",
        version=_version(ConsentKind.TERMS),
        confirm_days=CONFIRM_WITHIN.days,
    )


@bp.get("/privacy")
@guard(anyone)
def privacy() -> ResponseReturnValue:
    """Show the privacy notice of today."""
    return render_template(
        "pages/public_privacy.html",
        version=_version(ConsentKind.PRIVACY),
        draft_hours=DRAFT_KEPT // timedelta(hours=1),
        confirm_days=CONFIRM_WITHIN.days,
    )


@bp.get("/styleguide")
@guard(anyone)
def styleguide() -> ResponseReturnValue:
    """Show every component in its states, in the demo and test profiles only."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.shows_tools:
        raise NotFound
    return render_template("styleguide/styleguide.html")
