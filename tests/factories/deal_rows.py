"""Deals as rows, with what their lists need around them: for tests of reading alone."""

from datetime import timedelta

from marketplace.catalog.enums import ListingState, TextOrigin, VersionState
from marketplace.catalog.models import ListingText, ListingVersion
from marketplace.companies.enums import Side
from marketplace.core import clock
from marketplace.core.db import session, unit_of_work
from marketplace.core.money import Money, UnitPrice
from marketplace.core.text import text_key
from marketplace.deals.enums import DealState, InquiryState
from marketplace.deals.models import Deal, Inquiry, InquiryLine
from tests.factories.rows import add_company, add_listing, add_person, store

SERUM = {"en": "Centella calming serum", "ko": "센텔라 진정 세럼"}


def a_seller(**facts):
    return add_company(side=Side.SELLER, country="KR", **facts)


def a_buyer(name="Marlow & Finch", **facts):
    return add_company(name=name, name_key=name.lower(), **facts)


def goods(seller, titles=None, *, seller_code=""):
    """Store a shown listing of a seller with its live version; return the version."""
    key = seller_code.lower() or None
    listing = add_listing(
        company_id=seller.id,
        state=ListingState.SHOWN,
        listed_at=clock.now(),
        seller_code=seller_code,
        seller_code_key=key,
    )
    now = clock.now()
    version = store(
        ListingVersion(
            listing_id=listing.id,
            number=1,
            state=VersionState.LIVE,
            original="ko",
            created_at=now,
            changed_at=now,
            decided_at=now,
        ),
        "LSV",
    )
    unit_of_work(_add_texts, version, titles or SERUM)
    return version


def _add_texts(version, titles):
    for language, title in titles.items():
        text = ListingText(
            version_id=version.id,
            language=language,
            title=title,
            title_key=text_key(title),
            origin=TextOrigin.WRITTEN,
        )
        session.add(text)


def a_deal(seller, buyer, *, ask=(), turn=None, due=timedelta(days=1), age=timedelta(), **facts):
    """Store a deal with its inquiry.

    It is shown to its seller unless `state` is waiting; `ask` are versions of goods, 500 each at
    US$ 2.10; `turn` a side, `due` until when from now; `age` how long ago it was begun.
    """
    inquiry = facts.pop("inquiry", {})
    at = clock.now() - age
    state = facts.pop("state", DealState.OPEN)
    given = {
        "buyer_id": buyer.id,
        "seller_id": seller.id,
        "state": state,
        "opened_side": Side.BUYER,
        "opened_by_id": add_person().id,
        "opened_at": at,
        "shown_at": None if state is DealState.WAITING else at,
        "last_at": at,
        "last_side": Side.BUYER,
        "turn": turn,
        "turn_until": clock.now() + due if turn else None,
    }
    deal = store(Deal(**given | facts), "DEA")
    unit_of_work(_ask, deal, ask, inquiry)
    return deal


def _ask(deal, versions, facts):
    waits = deal.state is DealState.WAITING
    state = InquiryState.WAITING if waits else InquiryState.PASSED_ON
    given = {
        "code": deal.code.replace("DEA", "INQ"),
        "deal_id": deal.id,
        "state": state,
        "seller_id": deal.seller_id,
        "buyer_id": deal.buyer_id,
        "person_id": deal.opened_by_id,
        "waits_check": waits,
        "created_at": deal.opened_at,
        "changed_at": deal.opened_at,
        "sent_at": deal.opened_at,
        "passed_on_at": deal.shown_at,
    }
    inquiry = Inquiry(**given | facts)
    for rank, version in enumerate(versions):
        price = UnitPrice(Money(210, "USD"))
        line = InquiryLine(
            rank=rank,
            listing_id=version.listing_id,
            version_id=version.id,
            quantity=500,
            target=price,
        )
        inquiry.lines.append(line)
    session.add(inquiry)
