"""What deals put on the homes of sellers and buyers: the way to them, to-dos, deals, figures."""

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from marketplace.accounts.queries import preferences
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import calendar_of, zone_of
from marketplace.core import clock
from marketplace.core.permissions import present_reader
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web import language
from marketplace.core.web.charts import Bar, Chart
from marketplace.core.web.text_language import apart
from marketplace.core.web.times import written_by
from marketplace.core.web.todos import Todo
from marketplace.deals.enums import DealState
from marketplace.deals.models import Deal
from marketplace.deals.queries.addresses import deal_path, list_path
from marketplace.deals.queries.deals import WAYS, other_side
from marketplace.deals.queries.figures import MONTH, WEEK, WEEKS, month_of, received_by, weeks_of
from marketplace.deals.queries.goods import company_called
from marketplace.deals.queries.lines import lines_of
from marketplace.deals.queries.lists import DealFilter, count_ours, counts_of_deals, page_of_deals
from marketplace.deals.queries.summaries import Summary, about_words, summaries_of
from marketplace.reference.queries import country_name

#: So many deals that wait for us are to-dos of their own; the others share one.
TODOS = 5
#: Deals shown on a home, the others behind the way to all.
ON_HOME = 6
DAY = timedelta(days=1)


def fill_homes() -> None:
    """Put deals into the slots of the homes of both sides."""
    for side in ("seller", "buyer"):
        fill(f"{side}_nav", _NAV)
        fill(f"{side}_home.todos", _TODOS)
        fill(f"{side}_home.deals", _DEALS)
    fill("seller_home.figures", _FIGURES)
    fill("seller_home.charts", _CHARTS)


def _nav(company: Company, **_subject: object) -> Facts | None:
    return {"company": company, "way": WAYS[company.side], "ours": count_ours(company)}


def _todos(company: Company, **_subject: object) -> Facts | None:
    ours = page_of_deals(company, shown=DealFilter.OURS, size=TODOS)
    if not ours.rows:
        return None
    about = summaries_of([deal.id for deal in ours.rows])
    zone = zone_of(company, calendar_of(company))
    items = [_todo(deal, company.side, about, zone) for deal in ours.rows]
    if ours.older:
        more = counts_of_deals(company).ours - len(items)
        items.append(
            Todo(
                title=ngettext("Answer %(num)d more deal", "Answer %(num)d more deals", more),
                icon="chat-bubble-left-right",
                href=f"/{language.current().tag}{list_path(company)}?show={DealFilter.OURS.value}",
                act=_("See them"),
            )
        )
    return {"items": items}


def _todo(deal: Deal, side: Side, about: Mapping[int, Summary], zone: str) -> Todo:
    summary = about.get(deal.id)
    other = deal.company_of(other_side(side))
    name = apart(company_called(other))
    place = country_name(other.country, str(get_locale()))
    address = deal_path(deal, side, summary.inquiry if summary else None)
    if deal.state is DealState.WAITING:
        title, act = _("Answer our question about your inquiry"), _("Answer it")
    elif deal.first_answer_at is None and side is Side.SELLER:
        title = _("Answer the inquiry of %(company)s, %(country)s", company=name, country=place)
        act = _("Answer")
    else:
        title = _("Answer %(company)s, %(country)s", company=name, country=place)
        act = _("Answer")
    return Todo(
        title=title,
        text=about_words(summary) if summary else _("They wrote to you first."),
        icon="chat-bubble-left-right",
        due=deal.turn_until,
        zone=zone,
        is_urgent=deal.turn_until is not None and deal.turn_until - clock.now() < DAY,
        href=f"/{language.current().tag}{address}",
        act=act,
    )


def _deals(company: Company, **_subject: object) -> Facts | None:
    page = page_of_deals(company, size=ON_HOME)
    if not page.rows:
        return None
    return {
        "company": company,
        "way": WAYS[company.side],
        "lines": lines_of(page.rows, company.side, present_reader().person),
        "count": counts_of_deals(company).under_way,
        "now": clock.now(),
    }


def _figures(company: Company, **_subject: object) -> Facts | None:
    now = clock.now()
    received = received_by(company, now - 2 * MONTH)
    this, before = month_of(received, now), month_of(received, now - MONTH)
    return {"month": this, "before": before} if this.received or before.received else None


def _charts(company: Company, **_subject: object) -> Facts | None:
    received = received_by(company, clock.now() - WEEK * (WEEKS + 1))
    weeks = weeks_of(received, preferences().time_zone)
    if not any(count for _monday, count in weeks):
        return None
    bars = [
        Bar(
            value=count,
            name=written_by("MMMd", monday),
            label=written_by("Md", monday) if place % 2 else "",
            look="now" if place == WEEKS - 1 else "",
        )
        for place, (monday, count) in enumerate(weeks)
    ]
    return {"chart": Chart(bars), "this_week": weeks[-1][1]}


_NAV = Filling(20, "deals/_member_nav.html", _nav)
_TODOS = Filling(5, "", _todos)
_DEALS = Filling(10, "deals/_home_deals.html", _deals)
_FIGURES = Filling(5, "deals/_home_figures.html", _figures)
_CHARTS = Filling(10, "deals/_home_charts.html", _charts)
