"""Named reads for the desk: what became of inquiries, how soon sellers answer, what waits where."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.deals.enums import InquiryState
from marketplace.deals.models import Deal, Inquiry

#: A seller who answers within so long answered soon.
SOON = timedelta(hours=48)


@dataclass(frozen=True)
class SentFigures:
    """What became of the inquiries of a period: how many were sent, how many reached a seller."""

    sent: int
    passed_on: int
    asked: int
    not_valid: int


@dataclass(frozen=True)
class AnswerFigures:
    """How many inquiries reached sellers within a time, and how many were answered soon."""

    received: int
    soon: int

    @property
    def percent(self) -> int | None:
        """The share answered soon in percent; None where nothing came."""
        return round(100 * self.soon / self.received) if self.received else None


@dataclass(frozen=True)
class WaitingFigures:
    """How many inquiries of buyers of one country the house is to look at, how many are late."""

    waiting: int
    late: int


def sent_between(
    since: datetime, until: datetime, countries: AbstractSet[str] | None
) -> SentFigures:
    """Count the inquiries that buyers of some countries (None: of all) sent within a time."""
    state = Inquiry.state
    counted = _of_buyers(
        countries,
        Inquiry.buyer_id,
        func.count(),
        func.count().filter(state == InquiryState.PASSED_ON),
        func.count().filter(state == InquiryState.ASKED),
        func.count().filter(state == InquiryState.NOT_VALID),
    ).select_from(Inquiry)
    within = counted.where(Inquiry.sent_at >= since, Inquiry.sent_at < until)
    return SentFigures(*session.execute(within).one())


def answered_between(
    since: datetime, until: datetime, countries: AbstractSet[str] | None
) -> AnswerFigures:
    """Count the inquiries that reached sellers within a time, and those answered soon.

    Of deals with a side in some countries (None: of all).
    """
    rows = select(Deal.shown_at, Deal.first_answer_at).where(
        Deal.opened_side == Side.BUYER, Deal.shown_at >= since, Deal.shown_at < until
    )
    if countries is not None:
        buyer, seller = aliased(Company), aliased(Company)
        rows = (
            rows.join(buyer, buyer.id == Deal.buyer_id)
            .join(seller, seller.id == Deal.seller_id)
            .where(or_(buyer.country.in_(countries), seller.country.in_(countries)))
        )
    found = session.execute(rows).all()
    soon = sum(
        1
        for shown, answered in found
        if shown and answered is not None and answered - shown <= SOON
    )
    return AnswerFigures(len(found), soon)


def inquiries_by_country() -> dict[str, WaitingFigures]:
    """Return what the house is to look at, by the buyer's country."""
    counted = (
        select(
            Company.country,
            func.count(),
            func.count().filter(Inquiry.due_at < clock.now()),
        )
        .join(Company, Company.id == Inquiry.buyer_id)
        .where(Inquiry.state == InquiryState.WAITING, Inquiry.waits_look)
        .group_by(Company.country)
    )
    return {country: WaitingFigures(*counts) for country, *counts in session.execute(counted)}


def _of_buyers(countries: AbstractSet[str] | None, buyer: Any, *columns: Any) -> Select[Any]:  # noqa: ANN401 - mapped columns
    found = select(*columns)
    if countries is None:
        return found
    return found.where(buyer.in_(select(Company.id).where(Company.country.in_(countries))))
