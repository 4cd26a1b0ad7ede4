"""Reviews: taken and given back, decided once, by somebody who does not belong to the company."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.accounts.queries import find_person
from marketplace.catalog.operations.submission import submit
from marketplace.companies.enums import MemberRole
from marketplace.core import clock
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session, unit_of_work
from marketplace.core.errors import Conflict, NotAllowed, Refused
from marketplace.moderation.enums import Decision, ReviewState
from marketplace.moderation.models import Review
from marketplace.moderation.operations import (
    ReviewDecision,
    decide_review,
    give_back_review,
    take_review,
)
from marketplace.moderation.queries import neighbours, next_waiting, queue, waiting_counts
from tests.factories import goods
from tests.factories.companies import join_company
from tests.factories.rows import add_acting_for

MONDAY = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def seller(app, context):
    return goods.make_seller(app)


@pytest.fixture
def review(app, seller):
    goods.submitted_listing(goods.company_of(seller))
    return session.scalars(select(Review)).one()


@pytest.fixture
def moderator(app, seller):
    return goods.make_moderator(app)


def act(operation, review, by, *args):
    return unit_of_work(operation, review, find_person(by.person), *args, actor=goods.actor_of(by))


def decide(review, by, decision, *reasons, **note):
    return act(decide_review, review, by, ReviewDecision(decision, reasons, **note))


def test_a_review_is_promised_within_two_working_days(app, seller):
    with clock.moved_to(MONDAY):
        goods.submitted_listing(goods.company_of(seller))
    review = session.scalars(select(Review)).one()
    assert review.due_at.date() == (MONDAY + timedelta(days=2)).date()


def test_who_sent_goods_while_acting_for_a_seller_does_not_decide_on_them(app, seller, moderator):
    company = goods.company_of(seller)
    person = find_person(moderator.person)
    add_acting_for(company_id=company.id, person_id=person.id)
    acting = replace(goods.actor_of(moderator), on_behalf_of=company.code)
    unit_of_work(submit, goods.listing(company), actor=acting)
    review = session.scalars(select(Review)).one()
    with pytest.raises(NotAllowed):
        decide(review, moderator, Decision.APPROVE)
    decide(review, goods.make_moderator(app), Decision.APPROVE)


def test_what_one_took_no_other_decides(app, review, moderator):
    other = goods.make_moderator(app)
    act(take_review, review, moderator)
    with pytest.raises(Conflict):
        decide(review, other, Decision.APPROVE)
    assert review.state is ReviewState.TAKEN


def test_what_was_given_back_anybody_decides(app, review, moderator):
    act(take_review, review, moderator)
    act(give_back_review, review, moderator)
    decide(review, goods.make_moderator(app), Decision.APPROVE)
    assert (review.state, review.taken_by_id) == (ReviewState.APPROVED, None)


def test_a_colleague_gives_back_for_somebody_who_is_away(app, review, moderator, seller):
    act(take_review, review, moderator)
    with pytest.raises(NotAllowed):
        act(give_back_review, review, seller)
    other = goods.make_moderator(app)
    act(give_back_review, review, other)
    decide(review, other, Decision.APPROVE)
    assert review.state is ReviewState.APPROVED


def test_taking_twice_and_giving_back_twice_change_nothing(review, moderator):
    act(take_review, review, moderator)
    act(take_review, review, moderator)
    act(give_back_review, review, moderator)
    act(give_back_review, review, moderator)
    assert review.state is ReviewState.WAITING


def test_nobody_decides_for_a_company_they_belong_to(app, seller, review, moderator):
    join_company(app, moderator, company=seller.company, role=MemberRole.VIEWER)
    with pytest.raises(NotAllowed):
        decide(review, moderator, Decision.APPROVE)


def test_who_is_no_moderator_any_more_decides_nothing(review, seller):
    with pytest.raises(NotAllowed):
        decide(review, seller, Decision.APPROVE)
    assert review.state is ReviewState.WAITING


@pytest.mark.parametrize("decision", [Decision.REVISE, Decision.REJECT])
def test_what_is_not_approved_names_a_reason(review, moderator, decision):
    with pytest.raises(Refused) as refused:
        decide(review, moderator, decision, "no such reason")
    assert refused.value.field == "reasons"
    assert review.state is ReviewState.WAITING


def test_a_decision_is_made_once(review, moderator):
    decide(
        review, moderator, Decision.REJECT, "text_unclear", note="Not clear.", note_language="en"
    )
    with pytest.raises(Conflict):
        decide(review, moderator, Decision.APPROVE)
    assert (review.state, review.note) == (ReviewState.REJECTED, "Not clear.")


def test_every_step_stands_in_the_record_with_its_operator(review, moderator):
    act(take_review, review, moderator)
    decide(review, moderator, Decision.REVISE, "text_unclear")
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.subject == review.code).order_by(AuditEntry.id)
    ).all()
    assert [entry.tag for entry in entries] == [
        "review:opened",
        "review:state:take",
        "review:state:revise",
    ]
    assert entries[-1].actor_person == moderator.person


def test_the_company_that_waits_longest_comes_first(app, seller):
    later = goods.make_seller(app, "Later")
    with clock.moved_to(MONDAY + timedelta(hours=1)):
        goods.submitted_listing(goods.company_of(later))
    with clock.moved_to(MONDAY):
        goods.submitted_listing(goods.company_of(seller))
    with clock.moved_to(MONDAY + timedelta(hours=2)):
        goods.submitted_listing(goods.company_of(seller))
    page = queue(None, 1)
    assert [(group.company.code, group.count) for group in page.groups] == [
        (seller.company, 2),
        (later.company, 1),
    ]


def test_an_office_sees_what_lies_in_its_countries(review):
    assert queue({"CL"}, 1).groups == []
    assert len(queue({"KR"}, 1).groups) == 1


def test_neighbours_are_the_next_older_and_newer(app, seller, moderator):
    for hour in range(3):
        with clock.moved_to(MONDAY + timedelta(hours=hour)):
            goods.submitted_listing(goods.company_of(seller))
    first, second, third = session.scalars(select(Review).order_by(Review.opened_at))
    assert neighbours(second, None) == (first.code, third.code)
    assert neighbours(first, None) == (None, second.code)
    act(take_review, first, goods.make_moderator(app))
    assert next_waiting(None, find_person(moderator.person).id) == second.code
    assert next_waiting(None, find_person(moderator.person).id, second) == third.code
    assert next_waiting(None, find_person(moderator.person).id, third) == second.code


def test_the_desk_counts_what_is_late_due_today_and_later(review):
    end_of_today = review.due_at
    counts = waiting_counts(None, review.opened_at, end_of_today)
    assert (counts.late, counts.today, counts.later) == (0, 1, 0)
    late = waiting_counts(None, review.due_at + timedelta(days=1), end_of_today)
    assert late.late == 1
