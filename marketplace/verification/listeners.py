"""What happens to company checks when their time comes."""

from marketplace.core.audit import BY_ITSELF
from marketplace.core.work.timers import timer
from marketplace.verification.operations import end_check, remind_of_answer, remind_of_end
from marketplace.verification.queries import find_check
from marketplace.verification.transitions import ANSWER_DUE_TIMER, END_TIMER, ENDS_SOON_TIMER


@timer(END_TIMER)
def end_when_its_time_is_over(code: str) -> None:
    """End a check on the day that was given when it was approved."""
    check = find_check(code)
    if check is not None:
        end_check(check, actor=BY_ITSELF)


@timer(ENDS_SOON_TIMER)
def tell_that_it_ends_soon(code: str) -> None:
    """Tell the company thirty days before its check ends."""
    check = find_check(code)
    if check is not None:
        remind_of_end(check)


@timer(ANSWER_DUE_TIMER)
def tell_that_an_answer_is_due(code: str) -> None:
    """Tell the company two days before the day by which the office asked for an answer."""
    check = find_check(code)
    if check is not None:
        remind_of_answer(check)
