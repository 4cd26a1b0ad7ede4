"""What company checks put on the pages of other rooms: to-dos, the desk's queue, ways to them."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import preferences
from marketplace.accounts.rules import holds
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import calendar_of, zone_of
from marketplace.core import clock
from marketplace.core.permissions import present_reader
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web.times import written_day
from marketplace.core.web.todos import Queue, Todo
from marketplace.verification.enums import CheckState, state_name, state_name_at_desk
from marketplace.verification.queries import CheckOverview, check_overview, zone_of_office
from marketplace.verification.queries.queue import days_in, waiting_counts
from marketplace.verification.routes.operator import reach_of

DAY = timedelta(days=1)


def fill_slots() -> None:
    """Put checks into the slots of lower rooms and of the homes."""
    for side in ("seller", "buyer"):
        fill(f"{side}_home.todos", _TODOS)
    fill("desk.waits", _WAITS)
    fill("operator_nav", _NAV)
    fill("company.side", _SIDE)
    fill("company.overview", _OVERVIEW)
    fill("desk.company", _AT_DESK)
    fill("footer_links", _FOOTER)


def _todos(company: Company, **_subject: object) -> Facts | None:
    now = check_overview(company)
    found = _todo(company, now)
    return {"items": [found]} if found else None


def _todo(company: Company, now: CheckOverview) -> Todo | None:
    check = now.shown
    page = url_for("verification.company_check", company=company.code)
    is_seller = company.side is Side.SELLER
    if check is None:
        return Todo(
            title=_("Have your company checked"),
            text=_("Buyers see your goods once it is done.")
            if is_seller
            else _("What you send reaches sellers once it is done."),
            icon="check-badge",
            href=url_for("verification.open_company_check", company=company.code),
            act=_("Begin"),
        )
    if check.state is CheckState.OPEN:
        return None
    if check.state is CheckState.ASKED and check.due_at is not None:
        return Todo(
            title=_("Answer the office about your company check"),
            text=_("Something is missing to decide."),
            icon="check-badge",
            due=check.due_at,
            zone=zone_of(company, calendar_of(company)),
            is_urgent=check.due_at - clock.now() < DAY,
            href=page,
            act=_("Answer it"),
        )
    return _todo_about_decided(company, now, page)


def _todo_about_decided(company: Company, now: CheckOverview, page: str) -> Todo | None:
    check = now.standing
    if check is not None and check.state is CheckState.SUSPENDED:
        return Todo(
            title=_("Your company check is suspended"),
            icon="exclamation-triangle",
            is_urgent=True,
            href=page,
            act=_("See why"),
        )
    if check is not None and check.until is not None and now.ends_soon:
        return Todo(
            title=_("Renew your company check"),
            text=_(
                "It ends on %(day)s.", day=written_day(check.until, zone_of_office(check.office))
            ),
            icon="check-badge",
            href=url_for("verification.open_company_check", company=company.code),
            act=_("Renew"),
        )
    if check is not None:
        return None
    was_refused = now.newest is not None and now.newest.state is CheckState.REFUSED
    return Todo(
        title=_("Your company check was refused")
        if was_refused
        else _("Your company check has ended"),
        icon="check-badge",
        href=page,
        act=_("See why") if was_refused else _("Renew"),
    )


def _checks_companies() -> bool:
    reader = present_reader()
    return reader is not None and holds(reader.person, OperatorRole.VERIFIER)


def _waits(**_subject: object) -> Facts | None:
    if not _checks_companies():
        return None
    reader = present_reader()
    days = days_in(preferences().time_zone)
    waiting = waiting_counts(reach_of(reader), reader.person, days)
    queue = Queue(
        name=_("Company checks"),
        note=_("Companies wait for their approval"),
        icon="check-badge",
        late=waiting.late,
        today=waiting.today,
        later=waiting.tomorrow + waiting.later,
        oldest=waiting.oldest,
        next_due=waiting.next_due,
        href=url_for("verification.checks"),
        act=_("Check"),
    )
    return {"items": [queue]}


def _nav(**_subject: object) -> Facts | None:
    return {} if _checks_companies() else None


def _of_company(company: Company, **_subject: object) -> Facts | None:
    now = check_overview(company)
    check = now.shown
    return {
        "company": company,
        "now": now,
        "check": check,
        "state_name": state_name(check.state) if check else "",
        "zone": zone_of_office(check.office if check else None),
    }


def _at_desk(company: Company, **_subject: object) -> Facts | None:
    reader = present_reader()
    if reader is None:
        return None
    check = check_overview(company).shown
    return {
        "check": check,
        "state_name": state_name_at_desk(check.state) if check else "",
        "zone": zone_of_office(check.office if check else None),
        "may_see": holds(reader.person, OperatorRole.VERIFIER, country=company.country),
    }


def _nothing(**subject: object) -> Facts | None:
    return subject


_TODOS = Filling(10, "", _todos)
_WAITS = Filling(10, "", _waits)
_NAV = Filling(10, "verification/_nav.html", _nav)
_SIDE = Filling(10, "verification/_side.html", _nothing)
_OVERVIEW = Filling(10, "verification/_on_overview.html", _of_company)
_AT_DESK = Filling(10, "verification/_at_desk.html", _at_desk)
_FOOTER = Filling(10, "verification/_footer.html", _nothing)
