"""Taking a check and giving it back: one operator at a time works on it."""

from marketplace.accounts.models import Person
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.verification import errors
from marketplace.verification.enums import UNDECIDED
from marketplace.verification.models import CompanyCheck
from marketplace.verification.operations.record import lock_to_decide, require_not_taken


def take(check: CompanyCheck, *, operator: Person, actor: Actor) -> None:
    """Assign the check to an operator; nothing changes when it is theirs already.

    Raises Conflict when a colleague was faster or the check is decided, and what
    `lock_to_decide` raises.
    """
    lock_to_decide(check, operator)
    require_not_taken(check, operator)
    if check.state not in UNDECIDED:
        raise errors.is_decided()
    if check.taken_by_id == operator.id:
        return
    check.taken_by_id, check.taken_at = operator.id, clock.now()
    check.version += 1
    _record("taken", check, actor)


def give_back(check: CompanyCheck, *, operator: Person, actor: Actor) -> None:
    """Release the check; a colleague may do it for somebody who is away.

    Raises Conflict when nobody has it, and what `lock_to_decide` raises.
    """
    lock_to_decide(check, operator)
    if check.taken_by_id is None:
        raise errors.not_taken()
    check.taken_by_id = check.taken_at = None
    check.version += 1
    _record("given_back", check, actor)


def _record(act: str, check: CompanyCheck, actor: Actor) -> None:
    audit.record(f"company_check:work:{act}", kind="company_check", subject=check.code, actor=actor)
