"""Calling a turn to mind before it ends, and once when it is over."""

from marketplace.core import clock
from marketplace.core.work.timers import timer
from marketplace.deals.models import Deal
from marketplace.deals.operations.letters import tell_side
from marketplace.deals.queries import find_deal
from marketplace.deals.transitions import TURN_ENDS_SOON_TIMER, TURN_OVER_TIMER


@timer(TURN_ENDS_SOON_TIMER)
def tell_that_a_turn_ends_soon(code: str) -> None:
    """Remind whoever has the turn, a day before it ends."""
    deal = find_deal(code)
    if deal is not None and _is_due(deal, later=True):
        _tell(deal, "turn_ends_soon")


@timer(TURN_OVER_TIMER)
def tell_that_a_turn_is_over(code: str) -> None:
    """Tell whoever has the turn that it is over; they keep it."""
    deal = find_deal(code)
    if deal is not None and _is_due(deal, later=False):
        _tell(deal, "turn_over")


def _is_due(deal: Deal, *, later: bool) -> bool:
    """Whether the turn that stands now ends `later`, or has ended: the timer may be older."""
    return deal.turn_until is not None and (deal.turn_until > clock.now()) is later


def _tell(deal: Deal, message: str) -> None:
    if deal.turn is not None:
        tell_side(deal, deal.turn, message)
