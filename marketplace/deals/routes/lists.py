"""The deals of a seller and of a buyer as lists: ours first, by turn."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import find_company
from marketplace.core import clock
from marketplace.core.permissions import guard, present_reader
from marketplace.core.text import one_line
from marketplace.deals.queries.deals import SIDES, WAYS
from marketplace.deals.queries.lines import lines_of
from marketplace.deals.queries.lists import DealCounts, DealFilter, counts_of_deals, page_of_deals
from marketplace.deals.routes import bp
from marketplace.deals.rules import may_see_deal

#: What is looked for is cut off behind so many characters.
WORDS_LENGTH = 100


def _find(company: str, side: str) -> Company | None:
    return find_company(company, SIDES[side])


@bp.get("/c/<company>/<any(selling, buying):side>/deals")
@guard(may_see_deal, subject=_find)
def deals(company: Company) -> ResponseReturnValue:
    """List the company's deals, or those that what was typed names."""
    words = one_line(request.args.get("q", ""))[:WORDS_LENGTH]
    shown = _shown(company)
    page = page_of_deals(company, shown=shown, words=words, cursor=request.args.get("after"))
    counts = counts_of_deals(company)
    return render_template(
        "deals/member_deals.html",
        company=company,
        lines=lines_of(page.rows, company.side, present_reader().person),
        older=page.older,
        shown=shown,
        words=words,
        counts=counts,
        heading=_heading(counts),
        filters=_filters(company, counts, shown, words),
        way=WAYS[company.side],
        now=clock.now(),
    )


def _shown(company: Company) -> DealFilter | None:
    asked = request.args.get("show", "")
    known = asked in set(DealFilter) and (asked != DealFilter.OFFICE or company.side is Side.BUYER)
    return DealFilter(asked) if known else None


def _heading(counts: DealCounts) -> str:
    if counts.ours:
        words: str = ngettext(
            "One deal waits for your answer.", "%(num)d deals wait for your answer.", counts.ours
        )
    elif counts.under_way:
        words = ngettext("One deal is under way.", "%(num)d deals are under way.", counts.under_way)
    else:
        words = _("No deal is under way.")
    return words


def _filters(
    company: Company, counts: DealCounts, shown: DealFilter | None, words: str
) -> list[dict[str, object]]:
    """Return the lists that there are as tabs, each with how many deals it has."""
    is_seller = company.side is Side.SELLER
    named: list[tuple[DealFilter | None, str, int]] = [
        (None, _("Under way"), counts.under_way),
        (DealFilter.OURS, _("Our turn"), counts.ours),
        (
            DealFilter.THEIRS,
            _("The buyer’s turn") if is_seller else _("The seller’s turn"),
            counts.theirs,
        ),
    ]
    if not is_seller:
        named.append((DealFilter.OFFICE, _("The office’s turn"), counts.office))
    named.append((DealFilter.CLOSED, _("Closed"), counts.closed))
    return [
        {
            "label": name,
            "count": number,
            "is_here": one is shown,
            "href": url_for(
                "deals.deals",
                company=company.code,
                side=WAYS[company.side],
                show=one.value if one else None,
                q=words or None,
            ),
        }
        for one, name, number in named
    ]
