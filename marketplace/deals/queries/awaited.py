"""What an inquiry waits for while its buyer's company check is not valid."""

from collections.abc import Sequence
from enum import StrEnum

from marketplace.companies.models import Company
from marketplace.verification.enums import UNDECIDED, CheckState
from marketplace.verification.queries import CheckOverview, check_overview


class AwaitedCheck(StrEnum):
    """What has to happen before it goes on: a day is promised for the `check` alone.

    `check`: the first one, or one that is under way. `lifting`: of a suspension. `new_check`: the
    last one was refused, or its time is over.
    """

    CHECK = "check"
    LIFTING = "lifting"
    NEW_CHECK = "new_check"


def awaited_of(now: CheckOverview) -> AwaitedCheck:
    """Return what is waited for, from where a company is with its checks."""
    check = now.shown
    if check is None or check.state in UNDECIDED:
        return AwaitedCheck.CHECK
    return AwaitedCheck.LIFTING if check.state is CheckState.SUSPENDED else AwaitedCheck.NEW_CHECK


def goes_on_soon(companies: Sequence[Company]) -> bool:
    """Whether inquiries of one of these companies are passed on within few days.

    Without any the buyer registers one first, which is checked within few days too.
    """
    if not companies:
        return True
    return any(awaited_of(check_overview(one)) is AwaitedCheck.CHECK for one in companies)
