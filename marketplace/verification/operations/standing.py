"""What becomes of an approved check: suspended, lifted, ended when its time is up."""

from marketplace.accounts.models import Office, Person
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import advance_version, lock, session
from marketplace.verification import errors
from marketplace.verification.enums import CheckState, CheckStep
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations.letters import tell_company, tell_company_decided
from marketplace.verification.operations.record import (
    ReasonsAndWords,
    keep_words,
    let_it_hold,
    lock_to_decide,
    office_of_operator,
    reason_codes,
    require_reason,
)
from marketplace.verification.transitions import CHECK


def suspend(
    check: CompanyCheck, said: ReasonsAndWords, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Stop an approved check at once, with reasons that the company reads.

    Raises Refused without a reason or words, Conflict when somebody was faster, and what
    `lock_to_decide` raises.
    """
    office = _begin(check, operator, seen_version)
    require_reason(said)
    CHECK.apply(check, "suspend", actor=actor, reasons=reason_codes(said))
    keep_words(check, CheckStep.SUSPENDED, said, by=operator.id)
    tell_company_decided(check, "check_suspended", said, office)


def lift(
    check: CompanyCheck, said: ReasonsAndWords, *, operator: Person, seen_version: int, actor: Actor
) -> None:
    """Let a suspended check hold again, until the day that was given when it was approved.

    Raises Conflict when its time is over or somebody was faster, Refused when another company's
    check with the number was approved meanwhile, and what `lock_to_decide` raises.
    """
    office = _begin(check, operator, seen_version)
    if check.until is None or check.until <= clock.now():
        raise errors.time_is_over()
    let_it_hold(check, "lift", actor)
    keep_words(check, CheckStep.LIFTED, said, by=operator.id)
    tell_company_decided(check, "check_lifted", said, office, until=check.until)


def _begin(check: CompanyCheck, operator: Person, seen_version: int) -> Office:
    lock_to_decide(check, operator)
    advance_version(check, seen_version)
    return office_of_operator(operator)


def end_check(check: CompanyCheck, *, actor: Actor) -> None:
    """End a check whose time is over; nothing happens to any other. The company is told."""
    lock(session.get_one(Company, check.company_id))
    lock(check)
    if not CHECK.can(check, "end") or check.until is None or check.until > clock.now():
        return
    CHECK.apply(check, "end", actor=actor)
    tell_company(check, "check_ended")


def remind_of_end(check: CompanyCheck) -> None:
    """Tell the company that its approved check ends soon; nothing happens to any other."""
    if check.state is CheckState.APPROVED and check.until is not None:
        tell_company(check, "check_ends_soon", until=check.until)


def remind_of_answer(check: CompanyCheck) -> None:
    """Tell the company that its answer is due soon; nothing happens to a check not asked about."""
    if check.state is CheckState.ASKED and check.due_at is not None:
        tell_company(check, "check_answer_due", due=check.due_at)
