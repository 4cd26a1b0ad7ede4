"""Closing a deal, reopening it, and saying that no answer is needed."""

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import advance_version, require_version
from marketplace.deals.enums import CloseReason, DealState, EntryKind
from marketplace.deals.errors import room as errors
from marketplace.deals.models import Deal
from marketplace.deals.operations.messages import (
    check_holds,
    person_of,
    require_open,
    require_other,
)
from marketplace.deals.operations.timeline import lock_in, record, set_turn
from marketplace.deals.transitions import DEAL


def no_answer_needed(deal: Deal, company: Company, *, seen_version: int, actor: Actor) -> None:
    """Let the side that has the turn say that nothing is to be answered: nobody has it then.

    Raises Conflict when something has happened since the page was shown, or it is not their turn;
    what `write` raises of the deal's state.
    """
    side = lock_in(deal, company, actor=actor)
    require_open(deal, company)
    require_version(deal, seen_version)
    if deal.turn is not side:
        raise errors.not_your_turn()
    set_turn(deal, None)
    record(deal, EntryKind.NO_ANSWER_NEEDED, side=side, by=person_of(actor).id)
    audit.record("deal:turn:no_answer_needed", kind="deal", subject=deal.code, actor=actor)


def close(
    deal: Deal,
    company: Company,
    reason: CloseReason,
    *,
    note: str = "",
    language: str = "en",
    seen_version: int,
    actor: Actor,
) -> None:
    """Let a side close the deal with a reason that the other reads; the note is in `language`.

    Raises Conflict when something has happened since the page was shown, or it is closed or waits,
    and for a note while the company's own check does not hold: nothing it writes reaches the other
    side then. Raises Refused for another reason without a note.
    """
    side = lock_in(deal, company, actor=actor)
    if deal.state is DealState.WAITING:
        raise errors.deal_waits()
    if deal.state is DealState.CLOSED:
        raise errors.deal_is_closed()
    require_version(deal, seen_version)
    if reason is CloseReason.OTHER and not note:
        raise errors.reason_is_missing()
    if note and not check_holds(company):
        raise errors.check_does_not_hold(field="note")
    set_turn(deal, None)
    deal.closed_side, deal.close_reason, deal.close_note = side, reason, note
    DEAL.apply(deal, "close", actor=actor, reason=reason.value)
    facts = {"reason": reason.value, "language": language}
    record(deal, EntryKind.CLOSED, facts=facts, side=side, by=person_of(actor).id)


def reopen(deal: Deal, company: Company, *, seen_version: int, actor: Actor) -> None:
    """Let a side reopen a closed deal; it has the turn.

    Raises Conflict when something has happened since, a company's check does not hold, or its
    inquiry was withdrawn; NotAllowed where the house closed the deal; Refused where a seller wrote
    first, was never answered, and the buyer allows that no more.
    """
    side = lock_in(deal, company, actor=actor)
    advance_version(deal, seen_version)
    if deal.close_reason is CloseReason.NOT_VALID:
        raise errors.house_closed_it()
    if deal.close_reason is CloseReason.WITHDRAWN:
        raise errors.was_withdrawn()
    require_other(deal, company)
    if not (check_holds(deal.buyer) and check_holds(deal.seller)):
        raise errors.check_does_not_hold()
    if _is_unanswered_letter(deal, side) and not deal.buyer.sellers_may_write:
        raise errors.buyer_is_not_to_be_written()
    DEAL.apply(deal, "reopen", actor=actor)
    record(deal, EntryKind.REOPENED, side=side, by=person_of(actor).id)
    set_turn(deal, side)


def _is_unanswered_letter(deal: Deal, side: Side) -> bool:
    """Whether a side is the seller who wrote first, and the buyer has never answered."""
    is_first = side is Side.SELLER and deal.opened_side is Side.SELLER
    return is_first and deal.first_answer_at is None
