"""What happened to deals and inquiries. Every field is a public id."""

from dataclasses import dataclass
from typing import ClassVar

from marketplace.core.work.events import Event


@dataclass(frozen=True)
class InquirySent(Event):
    """A buyer sent an inquiry; it may wait, and then its seller knows nothing of it."""

    name: ClassVar[str] = "deals.inquiry_sent"
    inquiry: str
    deal: str


@dataclass(frozen=True)
class InquiryAsked(Event):
    """The house asked the buyer about an inquiry: the buyer has the turn."""

    name: ClassVar[str] = "deals.inquiry_asked"
    inquiry: str
    deal: str


@dataclass(frozen=True)
class InquiryAnswered(Event):
    """The buyer answered what the house asked about an inquiry: the house has the turn."""

    name: ClassVar[str] = "deals.inquiry_answered"
    inquiry: str
    deal: str


@dataclass(frozen=True)
class InquiryPassedOn(Event):
    """An inquiry reached its seller: from here on the deal exists for them."""

    name: ClassVar[str] = "deals.inquiry_passed_on"
    inquiry: str
    deal: str


@dataclass(frozen=True)
class InquiryNotValid(Event):
    """The house closed an inquiry as not valid."""

    name: ClassVar[str] = "deals.inquiry_not_valid"
    inquiry: str
    deal: str


@dataclass(frozen=True)
class DealOpened(Event):
    """A seller opened a deal towards a buyer who allows it."""

    name: ClassVar[str] = "deals.deal_opened"
    deal: str


@dataclass(frozen=True)
class MessageSent(Event):
    """One side wrote; the other has the turn."""

    name: ClassVar[str] = "deals.message_sent"
    message: str
    deal: str


@dataclass(frozen=True)
class DealsFrozen(Event):
    """The company check of a side is not valid any more: nobody acts in these deals.

    `deals` are public ids with a blank between them, those of one transaction: whoever has several
    of them is told once.
    """

    name: ClassVar[str] = "deals.deals_frozen"
    deals: str


@dataclass(frozen=True)
class DealThawed(Event):
    """Both sides may act in the deal again."""

    name: ClassVar[str] = "deals.deal_thawed"
    deal: str


@dataclass(frozen=True)
class DealClosed(Event):
    """A side closed the deal."""

    name: ClassVar[str] = "deals.deal_closed"
    deal: str


@dataclass(frozen=True)
class DealReopened(Event):
    """A side reopened the deal."""

    name: ClassVar[str] = "deals.deal_reopened"
    deal: str


@dataclass(frozen=True)
class DealReported(Event):
    """A side reported the other to the house."""

    name: ClassVar[str] = "deals.deal_reported"
    report: str
    deal: str


@dataclass(frozen=True)
class DealAssigned(Event):
    """Somebody put a colleague in charge of a deal for the company on one side."""

    name: ClassVar[str] = "deals.deal_assigned"
    deal: str
    person: str
