"""A seller's home."""

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.companies.models import Company
from marketplace.companies.queries import find_seller, others_state
from marketplace.companies.rules import is_member
from marketplace.core.permissions import guard, present_reader
from marketplace.pages.queries import home_of
from marketplace.pages.routes import bp
from marketplace.verification.queries import badge_of


@bp.get("/c/<company>/selling")
@guard(is_member, subject=find_seller)
def seller_home(company: Company) -> ResponseReturnValue:
    """Show what waits for the seller, then how the company stands here."""
    return render_template(
        "pages/seller_home.html",
        company=company,
        home=home_of(company, present_reader().person),
        badge=badge_of(company),
        number_stated=others_state(company.number_key, apart_from=company),
    )
