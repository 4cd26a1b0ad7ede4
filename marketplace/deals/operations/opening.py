"""A seller who writes first, to a checked buyer who allows it."""

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.catalog.models import Listing, ListingVersion
from marketplace.catalog.queries.public_visible import shown_among
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for, lock_open
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, once, session
from marketplace.core.work.events import publish
from marketplace.deals.enums import DealState, EntryKind
from marketplace.deals.errors import room as errors
from marketplace.deals.events import DealOpened
from marketplace.deals.models import Deal, DealGoods
from marketplace.deals.models.goods import MOST_GOODS
from marketplace.deals.operations.messages import MessageFacts, add_message, check_holds, person_of
from marketplace.deals.operations.timeline import record, set_turn


def open_deal(
    seller: Company,
    buyer: Company,
    facts: MessageFacts,
    goods: Sequence[str],
    *,
    once_key: str,
    actor: Actor,
) -> str:
    """Open a deal of a checked seller towards a buyer, with a first message; return its public id.

    `goods` are public ids of the seller's shown listings that it is about, in their order. The
    buyer must be checked and have allowed sellers to write first. The same `once_key` gives the
    first one's answer. Raises Refused otherwise, Conflict where the two have an open deal already
    or a company was closed, NotAllowed for a member without the role.
    """
    once_key = facts.bound(once_key)
    return once(once_key, "deals.open_deal", _open, seller, buyer, facts, goods, actor=actor)


def _open(
    seller: Company, buyer: Company, facts: MessageFacts, goods: Sequence[str], *, actor: Actor
) -> str:
    for company in sorted((seller, buyer), key=lambda each: each.id):
        lock_open(company)
    lock_for(actor, seller, WRITERS)
    _require_allowed(seller, buyer)
    about = _require_goods(seller, goods)
    writer, now = person_of(actor), clock.now()
    deal = Deal(
        buyer=buyer,
        seller=seller,
        state=DealState.OPEN,
        opened_side=Side.SELLER,
        opened_by_id=writer.id,
        opened_at=now,
        shown_at=now,
        last_at=now,
        last_side=Side.SELLER,
    )
    insert_with_id(deal, column="code", prefix="DEA")
    for rank, (listing, version) in enumerate(about):
        named = DealGoods(deal_id=deal.id, rank=rank, listing_id=listing, version_id=version)
        session.add(named)
    audit.record(
        "deal:state:opened",
        kind="deal",
        subject=deal.code,
        actor=actor,
        to_state=deal.state.value,
        seller=seller.code,
        buyer=buyer.code,
        goods=list(goods),
    )
    record(deal, EntryKind.OPENED, side=Side.SELLER, by=writer.id)
    add_message(deal, Side.SELLER, facts, writer=writer, actor=actor)
    set_turn(deal, Side.BUYER)
    publish(DealOpened(deal.code))
    return deal.code


def _require_goods(seller: Company, goods: Sequence[str]) -> list[tuple[int, int]]:
    """Return the keys of goods and of their live versions, in the order in which they are named."""
    theirs = shown_among(Listing.code, Listing.id, ListingVersion.id.label("version")).where(
        Listing.company_id == seller.id, Listing.code.in_(goods)
    )
    found = {row.code: (row.id, row.version) for row in session.execute(theirs)}
    if not 0 < len(goods) <= MOST_GOODS or set(goods) - set(found):
        raise errors.goods_are_missing(MOST_GOODS)
    return [found[code] for code in dict.fromkeys(goods)]


def _require_allowed(seller: Company, buyer: Company) -> None:
    if not check_holds(seller):
        raise errors.goods_are_not_shown()
    if not buyer.sellers_may_write or not check_holds(buyer):
        raise errors.buyer_is_not_to_be_written()
    theirs = select(Deal.id).where(
        Deal.seller_id == seller.id, Deal.buyer_id == buyer.id, Deal.state == DealState.OPEN
    )
    if session.scalar(theirs.limit(1)) is not None:
        raise errors.deal_is_open_already()
