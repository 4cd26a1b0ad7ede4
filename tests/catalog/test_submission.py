"""Submitting, taking back, deciding: what becomes of versions and what buyers see."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.errors import NotComplete
from marketplace.catalog.models import Category, CategoryListing, ListingVersion
from marketplace.catalog.operations import (
    FactsOfGoods,
    archive_listing,
    change_facts,
    hide_listing,
    open_version,
    submit,
    withdraw_submission,
    write_text,
)
from marketplace.catalog.queries.goods import goods_of
from marketplace.catalog.queries.listings import live_version_of, open_version_of
from marketplace.companies.operations import close_company
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.core.work.models import EventRow
from marketplace.moderation.enums import Decision, ReviewState
from marketplace.moderation.models import Review
from marketplace.moderation.operations import ReviewDecision, decide_review
from tests.factories import goods


def act(operation, listing):
    return unit_of_work(operation, listing, actor=goods.owner_of(listing.company))


def states(listing):
    theirs = select(ListingVersion.state).where(ListingVersion.listing_id == listing.id)
    return [state.value for state in session.scalars(theirs.order_by(ListingVersion.number))]


def shelves(listing):
    """The slugs of the categories in which a listing is found."""
    found = (
        select(Category.slug)
        .join(CategoryListing, CategoryListing.category_id == Category.id)
        .where(CategoryListing.listing_id == listing.id)
        .order_by(Category.depth)
    )
    return session.scalars(found).all()


def rewrite(listing, title):
    """Write another English title on the open version, or on a successor of the live one."""
    actor = goods.owner_of(listing.company)
    version = unit_of_work(open_version, listing, actor=actor)
    facts = replace(goods.WORDS["en"], title=title)
    seen = goods_of(version).texts["en"].version
    unit_of_work(write_text, version, "en", facts, row_version=seen, actor=actor)
    return version


def test_what_is_not_complete_is_refused_with_all_that_is_missing(company):
    listing = goods.draft(company)
    with pytest.raises(NotComplete) as refused:
        act(submit, listing)
    assert "Add at least one picture." in refused.value.sentences
    assert "Write the name in Korean." in refused.value.sentences
    assert open_version_of(listing).state is VersionState.DRAFT
    assert session.scalars(select(Review)).all() == []


def test_a_submitted_version_waits_with_its_remarks(company):
    listing = goods.listing(company, hs=False)
    version = act(submit, listing)
    assert (version.state, version.submitted_by.code) == (
        VersionState.SUBMITTED,
        goods.owner_of(company).person,
    )
    review = session.scalars(select(Review)).one()
    assert (review.kind, review.subject, review.state) == (
        "listing",
        version.code,
        ReviewState.WAITING,
    )
    assert review.remarks == [{"code": "hs_missing", "place": "hs"}]
    events = session.scalars(select(EventRow)).all()
    assert {"listing": listing.code, "listing_version": version.code} in [
        event.facts for event in events
    ]
    with pytest.raises(Conflict):
        act(submit, listing)


def test_taken_back_it_is_a_draft_again_and_its_review_is_closed(company):
    listing = goods.submitted_listing(company)
    act(withdraw_submission, listing)
    assert states(listing) == ["draft"]
    assert session.scalars(select(Review.state)).all() == [ReviewState.WITHDRAWN]
    with pytest.raises(Conflict):
        act(withdraw_submission, listing)
    act(submit, listing)
    assert session.scalars(select(Review.state).order_by(Review.id)).all() == [
        ReviewState.WITHDRAWN,
        ReviewState.WAITING,
    ]


def test_approved_it_is_shown_in_its_category_and_all_above(app, company):
    listing = goods.submitted_listing(company)
    assert shelves(listing) == []
    listing = goods.approve(app, listing)
    assert (listing.state, states(listing)) == (ListingState.SHOWN, ["live"])
    assert listing.listed_at is not None
    assert shelves(listing) == ["cosmetics", "skin-care", "serums"]


def test_a_second_version_replaces_the_first_when_it_is_approved(app, company):
    listing = goods.shown_listing(app, company)
    first_listed = listing.listed_at
    goods.add_category("masks", above="skin-care")
    version = rewrite(listing, "A mask")
    facts = FactsOfGoods(category="masks", origin_country="KR", contents_stated=True)
    actor = goods.owner_of(company)
    unit_of_work(change_facts, version, facts, row_version=version.version, actor=actor)
    act(submit, listing)
    assert shelves(listing)[-1] == "serums", "the old one stays up meanwhile"
    listing = goods.approve(app, listing)
    assert states(listing) == ["replaced", "live"]
    assert (shelves(listing)[-1], listing.listed_at) == ("masks", first_listed)


def test_asked_for_a_revision_the_seller_writes_on_and_submits_again(app, company):
    listing = goods.submitted_listing(company)
    goods.decide(app, open_version_of(listing), Decision.REVISE, reasons=("claim",))
    assert states(listing) == ["asked"]
    rewrite(listing, "Calmer words")
    act(submit, listing)
    assert states(listing) == ["submitted"]
    assert goods.approve(app, listing).state is ListingState.SHOWN


def test_a_rejected_version_is_not_shown_and_the_next_begins_from_it(app, company):
    listing = goods.submitted_listing(company)
    goods.decide(app, open_version_of(listing), Decision.REJECT, reasons=("not_allowed",))
    assert (listing.state, states(listing)) == (ListingState.DRAFT, ["rejected"])
    with pytest.raises(Conflict, match="Nothing has changed"):
        act(submit, listing)
    rewrite(listing, "Something else")
    assert states(listing) == ["rejected", "draft"]


def test_a_rejected_successor_leaves_the_live_one_up(app, company):
    listing = goods.shown_listing(app, company)
    rewrite(listing, "A miracle")
    act(submit, listing)
    goods.decide(app, open_version_of(listing), Decision.REJECT, reasons=("claim",))
    assert (listing.state, states(listing)) == (ListingState.SHOWN, ["live", "rejected"])
    assert shelves(listing)[-1] == "serums"
    assert rewrite(listing, "A serum").number == 3


def test_approval_does_not_show_what_its_seller_hid(app, company):
    listing = goods.shown_listing(app, company)
    rewrite(listing, "Hidden words")
    act(submit, listing)
    act(hide_listing, listing)
    listing = goods.approve(app, listing)
    assert (listing.state, shelves(listing)) == (ListingState.HIDDEN, [])
    assert live_version_of(listing).number == 2


def test_archiving_takes_back_what_is_in_review(app, company):
    listing = goods.shown_listing(app, company)
    version = rewrite(listing, "Never seen")
    act(submit, listing)
    act(archive_listing, listing)
    assert (listing.state, version.state) == (ListingState.ARCHIVED, VersionState.DRAFT)
    with pytest.raises(Conflict):
        act(submit, listing)


def test_a_decision_is_made_once(app, company):
    listing = goods.submitted_listing(company)
    version = open_version_of(listing)
    review = session.scalars(select(Review)).one()
    goods.decide(app, version)
    moderator = goods.make_moderator(app)
    judgement = ReviewDecision(Decision.REJECT, ("claim",))
    with pytest.raises(Conflict):
        unit_of_work(
            decide_review,
            review,
            find_person(moderator.person),
            judgement,
            actor=goods.actor_of(moderator),
        )
    assert states(listing) == ["live"]


def test_each_step_stands_in_the_history(app, company):
    listing = goods.shown_listing(app, company)
    version = live_version_of(listing)
    tags = select(AuditEntry.tag).where(AuditEntry.subject.in_([listing.code, version.code]))
    moves = [tag for tag in session.scalars(tags.order_by(AuditEntry.id)) if ":state:" in tag]
    assert moves == [
        "listing_version:state:submit",
        "listing_version:state:approve",
        "listing:state:list",
    ]


def test_a_company_that_closed_is_refused(app, company):
    listing = goods.listing(company)
    actor = goods.owner_of(company)
    unit_of_work(close_company, company, actor=actor)
    with pytest.raises(Refused, match="closed"):
        unit_of_work(submit, listing, actor=actor)
