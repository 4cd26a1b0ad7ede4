"""What every act in a deal does: lock it for whoever acts, write its timeline, give the turn."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.companies.queries import due_for
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import lock, require_unit, session
from marketplace.core.errors import NotFound
from marketplace.core.work.timers import cancel_timer, set_timer
from marketplace.deals.enums import DealState, EntryKind
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.transitions import TURN_ENDS_SOON_TIMER, TURN_OVER_TIMER, TURN_TIMERS
from marketplace.reference.queries.settings import buyer_answer_days, seller_answer_days

#: So long before its end a turn is called to mind.
REMINDED_BEFORE = timedelta(hours=24)


def lock_in(deal: Deal, company: Company, *, actor: Actor) -> Side:
    """Lock company and deal for somebody who acts in it; return the side on which they stand.

    Raises what `companies.operations.record.lock_for` raises for owners and those who trade, and
    NotFound where the deal is not the company's, or does not exist for its seller yet.
    """
    lock_for(actor, company, WRITERS)
    lock(deal)
    if company.id == deal.buyer_id:
        return Side.BUYER
    if company.id == deal.seller_id and deal.shown_at is not None:
        return Side.SELLER
    raise NotFound


def record(
    deal: Deal,
    kind: EntryKind,
    *,
    ref: str = "",
    facts: Mapping[str, Any] | None = None,
    side: Side | None = None,
    by: int | None = None,
    for_side: Side | None = None,
) -> DealEntry:
    """Write something on the timeline of a deal (locked); return the entry.

    `ref` is the public id of the row that the entry speaks of; `facts` hold codes and ids, never
    texts of people. `side` is who did it, None for the house, `by` the key of the person. What is
    `for_side` only that side sees, and it is no news of the deal.
    """
    require_unit()
    entry = DealEntry(
        deal_id=deal.id,
        kind=kind,
        ref=ref,
        facts=dict(facts or {}),
        side=side,
        by_id=by,
        for_side=for_side,
        at=clock.now(),
    )
    session.add(entry)
    session.flush()  # entries of one instant keep the order in which they were written
    if for_side is None:
        deal.last_at, deal.last_side = entry.at, side
    deal.version += 1
    return entry


def set_turn(deal: Deal, side: Side | None) -> None:
    """Give the turn in a deal (locked) to a side, until the end of so many of its working days.

    How many is a setting of the house. None: nobody has to act. Only an open deal has a turn, so
    it is taken before a move that leaves `open`, and given after one that comes back.
    """
    for name in TURN_TIMERS:
        cancel_timer(name, deal.code)
    if side is None or deal.state is not DealState.OPEN:
        deal.turn = deal.turn_until = None
        return
    now = clock.now()
    until = due_for(deal.company_of(side), answer_days(side), now)
    deal.turn, deal.turn_until = side, until
    set_timer(TURN_OVER_TIMER, deal.code, until)
    if until - REMINDED_BEFORE > now:
        set_timer(TURN_ENDS_SOON_TIMER, deal.code, until - REMINDED_BEFORE)


def answer_days(side: Side) -> int:
    """Return in how many of its working days a side is to answer."""
    return seller_answer_days() if side is Side.SELLER else buyer_answer_days()
