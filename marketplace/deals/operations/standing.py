"""Freezing a deal and letting it go on: nobody acts where a side's company check does not stand."""

from sqlalchemy import select

from marketplace.companies.enums import Side
from marketplace.core.audit import Actor
from marketplace.core.db import session
from marketplace.deals.enums import EntryKind
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.operations.timeline import record, set_turn
from marketplace.deals.transitions import DEAL


def freeze(deal: Deal, *, actor: Actor) -> None:
    """Freeze an open deal (locked): nobody has the turn, and its timeline says so to both sides."""
    turn = deal.turn.value if deal.turn else ""
    set_turn(deal, None)
    DEAL.apply(deal, "freeze", actor=actor)
    record(deal, EntryKind.FROZEN, facts={"turn": turn})


def thaw(deal: Deal, *, actor: Actor) -> None:
    """Let a frozen deal (locked) go on; whose turn it was has it again, with the whole time."""
    turn = _turn_before(deal)
    DEAL.apply(deal, "thaw", actor=actor)
    record(deal, EntryKind.THAWED)
    set_turn(deal, turn)


def _turn_before(deal: Deal) -> Side | None:
    frozen = select(DealEntry.facts).where(
        DealEntry.deal_id == deal.id, DealEntry.kind == EntryKind.FROZEN
    )
    facts = session.scalar(frozen.order_by(DealEntry.id.desc()).limit(1)) or {}
    return Side(facts["turn"]) if facts.get("turn") else None
