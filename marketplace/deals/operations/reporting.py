"""Telling the house about the other side."""

from marketplace.companies.models import Company
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, once
from marketplace.core.work.events import publish
from marketplace.deals.enums import ReportReason, ReportState
from marketplace.deals.events import DealReported
from marketplace.deals.models import Deal, DealReport
from marketplace.deals.operations.messages import person_of
from marketplace.deals.operations.timeline import lock_in


def report(
    deal: Deal,
    company: Company,
    reason: ReportReason,
    *,
    words: str = "",
    language: str = "en",
    once_key: str,
    actor: Actor,
) -> str:
    """Report the other side to the house, which looks into it; return the report's public id.

    The other side does not learn of it. The same `once_key` gives the first one's answer; raises
    what `lock_in` raises.
    """
    return once(
        once_key,
        "deals.report",
        _report,
        deal,
        company,
        reason,
        words=words,
        language=language,
        actor=actor,
    )


def _report(
    deal: Deal,
    company: Company,
    reason: ReportReason,
    *,
    words: str,
    language: str,
    actor: Actor,
) -> str:
    side = lock_in(deal, company, actor=actor)
    row = DealReport(
        deal_id=deal.id,
        side=side,
        state=ReportState.OPEN,
        reason=reason,
        words=words,
        language=language,
        by_id=person_of(actor).id,
        at=clock.now(),
    )
    insert_with_id(row, column="code", prefix="RPT")
    audit.record(
        "deal_report:state:opened",
        kind="deal_report",
        subject=row.code,
        actor=actor,
        to_state=row.state.value,
        deal=deal.code,
        reason=reason.value,
    )
    publish(DealReported(row.code, deal.code))
    return row.code
