"""Who is told what about goods."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.catalog.operations import (
    hide_listing,
    open_version,
    submit,
    take_down,
    withdraw_submission,
    write_text,
)
from marketplace.catalog.queries.listings import open_version_of
from marketplace.companies.enums import MemberRole
from marketplace.core.db import session, unit_of_work
from marketplace.core.work.worker import work_until_idle
from marketplace.moderation.enums import Decision
from marketplace.notices.models import Letter, Notice
from tests.factories import goods
from tests.factories.companies import make_colleague


@pytest.fixture
def seller(app):
    return goods.make_seller(app)


@pytest.fixture
def company(context, seller):
    return goods.company_of(seller)


def told(app, message):
    """The notices of a message, after all work is done, by the person's public id."""
    work_until_idle(app)
    session.rollback()
    found = select(Notice).where(Notice.message == message).order_by(Notice.id)
    return {notice.person: notice.parameters for notice in session.scalars(found)}


def mails(message):
    return len(session.scalars(select(Letter.code).where(Letter.message == message)).all())


def test_moderators_see_what_waits_on_their_pages_and_get_no_mail(app, company):
    moderator = goods.make_moderator(app)
    goods.submitted_listing(company)
    notices = told(app, "listing_submitted")
    assert list(notices) == [moderator.person]
    assert notices[moderator.person]["target"].startswith("/desk/reviews/REV-")
    assert mails("listing_submitted") == 0


def test_owners_and_sales_are_told_of_an_approval(app, seller, company):
    sales = make_colleague(app, company.code, MemberRole.TRADE)
    make_colleague(app, company.code, MemberRole.VIEWER)
    listing = goods.approve(app, goods.submitted_listing(company))
    notices = told(app, "listing_approved")
    assert set(notices) == {seller.person, sales.person}
    facts = notices[seller.person]
    assert (facts["title"], facts["seen"]) == (goods.WORDS["en"].title, "after_check")
    assert facts["target"] == f"/c/{company.code}/selling/listings/{listing.code}"
    assert mails("listing_approved") == 2


def test_an_approval_says_from_when_on_buyers_see_it(app, seller, company):
    listing, actor = goods.shown_listing(app, company), goods.owner_of(company)
    assert told(app, "listing_approved")[seller.person]["seen"] == "now"
    version = unit_of_work(open_version, listing, actor=actor)
    facts = replace(goods.WORDS["en"], title="Another name")
    unit_of_work(write_text, version, "en", facts, row_version=1, actor=actor)
    unit_of_work(submit, listing, actor=actor)
    unit_of_work(hide_listing, listing, actor=actor)
    goods.approve(app, listing)
    assert told(app, "listing_approved")[seller.person]["seen"] == "hidden"


def test_reasons_and_the_note_reach_the_seller(app, seller, company):
    listing = goods.submitted_listing(company)
    version = open_version_of(listing)
    goods.decide(app, version, Decision.REVISE, reasons=("claim", "hs_code"), note="30 or 50 ml?")
    facts = told(app, "listing_revision")[seller.person]
    assert (facts["reasons"], facts["words"]) == ("claim hs_code", "30 or 50 ml?")
    assert facts["words_language"] == "en"
    unit_of_work(submit, listing, actor=goods.owner_of(company))
    goods.decide(app, version, Decision.REJECT, reasons=("not_allowed",))
    assert told(app, "listing_rejected")[seller.person]["reasons"] == "not_allowed"


def test_a_seller_is_told_when_goods_are_taken_down(app, seller, company):
    listing = goods.shown_listing(app, company)
    moderator = goods.actor_of(goods.make_moderator(app))
    unit_of_work(take_down, listing, ["picture_not_yours"], actor=moderator)
    assert told(app, "listing_taken_down")[seller.person]["reasons"] == "picture_not_yours"


def test_nobody_is_told_of_what_was_taken_back_meanwhile(app, company):
    goods.make_moderator(app)
    listing = goods.submitted_listing(company)
    unit_of_work(withdraw_submission, listing, actor=goods.owner_of(company))
    assert told(app, "listing_submitted") == {}
