"""The operators' queue of reviews, and one review."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.queries import countries_in_scope
from marketplace.accounts.rules import holds
from marketplace.companies.queries import languages_of
from marketplace.config import Settings
from marketplace.core import clock
from marketplace.core.permissions import guard, present_reader
from marketplace.core.slots import Facts, Filling, fill
from marketplace.core.web.refusals import done_or_flashed, flash_all
from marketplace.core.web.todos import Queue
from marketplace.moderation import enums
from marketplace.moderation.enums import Decision, RemarkLevel
from marketplace.moderation.forms import DecisionForm
from marketplace.moderation.models import Review
from marketplace.moderation.operations import (
    ReviewDecision,
    decide_review,
    give_back_review,
    take_review,
)
from marketplace.moderation.protocols import QueueLine, RemarkLine, subject_of
from marketplace.moderation.queries import (
    CompanyReviews,
    find_review,
    neighbours,
    next_waiting,
    queue,
    waiting_counts,
)
from marketplace.moderation.routes import bp
from marketplace.moderation.rules import may_review, moderates
from marketplace.reference.queries import end_of_day, home_pack

MOST_PAGES = 500


def _scope() -> set[str] | None:
    return countries_in_scope(present_reader().person)


@bp.get("/desk/reviews")
@guard(moderates)
def reviews() -> ResponseReturnValue:
    """List what waits to be looked at, the seller who waits longest first."""
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    found = queue(_scope(), page)
    return render_template(
        "moderation/operator_reviews.html",
        groups=found.groups,
        lines=_lines(found.groups),
        page=page,
        next_page=found.next_page,
        now=clock.now(),
        zone=_zone(),
    )


def _lines(groups: Sequence[CompanyReviews]) -> dict[str, QueueLine]:
    by_kind: dict[str, list[str]] = {}
    for group in groups:
        for review in group.reviews:
            by_kind.setdefault(review.kind, []).append(review.subject)
    lines: dict[str, QueueLine] = {}
    for kind, subjects in by_kind.items():
        lines |= subject_of(kind).lines(subjects)
    return lines


@bp.get("/desk/reviews/<review>")
@guard(may_review, subject=find_review)
def review(review: Review) -> ResponseReturnValue:
    """Show one review: the subject, remarks, the decision to make or made."""
    subject = subject_of(review.kind)
    remarks = subject.remark_lines(review.remarks)
    form = DecisionForm(formdata=None)
    form.reasons.data = list(dict.fromkeys(line.reason for line in remarks if line.reason))
    if any(line.level is RemarkLevel.MUST_CHANGE for line in remarks):
        form.decision.data = Decision.REVISE.value
    return _page(review, form, remarks)


def _page(review: Review, form: DecisionForm, remarks: Sequence[RemarkLine]) -> str:
    subject, scope = subject_of(review.kind), _scope()
    form.offer(subject.reasons(), _note_languages(review))
    before, after = neighbours(review, scope)
    return render_template(
        "moderation/operator_review.html",
        review=review,
        form=form,
        remarks=remarks,
        reason_names=subject.reasons(),
        subject_template=subject.template,
        facts=subject.facts(review.subject),
        before=before,
        after=after,
        is_open=review.state in enums.OPEN_STATES,
        is_mine=review.taken_by_id == present_reader().person.id,
        state_name=enums.STATE_NAMES[review.state],
        level_names=enums.LEVEL_NAMES,
        now=clock.now(),
        zone=_zone(),
    )


def _note_languages(review: Review) -> list[str]:
    """Return tags for the note: what the company reads first, then the house's languages."""
    settings: Settings = current_app.config["SETTINGS"]
    reads = [tag for tag in languages_of(review.company) if tag in settings.languages]
    return list(dict.fromkeys([*reads, *settings.languages]))


@bp.post("/desk/reviews/<review>/take")
@guard(may_review, subject=find_review)
def take(review: Review) -> ResponseReturnValue:
    """Take the review."""
    reader, code = present_reader(), review.code
    done_or_flashed(take_review, review, reader.person, actor=reader.actor())
    return redirect(url_for(".review", review=code))


@bp.post("/desk/reviews/<review>/give-back")
@guard(may_review, subject=find_review)
def give_back(review: Review) -> ResponseReturnValue:
    """Give the review back to the queue."""
    reader = present_reader()
    if done_or_flashed(give_back_review, review, reader.person, actor=reader.actor()):
        flash(_("It is back in the queue."), "good")
    return redirect(url_for(".reviews"))


@bp.post("/desk/reviews/<review>/decide")
@guard(may_review, subject=find_review)
def decide(review: Review) -> ResponseReturnValue:
    """Decide, then go on to the next newer review, after the newest to the oldest."""
    form, reader, code = DecisionForm(), present_reader(), review.code
    form.offer(subject_of(review.kind).reasons(), _note_languages(review))
    if form.validate_on_submit() and form.done_by(
        decide_review,
        review,
        reader.person,
        ReviewDecision(
            Decision(form.decision.data),
            tuple(form.reasons.data or ()),
            str(form.note.data),
            str(form.note_language.data),
        ),
        actor=reader.actor(),
    ):
        flash(_("Decided. The seller is told."), "good")
        following = next_waiting(_scope(), present_reader().person.id, find_review(code))
        if following:
            return redirect(url_for(".review", review=following))
        return redirect(url_for(".reviews"))
    again = find_review(code) or review
    if again.state not in enums.OPEN_STATES:  # the page has no form beside which it could stand
        flash_all(form.summary)
    return _page(again, form, subject_of(again.kind).remark_lines(again.remarks))


def _zone() -> str:
    """Return the zone of the house, in whose working days a review is promised."""
    settings: Settings = current_app.config["SETTINGS"]
    return str(home_pack(settings.home_country).TIME_ZONE)


def _end_of_today(now: datetime) -> datetime:
    zone = _zone()
    return end_of_day(now.astimezone(ZoneInfo(zone)).date(), zone)


def _what_waits(**_subject: object) -> Facts | None:
    reader = present_reader()
    if reader is None or not holds(reader.person, OperatorRole.MODERATOR):
        return None
    now = clock.now()
    counts = waiting_counts(_scope(), now, _end_of_today(now))
    return {
        "items": [
            Queue(
                name=_("Listings to review"),
                note=_("New and changed goods before buyers see them"),
                icon="rectangle-stack",
                late=counts.late,
                today=counts.today,
                later=counts.later,
                oldest=counts.oldest,
                next_due=counts.next_due,
                href=url_for("moderation.reviews"),
                act=_("Review"),
            )
        ]
    }


def _nav(**_subject: object) -> Facts | None:
    reader = present_reader()
    if reader is None or not holds(reader.person, OperatorRole.MODERATOR):
        return None
    return {}


_ON_THE_DESK = Filling(20, "", _what_waits)
_IN_THE_NAV = Filling(20, "moderation/_nav.html", _nav)


def fill_desk() -> None:
    """Put the queue on the desk and its entry among the operators' pages."""
    fill("desk.waits", _ON_THE_DESK)
    fill("operator_nav", _IN_THE_NAV)
