"""How company checks move from state to state."""

from marketplace.core.states import Machine, Move
from marketplace.verification.enums import STANDING, UNDECIDED, CheckState
from marketplace.verification.events import CheckDecided, CheckEnded, CheckLifted, CheckSuspended
from marketplace.verification.models import CompanyCheck

END_TIMER = "verification.end_check"
ENDS_SOON_TIMER = "verification.check_ends_soon"
ANSWER_DUE_TIMER = "verification.answer_due"


def _decided(check: CompanyCheck) -> CheckDecided:
    return CheckDecided(check.code, check.company.code)


def _suspended(check: CompanyCheck) -> CheckSuspended:
    return CheckSuspended(check.code, check.company.code)


def _lifted(check: CompanyCheck) -> CheckLifted:
    return CheckLifted(check.code, check.company.code)


def _ended(check: CompanyCheck) -> CheckEnded:
    return CheckEnded(check.code, check.company.code)


CHECK = Machine(
    kind="company_check",
    id_column="code",
    moves=(
        Move("ask", frozenset({CheckState.OPEN}), CheckState.ASKED),
        Move(
            "answer",
            frozenset({CheckState.ASKED}),
            CheckState.OPEN,
            ends_timers=(ANSWER_DUE_TIMER,),
        ),
        Move(
            "approve",
            UNDECIDED,
            CheckState.APPROVED,
            stamps="decided_at",
            event=_decided,
            ends_timers=(ANSWER_DUE_TIMER,),
        ),
        Move(
            "refuse",
            UNDECIDED,
            CheckState.REFUSED,
            stamps="decided_at",
            event=_decided,
            ends_timers=(ANSWER_DUE_TIMER,),
        ),
        Move(
            "suspend",
            frozenset({CheckState.APPROVED}),
            CheckState.SUSPENDED,
            event=_suspended,
        ),
        Move("lift", frozenset({CheckState.SUSPENDED}), CheckState.APPROVED, event=_lifted),
        Move(
            "end",
            STANDING,
            CheckState.ENDED,
            stamps="ended_at",
            event=_ended,
            ends_timers=(END_TIMER, ENDS_SOON_TIMER),
        ),
    ),
)
