"""The acts of moderation: opening, taking, giving back, deciding and closing reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.rules import holds
from marketplace.companies.models import Company
from marketplace.companies.queries import find_member
from marketplace.config import Settings
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock
from marketplace.core.errors import NotAllowed
from marketplace.core.work.events import publish
from marketplace.moderation.enums import Decision, ReviewState
from marketplace.moderation.errors import no_reason, own_company, taken_by_another
from marketplace.moderation.events import ReviewOpened
from marketplace.moderation.models import Review
from marketplace.moderation.protocols import subject_of
from marketplace.moderation.queries import open_review_of, was_sent_by
from marketplace.moderation.transitions import REVIEW
from marketplace.reference.queries import due_after, home_pack

#: How many working days of the house a review may take.
WORKING_DAYS = 2


@dataclass(frozen=True)
class ReviewDecision:
    """What an operator decided: reason codes, and a note ("" for none) with its language."""

    decision: Decision
    reasons: tuple[str, ...] = ()
    note: str = ""
    note_language: str = ""


def open_review(
    kind: str,
    subject: str,
    *,
    company: Company,
    remarks: Sequence[Mapping[str, Any]],
    actor: Actor,
) -> Review:
    """Open a review of something of a company; it is due in two working days of the house."""
    review = Review(
        kind=kind,
        subject=subject,
        company=company,
        state=ReviewState.WAITING,
        remarks=[dict(remark) for remark in remarks],
        opened_at=clock.now(),
        due_at=_due(),
    )
    insert_with_id(review, column="code", prefix="REV")
    audit.record(
        "review:opened", kind="review", subject=review.code, actor=actor, of=kind, which=subject
    )
    publish(ReviewOpened(review=review.code, company=company.code))
    return review


def _due() -> datetime:
    settings: Settings = current_app.config["SETTINGS"]
    home = settings.home_country
    return due_after(WORKING_DAYS, home, home_pack(home).TIME_ZONE, clock.now())


def withdraw_review(kind: str, subject: str, *, actor: Actor) -> None:
    """Close the open review of what its company took back, under the lock of the subject's root.

    Raises Conflict when it has been decided in the meantime; nothing happens when there is none.
    """
    review = open_review_of(kind, subject)
    if review is None:
        return
    lock(review)
    _release(review)
    REVIEW.apply(review, "withdraw", actor=actor)


def settle_remarks(kind: str, subject: str, place: str) -> None:
    """Take what was remarked on a place out of the open review, once it is put right there."""
    review = open_review_of(kind, subject)
    if review is not None:
        lock(review)
        review.remarks = [remark for remark in review.remarks if remark.get("place") != place]


def take_review(review: Review, person: Person, *, actor: Actor) -> None:
    """Take a review, so that no colleague looks at the same; taking one's own again is nothing.

    Raises Conflict when a colleague has it or it has been decided, NotAllowed in one's own company
    and for what one sent oneself, acting for a company.
    """
    lock(review)
    _require_moderator(review, person)
    _require_outsider(review, person)
    if review.taken_by_id == person.id:
        return
    _require_free(review, person)
    review.taken_by_id = person.id
    REVIEW.apply(review, "take", actor=actor)


def give_back_review(review: Review, person: Person, *, actor: Actor) -> None:
    """Give a review back to the queue; a colleague may do it for somebody who is away.

    Nothing happens when nobody has it. Raises NotAllowed when the operator's role does not reach
    the company any more.
    """
    lock(review)
    _require_moderator(review, person)
    if review.state is ReviewState.WAITING:
        return
    _release(review)
    REVIEW.apply(review, "give_back", actor=actor)


def decide_review(
    review: Review, person: Person, judgement: ReviewDecision, *, actor: Actor
) -> None:
    """Decide, and let the subject's room carry it out in the same commit.

    Whatever is not approved names a reason. Raises Refused without one, Conflict when a colleague
    has taken or decided it, NotAllowed in one's own company and for what one sent oneself.
    """
    subject = subject_of(review.kind)
    subject.lock(review.subject)
    lock(review)
    _require_moderator(review, person)
    _require_outsider(review, person)
    _require_free(review, person)
    _decide(review, person.id, judgement, actor)


def decide_as_another(review: Review, decided: Review, decision: Decision, *, actor: Actor) -> None:
    """Decide as the same operator has decided another review, of which this one is a part.

    Whether they may was asked then, and their role may have ended since: nobody is asked again.
    """
    subject_of(review.kind).lock(review.subject)
    lock(review)
    judgement = ReviewDecision(
        decision, tuple(decided.reasons), decided.note, decided.note_language
    )
    _decide(review, decided.decided_by_id, judgement, actor)


def _decide(review: Review, decider: int | None, judgement: ReviewDecision, actor: Actor) -> None:
    subject = subject_of(review.kind)
    known = subject.reasons()
    reasons = [code for code in judgement.reasons if code in known]
    if judgement.decision is not Decision.APPROVE and not reasons:
        raise no_reason()
    review.decided_by_id = decider
    review.reasons = reasons
    review.note = judgement.note
    review.note_language = judgement.note_language if judgement.note else ""
    _release(review)
    REVIEW.apply(review, judgement.decision.value, actor=actor, reasons=reasons)
    subject.on_decided(review.subject, judgement.decision, actor)


def _release(review: Review) -> None:
    review.taken_by_id = None
    review.taken_at = None


def _require_free(review: Review, person: Person) -> None:
    if review.taken_by is not None and review.taken_by_id != person.id:
        raise taken_by_another(review.taken_by.name)


def _require_moderator(review: Review, person: Person) -> None:
    """Ask for the role once more behind the lock: the page's answer may be old."""
    if not holds(person, OperatorRole.MODERATOR, country=review.company.country):
        raise NotAllowed


def _require_outsider(review: Review, person: Person) -> None:
    """Raise NotAllowed for who belongs to the company, or sent this while acting for it."""
    if find_member(review.company, person) is not None or was_sent_by(review, person):
        raise own_company()
