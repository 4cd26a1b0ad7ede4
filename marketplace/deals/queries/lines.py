"""Named reads: deals as lines of a list, for one of their sides, in a flat number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.accounts.queries import preferences
from marketplace.catalog.queries.public_money import OwnMoney
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company
from marketplace.companies.queries import zones_of_companies
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.deals.enums import CloseReason, DealState, InquiryState
from marketplace.deals.models import Deal, DealSeen
from marketplace.deals.queries.deals import other_side
from marketplace.deals.queries.summaries import Summary, summaries_of
from marketplace.reference.queries import end_of_day


class Turn(StrEnum):
    """Whose turn it is, as the mark beside it says; `none`: nobody has to act.

    `today`: ours, and it is due today, by the clock of our company, or late.
    """

    TODAY = "today"
    OURS = "ours"
    THEIRS = "theirs"
    OFFICE = "office"
    NONE = "none"


@dataclass(frozen=True)
class DealLine:
    """A deal on the list of one of its companies.

    `converted` is the amount in the reader's currency, "" where it is that already. `is_new`: the
    other side, or the house, did something that the reader has not seen. `zone` (an IANA name) is
    that of the company that has the turn: until when it has it is said there.
    """

    deal: Deal
    side: Side
    summary: Summary | None
    turn: Turn
    converted: str
    is_new: bool
    zone: str

    @property
    def other(self) -> Company:
        """The company on the other side."""
        return self.deal.company_of(other_side(self.side))

    @property
    def is_late(self) -> bool:
        """Whether whoever has the turn should have acted by now."""
        return self.deal.turn_until is not None and self.deal.turn_until < clock.now()

    @property
    def stage(self) -> str:
        """Where the deal stands, in the language of the page."""
        return stage_of(self.deal, self.summary)

    @property
    def turn_words(self) -> str:
        """Whose turn it is, in the language of the page."""
        return turn_words(self.turn, self.side)


def lines_of(deals: Sequence[Deal], side: Side, reader: Person) -> list[DealLine]:
    """Return deals as lines of a list of that side's company, in their order, in five statements.

    `reader` is whose marks of what was read count.
    """
    keys = [deal.id for deal in deals]
    summaries, seen = summaries_of(keys), _seen(keys, reader)
    zones = zones_of_companies([deal.company_of(deal.turn or side) for deal in deals])
    money = OwnMoney(preferences().currency)
    lines = []
    for deal in deals:
        zone = zones[deal.company_of(deal.turn or side).id]
        summary = summaries.get(deal.id)
        lines.append(
            DealLine(
                deal=deal,
                side=side,
                summary=summary,
                turn=turn_of(deal, summary, side, _tonight(zone)),
                converted=money.written(summary.amount if summary else None),
                is_new=deal.last_side is not side and _is_newer(deal, seen.get(deal.id)),
                zone=zone,
            )
        )
    return lines


def turn_of(deal: Deal, summary: Summary | None, side: Side, tonight: datetime) -> Turn:
    """Return whose turn it is for a side; `tonight` is the end of its company's day."""
    if deal.turn is side and deal.turn_until is not None:
        return Turn.TODAY if deal.turn_until <= tonight else Turn.OURS
    if deal.turn is not None:
        return Turn.THEIRS
    if deal.state is not DealState.WAITING:
        return Turn.NONE
    return Turn.OURS if _is_asked(summary) else Turn.OFFICE


def turn_words(turn: Turn, side: Side) -> str:
    """Return whose turn it is as a side reads it, in the language of the page."""
    theirs = _("The buyer’s turn") if side is Side.SELLER else _("The seller’s turn")
    words: dict[Turn, str] = {
        Turn.TODAY: _("Our turn"),
        Turn.OURS: _("Our turn"),
        Turn.THEIRS: theirs,
        Turn.OFFICE: _("The office’s turn"),
        Turn.NONE: _("Nobody’s turn"),
    }
    return words[turn]


def stage_of(deal: Deal, summary: Summary | None) -> str:
    """Return where a deal stands, in the language of the page."""
    if deal.state is DealState.WAITING:
        return _waiting(summary)
    if deal.state is DealState.FROZEN:
        words = _frozen(deal)
    elif deal.state is DealState.CLOSED:
        words = _closed(deal)
    elif deal.first_answer_at is not None:
        words = _("Answered")
    elif deal.opened_side is Side.SELLER:
        words = _("Opened by the seller, no answer yet")
    else:
        words = _("Inquiry, no answer yet")
    return str(words)


def _frozen(deal: Deal) -> str:
    if CompanyState.CLOSED in {deal.buyer.state, deal.seller.state}:
        return str(_("Frozen: the company is not here any more"))
    return str(_("Frozen: a company check is not valid"))


def _closed(deal: Deal) -> str:
    words = {
        CloseReason.NOT_VALID: _("Closed as not valid"),
        CloseReason.WITHDRAWN: _("Withdrawn"),
    }
    return str(words[deal.close_reason] if deal.close_reason in words else _("Closed"))


def _waiting(summary: Summary | None) -> str:
    if _is_asked(summary):
        return str(_("We asked you something"))
    if summary is not None and summary.inquiry is not None and summary.inquiry.waits_check:
        return str(_("Waiting for your company check"))
    return str(_("We look at it before it goes on"))


def _is_asked(summary: Summary | None) -> bool:
    inquiry = summary.inquiry if summary is not None else None
    return inquiry is not None and inquiry.state is InquiryState.ASKED


def _tonight(zone: str) -> datetime:
    return end_of_day(clock.now().astimezone(ZoneInfo(zone)).date(), zone)


def _seen(deals: Sequence[int], reader: Person) -> dict[int, datetime]:
    found = select(DealSeen.deal_id, DealSeen.at).where(
        DealSeen.person_id == reader.id, DealSeen.deal_id.in_(deals)
    )
    return {row.deal_id: row.at for row in session.execute(found)}


def _is_newer(deal: Deal, seen: datetime | None) -> bool:
    return deal.state is DealState.OPEN and (seen is None or seen < deal.last_at)
