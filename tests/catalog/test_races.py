"""Two at once on goods, on PostgreSQL with connections of their own."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from marketplace.accounts.queries import find_person
from marketplace.catalog.enums import ListingState, VersionState
from marketplace.catalog.models import ListingOption, ListingVersion
from marketplace.catalog.operations import (
    OptionFacts,
    change_options,
    open_version,
    submit,
    withdraw_submission,
    write_text,
)
from marketplace.catalog.queries.listings import (
    find_text,
    find_version,
    listing_by_code,
    open_version_of,
)
from marketplace.catalog.queries.sellers import Shelf, counts_by_shelf, sellers_page
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, Refused
from marketplace.moderation.enums import Decision
from marketplace.moderation.models import Review
from marketplace.moderation.operations import ReviewDecision, decide_review
from marketplace.moderation.queries import open_review_of
from tests.factories import goods
from tests.support.together import run_together

pytestmark = pytest.mark.database


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


def by_code(operation, code, actor, *facts, **more):
    """An act on a listing that is loaded by whoever does it."""
    return lambda: unit_of_work(operation, listing_by_code(code), *facts, actor=actor, **more)


def approving(version, moderator):
    def approve():
        review = open_review_of("listing", version)
        person = find_person(moderator.person)
        judgement = ReviewDecision(Decision.APPROVE)
        unit_of_work(decide_review, review, person, judgement, actor=goods.actor_of(moderator))

    return approve


def test_of_two_submissions_one_counts(app, company):
    listing = goods.listing(company)
    act = by_code(submit, listing.code, goods.owner_of(company))
    answers = run_together(app, act, act)
    assert kinds(answers) == ["Conflict", "ListingVersion"]
    assert session.scalar(select(func.count(Review.id))) == 1


def test_one_version_is_opened_by_two(app, company):
    listing = goods.shown_listing(app, company)
    act = by_code(open_version, listing.code, goods.owner_of(company))
    assert kinds(run_together(app, act, act)) == ["ListingVersion"] * 2
    assert session.scalar(select(func.count(ListingVersion.id))) == 2


def test_of_approving_and_taking_back_one_wins(app, company):
    listing, moderator = goods.submitted_listing(company), goods.make_moderator(app)
    code, version = listing.code, open_version_of(listing).code
    answers = run_together(
        app,
        approving(version, moderator),
        by_code(withdraw_submission, code, goods.owner_of(company)),
    )
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(refused) == 1
    state = find_version(version).state
    shown = listing_by_code(code).state is ListingState.SHOWN
    assert (state, shown) in {(VersionState.LIVE, True), (VersionState.DRAFT, False)}


def test_an_edit_during_the_approval_changes_nothing_that_was_approved(app, company):
    listing, moderator = goods.submitted_listing(company), goods.make_moderator(app)
    version, actor = open_version_of(listing).code, goods.owner_of(company)
    facts = replace(goods.WORDS["en"], title="Written at the last moment")

    def edit():
        found = find_version(version)
        unit_of_work(write_text, found, "en", facts, row_version=1, actor=actor)

    answers = run_together(app, approving(version, moderator), edit)
    assert answers[0] is None
    assert answers[1] is None or isinstance(answers[1], Conflict)
    approved = find_version(version)
    assert approved.state is VersionState.LIVE
    assert find_text(approved, "en").title == goods.WORDS["en"].title


def test_of_two_editors_the_second_is_refused(app, company):
    version = open_version_of(goods.listing(company)).code
    actor = goods.owner_of(company)

    def editing(title):
        def edit():
            facts = replace(goods.WORDS["en"], title=title)
            found = find_version(version)
            unit_of_work(write_text, found, "en", facts, row_version=1, actor=actor)

        return edit

    answers = run_together(app, editing("One"), editing("Two"))
    assert kinds(answers) == ["Conflict", "NoneType"]
    assert find_text(find_version(version), "en").title in {"One", "Two"}


def test_an_sku_given_twice_at_once_is_given_once(app, company):
    actor = goods.owner_of(company)
    codes = [goods.draft(company).code for _ in range(2)]
    acts = [
        by_code(change_options, code, actor, [OptionFacts(sku="HB-1")], row_version=1)
        for code in codes
    ]
    answers = run_together(app, *acts)
    assert [isinstance(answer, Refused) for answer in answers].count(True) == 1
    with_sku = select(func.count(ListingOption.id)).where(ListingOption.sku == "HB-1")
    assert session.scalar(with_sku) == 1


def test_shelves_are_counted_on_postgresql_too(app, company):
    goods.submitted_listing(company)
    goods.draft(company)
    counts = counts_by_shelf(company)
    assert (counts[Shelf.IN_REVIEW], counts[Shelf.DRAFT]) == (1, 1)
    assert len(sellers_page(company, "en", shelf=Shelf.IN_REVIEW).rows) == 1
