"""`/desk/searches`: what people search for, and what they do not find."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from markupsafe import Markup

from marketplace.accounts.rules import is_operator
from marketplace.core.languages import LANGUAGES
from marketplace.core.permissions import guard
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web import language
from marketplace.search.queries.searched import most_searched
from marketplace.search.routes import bp

#: Periods to choose from, in days; the longest is as long as counts are kept.
PERIODS = (7, 30, 90)
SEEN = 50


@bp.get("/desk/searches")
@guard(is_operator)
def searches() -> ResponseReturnValue:
    """Show the most frequent searches of a period, and those that found nothing, by language."""
    days = next((one for one in PERIODS if str(one) == request.args.get("days")), PERIODS[1])
    asked = request.args.get("language", "")
    spoken = asked if asked in language.offered() else ""
    return render_template(
        "search/operator_searches.html",
        top=most_searched(days, language=spoken, most=SEEN),
        failed=most_searched(days, language=spoken, not_found=True, most=SEEN),
        tabs=_tabs(days, spoken),
        chips=_chips(days, spoken),
    )


def _tabs(days: int, spoken: str) -> list[dict[str, object]]:
    return [
        {
            "label": ngettext("%(num)d day", "%(num)d days", period),
            "href": _address(period, spoken),
            "is_here": period == days,
        }
        for period in PERIODS
    ]


def _chips(days: int, spoken: str) -> list[dict[str, object]]:
    return [
        {
            "label": Markup('<span lang="{}">{}</span>').format(
                LANGUAGES[tag].hreflang, LANGUAGES[tag].name
            ),
            "href": _address(days, "" if tag == spoken else tag),
            "is_chosen": tag == spoken,
        }
        for tag in language.offered()
    ]


def _address(days: int, spoken: str) -> str:
    return url_for("search.searches", days=days, language=spoken or None)


def _nav(**_subject: object) -> Facts:
    return {}


_IN_THE_NAV = Filling(40, "search/_operator_nav.html", _nav)


def install() -> None:
    """Put the way to searches into the header of operators."""
    fill("operator_nav", _IN_THE_NAV)
