"""Inquiries and deals follow the company checks of their sides, and end with a side."""

from datetime import timedelta

from marketplace.companies.events import CompanyClosed
from marketplace.companies.queries import find_any_company
from marketplace.core import clock
from marketplace.core.audit import BY_ITSELF
from marketplace.core.work.events import listen
from marketplace.core.work.timers import set_timer, timer
from marketplace.deals.operations.settling import settle_company
from marketplace.verification.events import CheckDecided, CheckEnded, CheckLifted, CheckSuspended

SETTLE_TIMER = "deals.settle_company"
#: Between two batches, so that people's own writing comes between them.
PAUSE = timedelta(milliseconds=100)


@listen(CheckDecided)
def settle_after_decision(event: CheckDecided) -> None:
    """Pass on what waited for the approval alone."""
    settle(event.company)


@listen(CheckSuspended)
def settle_after_suspension(event: CheckSuspended) -> None:
    """Freeze the company's deals; what it sent and nobody decided waits for its check."""
    settle(event.company)


@listen(CheckLifted)
def settle_after_lifting(event: CheckLifted) -> None:
    """Let the company's deals go on."""
    settle(event.company)


@listen(CheckEnded)
def settle_after_end(event: CheckEnded) -> None:
    """Freeze the company's deals, unless a newer check took the place of the one that ended."""
    settle(event.company)


@listen(CompanyClosed)
def settle_after_closing(event: CompanyClosed) -> None:
    """Freeze the company's deals; of what waits towards it or from it nothing goes on."""
    settle(event.company)


@timer(SETTLE_TIMER)
def settle(company: str) -> None:
    """Settle a batch of a company's inquiries and deals, and come back for the next one."""
    found = find_any_company(company)
    if found is not None and settle_company(found, actor=BY_ITSELF):
        set_timer(SETTLE_TIMER, company, clock.now() + PAUSE)
