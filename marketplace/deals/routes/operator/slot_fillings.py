"""What deals put on the desk: what waits, the ways to it, the inquiries behind a company check."""

from flask import url_for
from flask_babel import gettext as _

from marketplace.accounts.queries import preferences
from marketplace.accounts.rules import holds
from marketplace.companies.enums import Side
from marketplace.core.permissions import Answer, present_reader
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web.todos import Queue
from marketplace.deals.queries.deal_goods import asked_lines
from marketplace.deals.queries.reports import count_of_reports
from marketplace.deals.queries.signal_words import signal_words
from marketplace.deals.queries.signals import makes_wait
from marketplace.deals.queries.waiting import counts_of_waiting, waiting_of_buyer
from marketplace.deals.routes.operator.chosen import scope_of_reader
from marketplace.deals.rules.house import ROLES
from marketplace.verification.enums import UNDECIDED
from marketplace.verification.models import CompanyCheck
from marketplace.verification.queries.queue import Group, days_in
from marketplace.verification.rules import may_decide


def fill_desk() -> None:
    """Put the queues on the desk, their entries among its pages, inquiries beside their check."""
    fill("desk.waits", _WAITS)
    fill("operator_nav", _NAV)
    fill("verification.check", _CHECK)


def _looks() -> bool:
    reader = present_reader()
    return reader is not None and holds(reader.person, *ROLES)


def _waits(**_subject: object) -> Facts | None:
    if not _looks():
        return None
    person, scope = present_reader().person, scope_of_reader()
    counts = counts_of_waiting(scope, person, days_in(preferences().time_zone))
    inquiries = Queue(
        name=_("Inquiries to look at"),
        note=_("Their sellers know nothing of them yet"),
        icon="inbox",
        late=counts.due[Group.LATE],
        today=counts.due[Group.TODAY],
        later=counts.due[Group.TOMORROW] + counts.due[Group.LATER],
        oldest=counts.oldest,
        next_due=counts.next_due,
        href=url_for("deals.waiting"),
        act=_("Look at them"),
    )
    reports = Queue(
        name=_("Reports"),
        note=_("What one side of a deal told us about the other"),
        icon="flag",
        later=count_of_reports(scope),
        has_promise=False,
        href=url_for("deals.reports"),
        act=_("Look into them"),
    )
    return {"items": [inquiries, reports]}


def _nav(**_subject: object) -> Facts | None:
    return {} if _looks() else None


def _behind_check(check: CompanyCheck, **_subject: object) -> Facts | None:
    if check.side is not Side.BUYER or check.state not in UNDECIDED:
        return None
    inquiries = waiting_of_buyer(check.company)
    if not inquiries:
        return None
    return {
        "check": check,
        "inquiries": inquiries,
        "lines": asked_lines(inquiries),
        "signals": {row.id: [signal_words(one) for one in row.signals] for row in inquiries},
        "looked_at": {row.id for row in inquiries if makes_wait(row.signals)},
        "may_decide": may_decide.check(present_reader(), check).answer is Answer.YES,
    }


_WAITS = Filling(15, "", _waits)
_NAV = Filling(15, "deals/_desk_nav.html", _nav)
_CHECK = Filling(10, "deals/_desk_check.html", _behind_check)
