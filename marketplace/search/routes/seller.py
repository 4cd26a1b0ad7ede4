"""What buyers searched for and did not find, on the pages of a seller."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.catalog.queries.public_categories import tree
from marketplace.companies.models import Company
from marketplace.companies.queries import find_seller
from marketplace.companies.rules import is_member
from marketplace.core.permissions import guard
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web import language
from marketplace.search.queries.searched import SELLERS_DAYS, not_found_for
from marketplace.search.routes import bp

SEEN_AT_HOME = 5
EVERYWHERE = "all"


@bp.get("/c/<company>/selling/searched")
@guard(is_member, subject=find_seller)
def not_found(company: Company) -> ResponseReturnValue:
    """List what was searched and not found in the branches of the seller's goods, or elsewhere."""
    own, others = not_found_for(company)
    is_elsewhere = request.args.get("branches") == EVERYWHERE or not own
    address = url_for("search.not_found", company=company.code)
    tabs = [
        {"label": _("Your categories"), "href": address, "count": len(own)},
        {"label": _("Others"), "href": f"{address}?branches={EVERYWHERE}", "count": len(others)},
    ]
    tabs[is_elsewhere]["is_here"] = True
    return render_template(
        "search/seller_searched.html",
        company=company,
        words=others if is_elsewhere else own,
        tabs=tabs if own else [],
        days=SELLERS_DAYS,
        branches=tree(language.current().tag).by_slug,
    )


def _panel(company: Company, **_subject: object) -> Facts | None:
    own, others = not_found_for(company)
    words = own or others
    if not words:
        return None
    return {
        "company": company,
        "words": words[:SEEN_AT_HOME],
        "count": len(own) + len(others),
        "is_own": bool(own),
        "days": SELLERS_DAYS,
        "branches": tree(language.current().tag).by_slug,
    }


_PANEL = Filling(30, "search/_seller_searched.html", _panel)


def install() -> None:
    """Put what was not found onto the home of sellers."""
    fill("seller_home.charts", _PANEL)
