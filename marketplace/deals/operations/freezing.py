"""Freezing a deal and letting it go on: nobody acts where a side's company check does not stand."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from marketplace.companies.enums import CompanyState, Side
from marketplace.core.audit import Actor
from marketplace.core.db import session
from marketplace.core.work.events import publish
from marketplace.deals.enums import EntryKind
from marketplace.deals.events import DealFrozen
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.operations.timeline import record, set_turn
from marketplace.deals.transitions import DEAL

#: A fact of an entry: a company of the deal was closed.
GONE = "gone"


def freeze(deal: Deal, *, actor: Actor) -> None:
    """Freeze an open deal (locked): nobody has the turn, and its timeline says so to both sides.

    Where a side's company is closed it says that as well: such a deal never goes on again.
    """
    turn = deal.turn.value if deal.turn else ""
    set_turn(deal, None)
    DEAL.apply(deal, "freeze", actor=actor)
    _record(deal, turn)


def freeze_for_good(deal: Deal) -> None:
    """Say in a frozen deal (locked) that it does not go on again: a company is closed meanwhile."""
    _record(deal, _facts_before(deal).get("turn", ""))
    publish(DealFrozen(deal.code))


def _record(deal: Deal, turn: str) -> None:
    is_gone = CompanyState.CLOSED in {deal.buyer.state, deal.seller.state}
    record(deal, EntryKind.FROZEN, facts={"turn": turn} | ({GONE: True} if is_gone else {}))


def thaw(deal: Deal, *, actor: Actor) -> None:
    """Let a frozen deal (locked) go on; whose turn it was has it again, with the whole time."""
    turn = _turn_before(deal)
    DEAL.apply(deal, "thaw", actor=actor)
    record(deal, EntryKind.THAWED)
    set_turn(deal, turn)


def _turn_before(deal: Deal) -> Side | None:
    turn = _facts_before(deal).get("turn")
    return Side(turn) if turn else None


def _facts_before(deal: Deal) -> Mapping[str, Any]:
    frozen = select(DealEntry.facts).where(
        DealEntry.deal_id == deal.id, DealEntry.kind == EntryKind.FROZEN
    )
    return session.scalar(frozen.order_by(DealEntry.id.desc()).limit(1)) or {}
