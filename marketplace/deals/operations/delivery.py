"""Handing an inquiry over to its seller: the one place in which a deal begins to exist for them."""

from datetime import datetime

from marketplace.accounts.queries import office_of_country
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.deals.enums import EntryKind, WaitReason
from marketplace.deals.models import Deal, Inquiry
from marketplace.deals.operations.freezing import freeze
from marketplace.deals.operations.timeline import record, set_turn
from marketplace.deals.transitions import DEAL, INQUIRY
from marketplace.reference.queries.settings import inquiry_look_days
from marketplace.verification.queries import due_at_office, may_show_goods


def due_for_look(buyer: Company) -> datetime:
    """Return until when the office of a buyer's country is to look at an inquiry sent now."""
    office = office_of_country(buyer.country)
    return due_at_office(office, clock.now(), working_days=inquiry_look_days())


def reasons_of(inquiry: Inquiry) -> list[str]:
    """Return the codes of why an inquiry waits, [] where it waits for nothing."""
    reasons = {
        WaitReason.BUYER_NOT_CHECKED: inquiry.waits_check,
        WaitReason.TO_BE_LOOKED_AT: inquiry.waits_look,
    }
    return [reason.value for reason, holds in reasons.items() if holds]


def hand_over(inquiry: Inquiry, deal: Deal, *, actor: Actor, by: int | None = None) -> None:
    """Let an inquiry (locked, with its deal) reach its seller, who has the turn from now on.

    `by` is the key of the operator who passed it on, None where it goes by itself. Where the
    seller's own check stands no more the deal is frozen as soon as it is there.
    """
    was_sent_now = INQUIRY.can(inquiry, "send_on")
    DEAL.apply(deal, "open", actor=actor)
    INQUIRY.apply(inquiry, "send_on" if was_sent_now else "pass_on", actor=actor)
    inquiry.waits_check = inquiry.waits_look = False
    inquiry.due_at = None
    if not was_sent_now:
        record(deal, EntryKind.PASSED_ON, ref=inquiry.code, by=by)
    set_turn(deal, Side.SELLER)
    if not may_show_goods(deal.seller):
        freeze([deal], actor=actor)
