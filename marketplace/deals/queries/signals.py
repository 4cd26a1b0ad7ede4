"""Named reads: what in an inquiry makes somebody look twice: its text, figures and sender."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import func, select

from marketplace.accounts.models import Person
from marketplace.catalog.queries.listings import tiers_of
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.companies.queries import business_of
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.deals.enums import InquiryState, Signal
from marketplace.deals.models import Deal, DealReport, Inquiry, InquiryLine
from marketplace.deals.signals import FoundSignal, domain_of, is_free_mail, signals_in
from marketplace.reference.queries.settings import inquiries_looked_at_first

#: The same words to so many sellers within so long are worth a look.
SAME_TEXT_SELLERS = 3
SAME_TEXT_WITHIN = timedelta(days=7)
#: So many times the MOQ is far above it.
FAR_ABOVE = 50
#: A target of so many per cent of the listed price, or fewer, is far under it.
FAR_UNDER_PERCENT = 50
REPORTS_COUNT_FOR = timedelta(days=180)

#: What says little by itself, so that an inquiry does not wait for it alone.
_WEAK = frozenset({Signal.FREE_MAIL.value})


def makes_wait(signals: Sequence[FoundSignal]) -> bool:
    """Whether an inquiry with these signals waits to be looked at."""
    return any(signal["code"] not in _WEAK for signal in signals)


def looks_at_next(buyer: Company) -> bool:
    """Whether the house looks at whatever a buyer sends next, as one of its first inquiries."""
    return _first_of(buyer) is not None


def signals_of(inquiry: Inquiry, buyer: Company, sender: Person) -> list[FoundSignal]:
    """Return the signals of an inquiry that `sender` is about to send for a company."""
    found = [
        *signals_in(
            f"{inquiry.message}\n{inquiry.place}",
            known=domains_around(inquiry.seller, buyer, sender),
        ),
        _same_text(inquiry),
        *(_far_above(line) for line in inquiry.lines),
        *(_far_under(line) for line in inquiry.lines),
        {"code": Signal.FREE_MAIL.value} if is_free_mail(sender.mail) else None,
        _first_of(buyer),
        _reported(buyer),
    ]
    return _each_once([signal for signal in found if signal is not None])


def domains_around(seller: Company, buyer: Company, *people: Person) -> list[str]:
    """Return the domains that belong to a talk: both companies' websites, its people's, ours."""
    house = urlsplit(current_app.config["SETTINGS"].public_url).hostname or ""
    sites = [business_of(company).website for company in (seller, buyer)]
    mails = [person.mail or "" for person in people]
    return [name for name in (house, *map(domain_of, sites), *map(domain_of, mails)) if name]


def _each_once(signals: list[FoundSignal]) -> list[FoundSignal]:
    return list({str(signal["code"]): signal for signal in reversed(signals)}.values())[::-1]


def _same_text(inquiry: Inquiry) -> FoundSignal | None:
    if inquiry.text_digest is None:
        return None
    sellers = select(func.count(func.distinct(Inquiry.seller_id))).where(
        Inquiry.text_digest == inquiry.text_digest,
        Inquiry.sent_at > clock.now() - SAME_TEXT_WITHIN,
        Inquiry.state != InquiryState.DRAFT,
        Inquiry.seller_id != inquiry.seller_id,
    )
    count = (session.scalar(sellers) or 0) + 1
    return (
        {"code": Signal.SAME_TEXT.value, "sellers": count} if count >= SAME_TEXT_SELLERS else None
    )


def _far_above(line: InquiryLine) -> FoundSignal | None:
    moq = line.listing.moq
    if not moq or not line.quantity or line.quantity < FAR_ABOVE * moq:
        return None
    facts = {"listing": line.listing.code, "times": line.quantity // moq}
    return {"code": Signal.FAR_ABOVE_MOQ.value, **facts}


def _far_under(line: InquiryLine) -> FoundSignal | None:
    steps = tiers_of(line.listing)
    if line.target is None or not steps:
        return None
    fitting = [step for step in steps if step.from_quantity <= (line.quantity or 0)]
    listed = (fitting or steps)[-1 if fitting else 0].price
    if listed.currency != line.target.currency or not listed.price.minor:
        return None
    asked = line.target.price.minor * listed.per
    percent = asked * 100 // (listed.price.minor * line.target.per)
    if percent > FAR_UNDER_PERCENT:
        return None
    facts = {"listing": line.listing.code, "percent": percent}
    return {"code": Signal.FAR_UNDER_PRICE.value, **facts}


def _first_of(buyer: Company) -> FoundSignal | None:
    passed = select(func.count()).select_from(Inquiry)
    passed = passed.where(Inquiry.buyer_id == buyer.id, Inquiry.state == InquiryState.PASSED_ON)
    count = session.scalar(passed) or 0
    if count >= inquiries_looked_at_first():
        return None
    return {"code": Signal.FIRST_OF_BUYER.value, "number": count + 1}


def _reported(buyer: Company) -> FoundSignal | None:
    reports = (
        select(func.count())
        .select_from(DealReport)
        .join(Deal, Deal.id == DealReport.deal_id)
        .where(
            Deal.buyer_id == buyer.id,
            DealReport.side == Side.SELLER,
            DealReport.at > clock.now() - REPORTS_COUNT_FOR,
        )
    )
    count = session.scalar(reports) or 0
    return {"code": Signal.REPORTED.value, "reports": count} if count else None
