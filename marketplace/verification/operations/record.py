"""What acts on a check share: lock company and check, ask once more who acts, keep words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Office, Person
from marketplace.accounts.queries import office_of_country
from marketplace.accounts.queries.offices import names_of_operators
from marketplace.accounts.rules import holds
from marketplace.companies.models import Company
from marketplace.companies.operations.record import lock_open
from marketplace.companies.queries import find_member
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.verification import errors
from marketplace.verification.enums import CheckReason, CheckStep
from marketplace.verification.models import CheckNote, CompanyCheck
from marketplace.verification.transitions import CHECK


@dataclass(frozen=True)
class ReasonsAndWords:
    """What an operator says with a decision: reasons, and words in a language (a tag)."""

    reasons: Sequence[CheckReason] = ()
    words: str = ""
    language: str = "en"


def lock_to_decide(check: CompanyCheck, operator: Person) -> Company:
    """Lock company and check, and ask once more whether the operator may; return the company.

    Raises NotAllowed when their role does not reach the company any more, Refused when they are
    part of it, or sent the check or an answer themselves; Conflict when a colleague has taken it or
    the company was closed.
    """
    company = lock_open(session.get_one(Company, check.company_id))
    lock(check)
    require_verifier(company, operator)
    if find_member(company, operator) is not None or _has_spoken_for_it(check, operator):
        raise errors.own_company()
    return company


def _has_spoken_for_it(check: CompanyCheck, operator: Person) -> bool:
    """Whether an operator who acted for the company opened its check, or answered in it."""
    answered = select(CheckNote.id).where(
        CheckNote.check_id == check.id,
        CheckNote.step == CheckStep.ANSWERED,
        CheckNote.by_id == operator.id,
    )
    return check.opened_by_id == operator.id or session.scalar(answered.limit(1)) is not None


def require_verifier(company: Company, operator: Person) -> None:
    """Raise NotAllowed, naming those who can, unless the operator checks companies there."""
    session.refresh(operator)
    if not holds(operator, OperatorRole.VERIFIER, country=company.country):
        office = office_of_country(company.country)
        raise errors.out_of_reach(names_of_operators([OperatorRole.VERIFIER], office=office))


def require_not_taken(check: CompanyCheck, operator: Person) -> None:
    """Raise Conflict when a colleague has taken the check."""
    if check.taken_by_id not in {None, operator.id}:
        raise errors.taken_by_another(check.taken_by.name if check.taken_by else "")


def require_reason(said: ReasonsAndWords) -> None:
    """Raise Refused when a decision says nothing to the company."""
    if not said.reasons and not said.words:
        raise errors.reason_is_missing()


def reason_codes(said: ReasonsAndWords) -> list[str]:
    """Return the reasons as the audit keeps them."""
    return [reason.value for reason in said.reasons]


def let_it_hold(check: CompanyCheck, move: str, actor: Actor) -> None:
    """Make a move by which the check is approved.

    Raises Refused when another company's approved check has the number, Conflict when somebody was
    faster.
    """
    try:
        with session.begin_nested():
            CHECK.apply(check, move, actor=actor)
    except IntegrityError as clash:
        if "number" not in str(clash.orig):
            raise
        raise errors.number_is_approved() from None


def office_of_operator(operator: Person) -> Office:
    """Return the office of somebody whom `lock_to_decide` has found to be an operator."""
    if operator.operator is None:
        raise AssertionError
    return operator.operator.office


def keep_words(
    check: CompanyCheck,
    step: CheckStep,
    said: ReasonsAndWords,
    *,
    by: int,
    at: datetime | None = None,
) -> None:
    """Keep what was said with a step of a check; `by` is the key of the person."""
    session.add(
        CheckNote(
            check_id=check.id,
            step=step,
            reasons=reason_codes(said),
            words=said.words,
            language=said.language,
            by_id=by,
            at=at or clock.now(),
        )
    )
