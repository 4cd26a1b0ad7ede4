"""Sending an inquiry: it gets its deal, and waits where something speaks for it."""

from marketplace.accounts.models import Person
from marketplace.catalog.queries.listings import live_version_of, newest_version_of, texts_of
from marketplace.catalog.queries.public_visible import shown_listing
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.operations.record import WRITERS, lock_for
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, once
from marketplace.core.work.events import publish
from marketplace.deals.enums import DealState, EntryKind
from marketplace.deals.errors import inquiry as errors
from marketplace.deals.events import InquirySent
from marketplace.deals.models import Deal, Inquiry, InquiryLine
from marketplace.deals.operations.delivery import due_for_look, hand_over, reasons_of
from marketplace.deals.operations.drafts import lock_draft
from marketplace.deals.operations.timeline import record
from marketplace.deals.queries.signals import makes_wait, signals_of
from marketplace.deals.signals import text_digest
from marketplace.deals.transitions import INQUIRY
from marketplace.verification.queries import may_reach_sellers, may_show_goods


def send(inquiry: Inquiry, *, buyer: Company, sender: Person, once_key: str, actor: Actor) -> str:
    """Send a draft of `sender` for the company that buys; return the public id of its deal.

    It waits where the buyer may not reach sellers yet or something in it is to be looked at, and
    until it is passed on nothing of it exists for the seller; with no reason to wait it is passed
    on at once. The same `once_key` gives the first one's answer. Raises NotFound for somebody
    else's draft, Conflict when it was sent already, Refused where nothing is asked, goods are gone
    or the company sells, NotAllowed for a member without the role.
    """
    return once(
        once_key,
        "deals.send_inquiry",
        _send,
        inquiry,
        buyer=buyer,
        sender=sender,
        actor=actor,
    )


def _send(inquiry: Inquiry, *, buyer: Company, sender: Person, actor: Actor) -> str:
    lock_for(actor, buyer, WRITERS)
    if buyer.side is not Side.BUYER:
        raise errors.buyers_only()
    deal = _insert_deal(inquiry, buyer, sender)
    lock_draft(inquiry, sender)
    _require_whole(inquiry)
    _keep_what_was_seen(inquiry)
    record(deal, EntryKind.INQUIRY, ref=inquiry.code, side=Side.BUYER, by=sender.id)
    inquiry.text_digest = text_digest(inquiry.message)
    signals = signals_of(inquiry, buyer, sender)
    waits_check, waits_look = not may_reach_sellers(buyer), makes_wait(signals)
    due = due_for_look(buyer) if waits_look else None
    # Nothing is read between here and the move: the database asks that a draft has no deal.
    inquiry.deal, inquiry.buyer, inquiry.sent_at = deal, buyer, deal.opened_at
    inquiry.signals, inquiry.due_at = signals, due
    inquiry.waits_check, inquiry.waits_look = waits_check, waits_look
    inquiry.version += 1
    if waits_check or waits_look:
        INQUIRY.apply(inquiry, "send", actor=actor, waits=reasons_of(inquiry))
    else:
        hand_over(inquiry, deal, actor=actor)
        publish(InquirySent(inquiry.code, deal.code))
    return deal.code


def _insert_deal(inquiry: Inquiry, buyer: Company, sender: Person) -> Deal:
    now = clock.now()
    deal = Deal(
        buyer=buyer,
        seller=inquiry.seller,
        state=DealState.WAITING,
        opened_side=Side.BUYER,
        opened_by_id=sender.id,
        opened_at=now,
        last_at=now,
        last_side=Side.BUYER,
    )
    return lock(insert_with_id(deal, column="code", prefix="DEA"))


def _require_whole(inquiry: Inquiry) -> None:
    if not inquiry.lines and not inquiry.message:
        raise errors.nothing_is_asked()
    if not may_show_goods(inquiry.seller):
        raise errors.seller_takes_none()
    for line in inquiry.lines:
        if shown_listing(line.listing.code) is None:
            raise errors.goods_are_gone(_title_of(line))
        if line.option is not None and line.option.retired_at is not None:
            raise errors.option_is_gone()


def _title_of(line: InquiryLine) -> str:
    titles = {text.language: text.title for text in texts_of(newest_version_of(line.listing))}
    return titles.get("en") or next(iter(titles.values()), line.listing.code)


def _keep_what_was_seen(inquiry: Inquiry) -> None:
    for line in inquiry.lines:
        line.version = live_version_of(line.listing)
        line.unit = line.listing.unit
