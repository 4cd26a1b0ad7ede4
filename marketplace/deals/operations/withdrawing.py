"""Taking back an inquiry that nobody has decided: its seller never learns of it."""

from marketplace.companies.enums import Side
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.core.audit import Actor
from marketplace.core.db import lock
from marketplace.core.errors import NotFound
from marketplace.deals.enums import UNDECIDED, CloseReason, InquiryState
from marketplace.deals.errors import inquiry as errors
from marketplace.deals.models import Deal, Inquiry
from marketplace.deals.transitions import DEAL, INQUIRY


def withdraw(inquiry: Inquiry, *, actor: Actor) -> None:
    """Let its buyer take back an inquiry that waits; the office has nothing to look at any more.

    Nothing happens where it is withdrawn already. Raises Conflict when it was passed on or closed
    meanwhile, NotAllowed for a member of the buyer without the role, NotFound for a draft.
    """
    if inquiry.buyer is None or inquiry.deal is None:
        raise NotFound
    lock_for(actor, inquiry.buyer, WRITERS)
    deal = lock(inquiry.deal)
    lock(inquiry)
    if inquiry.state is InquiryState.WITHDRAWN:
        return
    if inquiry.state not in UNDECIDED:
        raise errors.is_decided()
    deal.closed_side = Side.BUYER
    end_undecided(inquiry, deal, actor=actor)


def end_undecided(inquiry: Inquiry, deal: Deal, *, actor: Actor) -> None:
    """Let an inquiry that nobody has decided (locked, with its deal) be over, and its deal too."""
    deal.close_reason = CloseReason.WITHDRAWN
    DEAL.apply(deal, "drop", actor=actor)
    inquiry.due_at = inquiry.taken_by_id = inquiry.taken_at = None
    inquiry.version += 1
    INQUIRY.apply(inquiry, "withdraw", actor=actor)
