"""Named reads of the desk: what sides reported about each other."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.paging import Page, newest_first
from marketplace.deals.enums import ReportState
from marketplace.deals.models import Deal, DealMessage, DealReport
from marketplace.verification.queries.queue import Scope

#: Messages of a reported deal that an operator reads.
SHOWN = 50


def find_report(report: str) -> DealReport | None:
    """Return the report with this public id, its deal, sides and people loaded."""
    return session.scalar(
        select(DealReport).where(DealReport.code == report).options(joinedload(DealReport.by))
    )


def page_of_reports(scope: Scope, state: ReportState, cursor: str | None) -> Page[DealReport]:
    """Return a page of reports, the newest first."""
    found = _in(scope, state).options(joinedload(DealReport.by))
    return newest_first(found, at=DealReport.at, code=DealReport.code, cursor=cursor)


def count_of_reports(scope: Scope) -> int:
    """Return how many reports nobody has looked into."""
    found = _in(scope, ReportState.OPEN).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(found) or 0


def closer_of(report: DealReport) -> Person | None:
    """Return who closed a report."""
    return session.get(Person, report.closed_by_id) if report.closed_by_id else None


def messages_reported(report: DealReport) -> Sequence[DealMessage]:
    """Return the messages of a reported deal, the newest first, at most fifty."""
    found = select(DealMessage).where(DealMessage.deal_id == report.deal_id)
    newest = found.options(joinedload(DealMessage.by)).order_by(DealMessage.id.desc())
    return session.scalars(newest.limit(SHOWN)).all()


def _in(scope: Scope, state: ReportState) -> Select[DealReport]:
    deal, buyer = aliased(Deal), Company
    return (
        select(DealReport)
        .join(deal, deal.id == DealReport.deal_id)
        .join(buyer, buyer.id == deal.buyer_id)
        .where(DealReport.state == state, scope.holds_for())
    )
