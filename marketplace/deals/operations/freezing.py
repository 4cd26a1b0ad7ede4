"""Freezing deals and letting them go on: nobody acts while a side's company check is not valid."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from marketplace.companies.enums import CompanyState, Side
from marketplace.core.audit import Actor
from marketplace.core.db import session
from marketplace.core.work.events import publish
from marketplace.deals.enums import EntryKind
from marketplace.deals.events import DealsFrozen
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.operations.timeline import record, set_turn
from marketplace.deals.transitions import DEAL

#: A fact of an entry: a company of the deal was closed.
GONE = "gone"


def freeze(deals: Iterable[Deal], *, actor: Actor) -> None:
    """Freeze open deals (locked): nobody has the turn, and their timelines say so to both sides.

    Where a side's company is closed they say that as well: such a deal never goes on again.
    """
    frozen = []
    for deal in deals:
        turn = deal.turn.value if deal.turn else ""
        set_turn(deal, None)
        DEAL.apply(deal, "freeze", actor=actor)
        _record(deal, turn)
        frozen.append(deal.code)
    _publish(frozen)


def freeze_for_good(deals: Iterable[Deal]) -> None:
    """Say in frozen deals (locked) that they do not go on: a company was closed meanwhile."""
    frozen = []
    for deal in deals:
        _record(deal, _facts_before(deal).get("turn", ""))
        frozen.append(deal.code)
    _publish(frozen)


def _publish(codes: list[str]) -> None:
    if codes:
        publish(DealsFrozen(" ".join(codes)))


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
