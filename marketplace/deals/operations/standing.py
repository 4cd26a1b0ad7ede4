"""Deals follow the company checks of their two sides: frozen while one of them does not stand."""

from sqlalchemy import ColumnElement, and_, not_, or_, select

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.deals.enums import DealState, EntryKind
from marketplace.deals.models import Deal, DealEntry
from marketplace.deals.operations.timeline import record, set_turn
from marketplace.deals.transitions import DEAL
from marketplace.verification.queries import reaching_sellers_clause, showing_goods_clause

#: Deals in one transaction.
BATCH = 100


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


def freeze_deals(company: Company, *, actor: Actor) -> bool:
    """Freeze a company's open deals that have a side whose check does not stand.

    The company is locked. Return whether there may be more of them.
    """
    return _move(_of(company, DealState.OPEN, not_(_both_stand())), DealState.OPEN, actor)


def thaw_deals(company: Company, *, actor: Actor) -> bool:
    """Let a company's frozen deals go on whose two sides both stand.

    The company is locked. Return whether there may be more of them.
    """
    return _move(_of(company, DealState.FROZEN, _both_stand()), DealState.FROZEN, actor)


def _both_stand() -> ColumnElement[bool]:
    return and_(reaching_sellers_clause(Deal.buyer_id), showing_goods_clause(Deal.seller_id))


def _of(company: Company, state: DealState, condition: ColumnElement[bool]) -> list[Deal]:
    theirs = or_(Deal.buyer_id == company.id, Deal.seller_id == company.id)
    found = select(Deal).where(theirs, Deal.state == state, condition)
    return list(session.scalars(found.order_by(Deal.id).limit(BATCH)))


def _move(deals: list[Deal], state: DealState, actor: Actor) -> bool:
    for deal in deals:
        lock(deal)
        if deal.state is not state:
            continue
        if state is DealState.OPEN:
            freeze(deal, actor=actor)
        else:
            thaw(deal, actor=actor)
    return len(deals) == BATCH
