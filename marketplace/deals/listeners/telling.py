"""Who is told what happened to an inquiry, or in a deal: the present state is what is told."""

from marketplace.companies.enums import Side
from marketplace.core.work.events import listen
from marketplace.deals.enums import CloseReason, DealState, InquiryState, InquiryStep
from marketplace.deals.events import (
    DealAssigned,
    DealClosed,
    DealOpened,
    DealReopened,
    DealReported,
    DealsFrozen,
    DealThawed,
    InquiryAnswered,
    InquiryAsked,
    InquiryNotValid,
    InquiryPassedOn,
    InquirySent,
    MessageSent,
)
from marketplace.deals.models import Inquiry
from marketplace.deals.operations.letters import (
    tell_frozen,
    tell_in_charge,
    tell_moderators,
    tell_reported,
    tell_side,
    what_is_asked,
    what_is_written,
)
from marketplace.deals.queries import find_deal
from marketplace.deals.queries.awaited import AwaitedCheck, awaited_of
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.inquiries import find_inquiry, inquiry_of_deal
from marketplace.deals.queries.letters import (
    count_files,
    find_message,
    is_first_of_side,
    newest_note,
    report_by_code,
)
from marketplace.deals.queries.messages import newest_message
from marketplace.verification.queries import check_overview


@listen(InquirySent)
def tell_of_waiting(event: InquirySent) -> None:
    """Tell the buyer what an inquiry waits for, and the office where it has to look at it."""
    inquiry = find_inquiry(event.inquiry)
    if inquiry is None or inquiry.deal is None or inquiry.state is not InquiryState.WAITING:
        return
    buyer = inquiry.deal.buyer
    waits_for = awaited_of(check_overview(buyer)).value if inquiry.waits_check else "look"
    if waits_for == AwaitedCheck.CHECK and inquiry.waits_look:
        waits_for = "check_and_look"
    tell_side(inquiry.deal, Side.BUYER, "inquiry_waits", inquiry=inquiry, waits_for=waits_for)
    if inquiry.waits_look and inquiry.due_at is not None:
        tell_moderators(
            inquiry.deal,
            "inquiry_to_look_at",
            f"/desk/inquiries/{inquiry.code}",
            company=buyer.name,
            due=inquiry.due_at,
        )


@listen(InquiryAsked)
def tell_of_question(event: InquiryAsked) -> None:
    """Tell the buyer what the house asks about an inquiry."""
    inquiry = find_inquiry(event.inquiry)
    if inquiry is not None and inquiry.state is InquiryState.ASKED:
        _tell_said(inquiry, "inquiry_asked", InquiryStep.ASKED)


@listen(InquiryAnswered)
def tell_of_answer_to_office(event: InquiryAnswered) -> None:
    """Tell the office that the buyer answered what it asked about an inquiry."""
    inquiry = find_inquiry(event.inquiry)
    if inquiry is None or inquiry.deal is None or inquiry.state is not InquiryState.WAITING:
        return
    tell_moderators(
        inquiry.deal,
        "inquiry_answered",
        f"/desk/inquiries/{inquiry.code}",
        company=inquiry.deal.buyer.name,
        due=inquiry.due_at,
    )


@listen(InquiryNotValid)
def tell_of_refusal(event: InquiryNotValid) -> None:
    """Tell the buyer why the house closed an inquiry."""
    inquiry = find_inquiry(event.inquiry)
    if inquiry is not None:
        _tell_said(inquiry, "inquiry_not_valid", InquiryStep.NOT_VALID)


def _tell_said(inquiry: Inquiry, message: str, step: InquiryStep) -> None:
    note = newest_note(inquiry, step)
    if note is None or inquiry.deal is None:
        return
    tell_side(
        inquiry.deal,
        Side.BUYER,
        message,
        inquiry=inquiry,
        reasons=" ".join(note.reasons),
        words=note.words,
        words_language=note.language,
    )


@listen(InquiryPassedOn)
def tell_of_inquiry(event: InquiryPassedOn) -> None:
    """Tell the seller that an inquiry came, and the buyer that it is there."""
    inquiry = find_inquiry(event.inquiry)
    if inquiry is None or inquiry.deal is None or inquiry.state is not InquiryState.PASSED_ON:
        return
    says = what_is_asked(inquiry)
    tell_side(inquiry.deal, Side.SELLER, "inquiry_received", says=says)
    tell_side(inquiry.deal, Side.BUYER, "inquiry_passed_on")


@listen(DealOpened)
def tell_of_opened_deal(event: DealOpened) -> None:
    """Tell the buyer that a seller wrote first."""
    deal = find_deal(event.deal)
    if deal is not None:
        first = newest_message(deal, Side.SELLER)
        says = what_is_written(first) if first else None
        tell_side(deal, Side.BUYER, "deal_opened", says=says)


@listen(MessageSent)
def tell_of_message(event: MessageSent) -> None:
    """Tell the other side what was written."""
    found = find_message(event.message)
    if found is None:
        return
    message, deal = found
    answers = message.side is not deal.opened_side and is_first_of_side(message)
    tell_side(
        deal,
        other_side(message.side),
        "deal_message",
        says=what_is_written(message),
        is_first=int(answers and deal.opened_side is Side.BUYER),
        files=count_files(message),
    )


@listen(DealsFrozen)
def tell_of_frozen_deals(event: DealsFrozen) -> None:
    """Tell both sides which deals are frozen, unless they go on already."""
    found = (find_deal(code) for code in event.deals.split())
    frozen = [deal for deal in found if deal is not None and deal.state is DealState.FROZEN]
    for side in Side:
        tell_frozen(frozen, side)


@listen(DealThawed)
def tell_of_thaw(event: DealThawed) -> None:
    """Tell both sides that a deal goes on."""
    deal = find_deal(event.deal)
    if deal is None or deal.state is not DealState.OPEN:
        return
    for side in Side:
        tell_side(deal, side, "deal_thawed")


@listen(DealClosed)
def tell_of_end(event: DealClosed) -> None:
    """Tell the other side that a deal was closed, both where the house did it.

    A deal that its seller never saw ends with the seller's company: its buyer is told.
    """
    deal = find_deal(event.deal)
    if deal is None or deal.state is not DealState.CLOSED:
        return
    closed_by = "them" if deal.closed_side is not None else "us"
    if deal.close_reason is CloseReason.WITHDRAWN:
        closed_by = "gone"
    inquiry = inquiry_of_deal(deal.id)
    for side in Side:
        if side is not deal.closed_side:
            tell_side(deal, side, "deal_closed", inquiry=inquiry, closed_by=closed_by)


@listen(DealReopened)
def tell_of_new_beginning(event: DealReopened) -> None:
    """Tell the other side that a deal was reopened: whoever did it has the turn."""
    deal = find_deal(event.deal)
    if deal is not None and deal.state is DealState.OPEN and deal.turn is not None:
        tell_side(deal, other_side(deal.turn), "deal_reopened")


@listen(DealAssigned)
def tell_of_charge(event: DealAssigned) -> None:
    """Tell whom a colleague put in charge of a deal, while they still are."""
    deal = find_deal(event.deal)
    if deal is not None:
        tell_in_charge(deal, event.person)


@listen(DealReported)
def tell_of_report(event: DealReported) -> None:
    """Tell the office that one side reported the other."""
    report = report_by_code(event.report)
    if report is not None:
        tell_reported(report)
