"""Named reads: the queue by company, one review, what was decided last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.audit import AuditEntry
from marketplace.core.db import session
from marketplace.moderation.enums import DECIDED_STATES, OPEN_STATES, ReviewState
from marketplace.moderation.models import Review

GROUPS_A_PAGE = 10
MOST_OF_A_GROUP = 8


@dataclass(frozen=True)
class CompanyReviews:
    """What waits of one company: its oldest reviews, how many in all, since when."""

    company: Company
    reviews: Sequence[Review]
    count: int
    oldest: datetime


@dataclass(frozen=True)
class QueuePage:
    """A page of groups, the one that waits longest first; `next_page` is None on the last."""

    groups: Sequence[CompanyReviews]
    next_page: int | None


def find_review(review: str) -> Review | None:
    """Return the review with this public id."""
    return session.scalar(
        select(Review).where(Review.code == review).options(joinedload(Review.decided_by))
    )


def open_review_of(kind: str, subject: str) -> Review | None:
    """Return the review that still waits for this subject."""
    return session.scalar(
        select(Review).where(
            Review.kind == kind, Review.subject == subject, Review.state.in_(OPEN_STATES)
        )
    )


def was_sent_by(review: Review, person: Person) -> bool:
    """Whether an operator opened this review while acting for its company."""
    opened = select(AuditEntry.id).where(
        AuditEntry.subject_kind == "review",
        AuditEntry.subject == review.code,
        AuditEntry.tag == "review:opened",
        AuditEntry.actor_person == person.code,
        AuditEntry.on_behalf_of.is_not(None),
    )
    return session.scalar(opened.limit(1)) is not None


def last_decided(kind: str, subjects: Collection[str]) -> Review | None:
    """Return the newest decision on one of the subjects (versions of one thing)."""
    return session.scalar(
        select(Review)
        .where(
            Review.kind == kind,
            Review.subject.in_(subjects),
            Review.state.in_(DECIDED_STATES),
        )
        .order_by(Review.decided_at.desc())
        .limit(1)
    )


def _in_scope(countries: set[str] | None) -> Select[Review]:
    found = select(Review).where(Review.state.in_(OPEN_STATES))
    if countries is None:
        return found
    there = select(Company.id).where(Company.country.in_(countries))
    return found.where(Review.company_id.in_(there))


def queue(countries: set[str] | None, page: int) -> QueuePage:
    """Return a page of what waits in the countries (None: everywhere), grouped by company."""
    waiting = _in_scope(countries).subquery()
    oldest = func.min(waiting.c.opened_at).label("oldest")
    heads = session.execute(
        select(waiting.c.company_id, func.count().label("how_many"), oldest)
        .group_by(waiting.c.company_id)
        .order_by(oldest, waiting.c.company_id)
        .offset((page - 1) * GROUPS_A_PAGE)
        .limit(GROUPS_A_PAGE + 1)
    ).all()
    shown = heads[:GROUPS_A_PAGE]
    reviews = _oldest_of([head.company_id for head in shown])
    groups = [
        CompanyReviews(
            reviews[head.company_id][0].company,
            reviews[head.company_id],
            head.how_many,
            head.oldest,
        )
        for head in shown
        if head.company_id in reviews
    ]
    return QueuePage(groups, page + 1 if len(heads) > GROUPS_A_PAGE else None)


def _oldest_of(company_ids: list[int]) -> dict[int, list[Review]]:
    rank = (
        func.row_number()
        .over(partition_by=Review.company_id, order_by=(Review.opened_at, Review.id))
        .label("rank")
    )
    ranked = (
        select(Review.id, rank)
        .where(Review.company_id.in_(company_ids), Review.state.in_(OPEN_STATES))
        .subquery()
    )
    found = session.scalars(
        select(Review)
        .join(ranked, ranked.c.id == Review.id)
        .where(ranked.c.rank <= MOST_OF_A_GROUP)
        .order_by(Review.opened_at, Review.id)
    )
    by_company: dict[int, list[Review]] = {}
    for review in found:
        by_company.setdefault(review.company_id, []).append(review)
    return by_company


def neighbours(review: Review, countries: set[str] | None) -> tuple[str | None, str | None]:
    """Return the public ids of the reviews before and after this one, by age, in the countries."""
    waiting = _in_scope(countries).where(Review.id != review.id)
    place = tuple_(Review.opened_at, Review.id)
    here = tuple_(review.opened_at, review.id)
    before = waiting.where(place < here).order_by(Review.opened_at.desc(), Review.id.desc())
    after = waiting.where(place > here).order_by(Review.opened_at, Review.id)
    first_before = session.scalar(before.with_only_columns(Review.code).limit(1))
    first_after = session.scalar(after.with_only_columns(Review.code).limit(1))
    return first_before, first_after


def next_waiting(
    countries: set[str] | None, person_id: int, after: Review | None = None
) -> str | None:
    """Return the public id of the review that nobody else has taken and that follows `after`.

    Behind the newest one, and without any, it is the oldest.
    """
    free = _in_scope(countries).where(
        (Review.state == ReviewState.WAITING) | (Review.taken_by_id == person_id)
    )
    found = free.order_by(Review.opened_at, Review.id).with_only_columns(Review.code).limit(1)
    if after is not None:
        behind = tuple_(Review.opened_at, Review.id) > tuple_(after.opened_at, after.id)
        following = session.scalar(found.where(behind))
        if following:
            return following
    return session.scalar(found)


@dataclass(frozen=True)
class ReviewCounts:
    """How many reviews are late, due today, due later; since when the oldest waits."""

    late: int
    today: int
    later: int
    oldest: datetime | None
    next_due: datetime | None


def waiting_counts(
    countries: set[str] | None, now: datetime, end_of_today: datetime
) -> ReviewCounts:
    """Count what waits in the countries (None: everywhere), in one statement."""
    waiting = _in_scope(countries).subquery()
    due = waiting.c.due_at
    row = session.execute(
        select(
            func.count().filter(due < now),
            func.count().filter(due >= now, due <= end_of_today),
            func.count().filter(due > end_of_today),
            func.min(waiting.c.opened_at),
            func.min(due),
        )
    ).one()
    return ReviewCounts(*row)
