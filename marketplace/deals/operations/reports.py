"""Looking into what one side reported about the other."""

from marketplace.accounts.models import Person
from marketplace.core.audit import Actor
from marketplace.core.db import lock
from marketplace.deals.errors import house as errors
from marketplace.deals.models import DealReport
from marketplace.deals.rules.house import require_looks_at_inquiries
from marketplace.deals.transitions import REPORT


def close_report(report: DealReport, outcome: str, *, operator: Person, actor: Actor) -> None:
    """Close a report with what came of it, which colleagues read.

    Raises Refused without an outcome, Conflict when a colleague was faster, NotAllowed when the
    operator's role does not reach the buyer's country, Refused for a member of one of the sides.
    """
    lock(report.deal)
    lock(report)
    require_looks_at_inquiries(operator, report.deal)
    if not outcome:
        raise errors.outcome_is_missing()
    report.closed_by_id, report.outcome = operator.id, outcome
    REPORT.apply(report, "close", actor=actor)
