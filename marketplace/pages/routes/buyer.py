"""A buyer's home."""

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.companies.models import Company
from marketplace.companies.queries import find_buyer
from marketplace.companies.rules import is_member
from marketplace.core.permissions import guard, present_reader
from marketplace.pages.queries import home_of
from marketplace.pages.routes import bp
from marketplace.verification.queries import badge_of


@bp.get("/c/<company>/buying")
@guard(is_member, subject=find_buyer)
def buyer_home(company: Company) -> ResponseReturnValue:
    """Show what waits for the buyer, then how the company stands here."""
    home = home_of(company, present_reader().person)
    return render_template(
        "pages/buyer_home.html", company=company, home=home, badge=badge_of(company)
    )
