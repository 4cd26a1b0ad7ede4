"""What becomes of a company's inquiries and deals when its check changes, or it is closed."""

from sqlalchemy import ColumnElement, String, and_, cast, exists, not_, or_, select

from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.core.work.events import publish
from marketplace.deals.enums import UNDECIDED, DealState, EntryKind
from marketplace.deals.events import DealClosed
from marketplace.deals.models import Deal, DealEntry, Inquiry
from marketplace.deals.operations.delivery import hand_over
from marketplace.deals.operations.freezing import GONE, freeze, freeze_for_good, thaw
from marketplace.deals.operations.withdrawing import end_undecided
from marketplace.verification.queries import (
    may_reach_sellers,
    reaching_sellers_clause,
    showing_goods_clause,
)

#: Rows of each kind in one transaction.
BATCH = 50


def settle_company(company: Company, *, actor: Actor) -> bool:
    """Let a company's inquiries and deals follow its check as it stands now.

    A buyer whose check holds waits for it no longer: each inquiry without another reason is passed
    on. Where it does not hold, all that is not decided waits for it again. Open deals with a side
    whose check does not stand are frozen, frozen ones whose sides both stand go on. Where the
    company is closed, whatever is not decided between it and others is over, and deals that were
    frozen before say that they do not go on again. Returns whether there may be more of them than
    were settled now.
    """
    lock(company)
    reaches = company.side is Side.BUYER and may_reach_sellers(company)
    inquiries = _to_settle(company, reaches=reaches)
    moved = [*_deals(company, DealState.OPEN), *_deals(company, DealState.FROZEN)]
    over = _for_good(company) if company.state is CompanyState.CLOSED else []
    _lock_all([*moved, *over], inquiries)
    open_ones = [deal for deal in moved if deal.state is DealState.OPEN]
    frozen_ones = [deal for deal in moved if deal.state is DealState.FROZEN]
    freeze_for_good([deal for deal in over if deal.state is DealState.FROZEN])
    freeze(open_ones, actor=actor)
    for deal in frozen_ones:
        thaw(deal, actor=actor)
    for inquiry in inquiries:
        if company.state is CompanyState.CLOSED:
            _end(inquiry, actor=actor)
        else:
            _settle(inquiry, reaches=reaches, actor=actor)
    return max(len(inquiries), len(moved), len(over)) >= BATCH


def _to_settle(company: Company, *, reaches: bool) -> list[Inquiry]:
    if company.state is CompanyState.CLOSED:
        theirs = or_(Inquiry.buyer_id == company.id, Inquiry.seller_id == company.id)
        ending = select(Inquiry).where(theirs, Inquiry.state.in_(UNDECIDED))
        return list(session.scalars(ending.order_by(Inquiry.id).limit(BATCH)))
    if company.side is not Side.BUYER:
        return []
    found = select(Inquiry).where(
        Inquiry.buyer_id == company.id,
        Inquiry.state.in_(UNDECIDED),
        Inquiry.waits_check.is_(reaches),
    )
    return list(session.scalars(found.order_by(Inquiry.id).limit(BATCH)))


def _deals(company: Company, state: DealState) -> list[Deal]:
    theirs = or_(Deal.buyer_id == company.id, Deal.seller_id == company.id)
    wrong = not_(_both_stand()) if state is DealState.OPEN else _both_stand()
    found = select(Deal).where(theirs, Deal.state == state, wrong)
    return list(session.scalars(found.order_by(Deal.id).limit(BATCH)))


def _for_good(company: Company) -> list[Deal]:
    """Return frozen deals of a closed company that do not say yet that it is closed."""
    says_so = exists().where(
        DealEntry.deal_id == Deal.id,
        DealEntry.kind == EntryKind.FROZEN,
        cast(DealEntry.facts, String).contains(f'"{GONE}"'),
    )
    theirs = or_(Deal.buyer_id == company.id, Deal.seller_id == company.id)
    found = select(Deal).where(theirs, Deal.state == DealState.FROZEN, ~says_so)
    return list(session.scalars(found.order_by(Deal.id).limit(BATCH)))


def _both_stand() -> ColumnElement[bool]:
    return and_(reaching_sellers_clause(Deal.buyer_id), showing_goods_clause(Deal.seller_id))


def _lock_all(moved: list[Deal], inquiries: list[Inquiry]) -> None:
    waiting = [inquiry.deal for inquiry in inquiries if inquiry.deal is not None]
    for deal in sorted({*moved, *waiting}, key=lambda one: one.id):
        lock(deal)
    for inquiry in inquiries:
        lock(inquiry)


def _end(inquiry: Inquiry, *, actor: Actor) -> None:
    if inquiry.state in UNDECIDED and inquiry.deal is not None:
        end_undecided(inquiry, inquiry.deal, actor=actor)
        publish(DealClosed(inquiry.deal.code))


def _settle(inquiry: Inquiry, *, reaches: bool, actor: Actor) -> None:
    if inquiry.state not in UNDECIDED or inquiry.deal is None:
        return
    if reaches and not inquiry.waits_look:
        hand_over(inquiry, inquiry.deal, actor=actor)
        return
    inquiry.waits_check = not reaches
    inquiry.version += 1
    act = "check_holds" if reaches else "check_gone"
    audit.record(f"inquiry:waits:{act}", kind="inquiry", subject=inquiry.code, actor=actor)
