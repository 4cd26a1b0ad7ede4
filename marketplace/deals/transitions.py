"""How deals and inquiries move from state to state."""

from marketplace.core.states import Machine, Move
from marketplace.deals.enums import UNDECIDED, DealState, InquiryState, ReportState
from marketplace.deals.events import (
    DealClosed,
    DealReopened,
    DealThawed,
    InquiryAnswered,
    InquiryAsked,
    InquiryNotValid,
    InquiryPassedOn,
    InquirySent,
)
from marketplace.deals.models import Deal, Inquiry

TURN_ENDS_SOON_TIMER = "deals.turn_ends_soon"
TURN_OVER_TIMER = "deals.turn_over"
#: Timers of a deal's turn: they end with the turn.
TURN_TIMERS = (TURN_ENDS_SOON_TIMER, TURN_OVER_TIMER)


def _thawed(deal: Deal) -> DealThawed:
    return DealThawed(deal.code)


def _closed(deal: Deal) -> DealClosed:
    return DealClosed(deal.code)


def _reopened(deal: Deal) -> DealReopened:
    return DealReopened(deal.code)


def _deal_of(inquiry: Inquiry) -> str:
    return inquiry.deal.code if inquiry.deal is not None else ""


def _sent(inquiry: Inquiry) -> InquirySent:
    return InquirySent(inquiry.code, _deal_of(inquiry))


def _asked(inquiry: Inquiry) -> InquiryAsked:
    return InquiryAsked(inquiry.code, _deal_of(inquiry))


def _answered(inquiry: Inquiry) -> InquiryAnswered:
    return InquiryAnswered(inquiry.code, _deal_of(inquiry))


def _passed_on(inquiry: Inquiry) -> InquiryPassedOn:
    return InquiryPassedOn(inquiry.code, _deal_of(inquiry))


def _not_valid(inquiry: Inquiry) -> InquiryNotValid:
    return InquiryNotValid(inquiry.code, _deal_of(inquiry))


DEAL = Machine(
    kind="deal",
    id_column="code",
    moves=(
        Move("open", frozenset({DealState.WAITING}), DealState.OPEN, stamps="shown_at"),
        Move(
            "freeze",
            frozenset({DealState.OPEN}),
            DealState.FROZEN,
            ends_timers=TURN_TIMERS,
        ),
        Move("thaw", frozenset({DealState.FROZEN}), DealState.OPEN, event=_thawed),
        Move(
            "close",
            frozenset({DealState.OPEN, DealState.FROZEN}),
            DealState.CLOSED,
            stamps="closed_at",
            event=_closed,
            ends_timers=TURN_TIMERS,
        ),
        Move("drop", frozenset({DealState.WAITING}), DealState.CLOSED, stamps="closed_at"),
        Move("reopen", frozenset({DealState.CLOSED}), DealState.OPEN, event=_reopened),
    ),
)

INQUIRY = Machine(
    kind="inquiry",
    id_column="code",
    moves=(
        Move(
            "send",
            frozenset({InquiryState.DRAFT}),
            InquiryState.WAITING,
            stamps="sent_at",
            event=_sent,
        ),
        Move(
            "send_on",
            frozenset({InquiryState.DRAFT}),
            InquiryState.PASSED_ON,
            stamps="passed_on_at",
            event=_passed_on,
        ),
        Move("ask", frozenset({InquiryState.WAITING}), InquiryState.ASKED, event=_asked),
        Move("answer", frozenset({InquiryState.ASKED}), InquiryState.WAITING, event=_answered),
        Move(
            "pass_on",
            UNDECIDED,
            InquiryState.PASSED_ON,
            stamps="passed_on_at",
            event=_passed_on,
        ),
        Move("close", UNDECIDED, InquiryState.NOT_VALID, stamps="decided_at", event=_not_valid),
        Move("withdraw", UNDECIDED, InquiryState.WITHDRAWN, stamps="decided_at"),
    ),
)

REPORT = Machine(
    kind="deal_report",
    id_column="code",
    moves=(Move("close", frozenset({ReportState.OPEN}), ReportState.CLOSED, stamps="closed_at"),),
)
