"""Deals' rooms, made by the operations that people use."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.catalog.models import Listing
from marketplace.catalog.queries.listings import listing_by_code
from marketplace.companies.enums import MemberRole
from marketplace.companies.operations import let_sellers_write
from marketplace.companies.queries import find_any_company
from marketplace.core.audit import BY_ITSELF
from marketplace.core.db import lock, new_once_key, session, unit_of_work
from marketplace.core.documents import KeptDocument
from marketplace.deals.operations import FileFacts, MessageFacts, open_deal, write
from marketplace.deals.operations.delivery import hand_over
from marketplace.deals.operations.drafts import InquiryFacts, add_line, change_draft, start_draft
from marketplace.deals.operations.sending import send
from marketplace.deals.queries import deal_for, find_deal
from marketplace.deals.queries.inquiries import inquiry_of_deal
from tests.factories.companies import make_colleague, make_member
from tests.factories.deal_rows import goods
from tests.factories.goods import actor_of, let_show, make_moderator, make_seller

QUESTION = InquiryFacts(message="We look for a serum without fragrance.", language="en")
PAPER = FileFacts(KeptDocument("0" * 64, "application/pdf", "analysis.pdf", 1234))


@dataclass(frozen=True)
class Sides:
    """A checked seller and a checked buyer, as made members; `operator` checked both."""

    seller: object
    buyer: object
    operator: object

    def colleague_of(self, app, made, name="Park Jiwoo", role=MemberRole.TRADE):
        """Return a colleague of one of them who may write."""
        return replace(make_colleague(app, made.company, role, name=name), company=made.company)


def make_sides(app, *, seller_name="Hanbiton Co., Ltd.", buyer_name="Eleanor Finch"):
    """Return a seller and a buyer whose checks hold."""
    seller, buyer = make_seller(app, seller_name), make_member(app, name=buyer_name)
    operator = make_moderator(app)
    with app.test_request_context():
        for made in (seller, buyer):
            let_show(app, find_any_company(made.company), operator=operator)
    return Sides(seller, buyer, operator)


def send_inquiry(app, buyer, seller, facts=QUESTION, listings=()):
    """Let a made buyer ask a made seller for goods (public ids); return the deal's public id."""
    with app.test_request_context():
        person = find_person(buyer.person)
        draft = unit_of_work(_write_draft, person, seller, facts, listings)
        return unit_of_work(
            send,
            draft,
            buyer=find_any_company(buyer.company),
            sender=person,
            once_key=new_once_key(),
            actor=actor_of(buyer),
        )


def _write_draft(person, seller, facts, listings):
    draft = start_draft(find_any_company(seller.company), person)
    for code in listings:
        add_line(draft, listing_by_code(code), holder=person, quantity=600)
    change_draft(draft, facts, holder=person, seen_version=draft.version)
    return draft


def open_room(app, sides, facts=QUESTION, listings=()):
    """Let the buyer ask and pass it on to the seller; return the deal's public id."""
    code = send_inquiry(app, sides.buyer, sides.seller, facts, listings)
    with app.test_request_context():
        unit_of_work(_pass_on, code)
    return code


def _pass_on(code):
    deal = find_deal(code)
    if deal.shown_at is None:
        lock(deal)
        hand_over(lock(inquiry_of_deal(deal.id)), deal, actor=BY_ITSELF)


def open_from_seller(app, sides, words="We have a new serum."):
    """Let the buyer allow it and the seller write first of a serum; return the deal's public id."""
    with app.test_request_context():
        serum = shown_goods(find_any_company(sides.seller.company))
        buyer = find_any_company(sides.buyer.company)
        unit_of_work(let_sellers_write, buyer, allowed=True, actor=actor_of(sides.buyer))
        return unit_of_work(
            open_deal,
            find_any_company(sides.seller.company),
            buyer,
            MessageFacts(words),
            [serum],
            once_key=new_once_key(),
            actor=actor_of(sides.seller),
        )


def shown_goods(seller):
    """Store a shown listing of a seller; return its public id."""
    version = goods(seller)
    return session.scalar(select(Listing.code).where(Listing.id == version.listing_id))


def say(app, deal, made, words="Thank you.", *, once_key=None, seen=None, **facts):
    """Let a made person write in a deal (a public id); return the message's own."""
    with app.test_request_context():
        owner = find_any_company(made.company)
        return unit_of_work(
            write,
            deal_for(owner, deal),
            owner,
            MessageFacts(words, **facts),
            once_key=once_key or new_once_key(),
            seen=seen,
            actor=actor_of(made),
        )


def act(app, operation, deal, made, *facts, **named):
    """Let a made person carry out an act in a deal as it stands; return what it gives."""
    with app.test_request_context():
        owner = find_any_company(made.company)
        return unit_of_work(
            operation, deal_for(owner, deal), owner, *facts, actor=actor_of(made), **named
        )
