"""Named reads of the desk: the inquiries that wait, why, until when, and how many of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.accounts.models import Person
from marketplace.companies.enums import CompanyState
from marketplace.companies.models import Company
from marketplace.core.db import session
from marketplace.core.web.paging import Page, soonest_first
from marketplace.deals.enums import UNDECIDED, InquiryState, Signal
from marketplace.deals.models import Deal, Inquiry
from marketplace.verification.queries.queue import Days, Group, Scope

#: Inquiries with the same words that one page names.
MOST_ALIKE = 50


class InquiryFilter(StrEnum):
    """Which inquiries the desk lists.

    `look`: the house is to look at them. `mine`: those of them that the reader has taken. `check`:
    only their buyer's check is waited for. `asked`: their buyer has the turn.
    """

    LOOK = "look"
    MINE = "mine"
    CHECK = "check"
    ASKED = "asked"


@dataclass(frozen=True)
class InquirySelection:
    """What a list of the desk is narrowed to: all that is shown, with a signal, due then.

    `words` is the digest of a text: those that say the same.
    """

    shown: InquiryFilter = InquiryFilter.LOOK
    signal: Signal | None = None
    due: Group | None = None
    words: str | None = None


@dataclass(frozen=True)
class InquiryCounts:
    """How many inquiries wait for what, by headings and signals of those to be looked at.

    `oldest` is since when the oldest of them waits, `next_due` until when the next was promised.
    """

    look: int
    mine: int
    check: int
    asked: int
    oldest: datetime | None
    next_due: datetime | None
    due: dict[Group, int] = field(default_factory=dict)
    signals: dict[Signal, int] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many sellers know nothing of, whoever has the turn."""
        return self.look + self.check + self.asked


def page_of_waiting(
    scope: Scope, narrowed: InquirySelection, person: Person, days: Days, cursor: str | None
) -> Page[Inquiry]:
    """Return a page of what waits, what is due first on top; who waits longest where none is due.

    Buyers, sellers and who has taken them are loaded.
    """
    found = _in(scope, narrowed, person, days).options(
        contains_eager(Inquiry.buyer), joinedload(Inquiry.taken_by)
    )
    at = Inquiry.due_at if narrowed.shown in _DUE else Inquiry.sent_at
    return soonest_first(found, at=at, code=Inquiry.code, cursor=cursor)


def counts_of_words(
    scope: Scope, narrowed: InquirySelection, person: Person, days: Days, rows: Sequence[Inquiry]
) -> dict[str, int]:
    """Count what of a list says the same as rows of it, by digests; only what says so twice."""
    words = {row.text_digest for row in rows if row.text_digest is not None}
    if not words:
        return {}
    alike = _in(scope, narrowed, person, days).where(Inquiry.text_digest.in_(words))
    counted = alike.with_only_columns(Inquiry.text_digest, func.count(), maintain_column_froms=True)
    found = session.execute(counted.group_by(Inquiry.text_digest).having(func.count() > 1))
    return {digest: count for digest, count in found if digest}


def next_to_look_at(
    scope: Scope,
    narrowed: InquirySelection,
    person: Person,
    days: Days,
    place: tuple[datetime | None, str],
) -> Inquiry | None:
    """Return what follows a place in the list, of what no colleague has taken.

    The place is the due time and public id of an inquiry before it was decided. Behind the last
    one it is the first: so who leaves one for later does not meet it after each decision.
    """
    free = or_(Inquiry.taken_by_id.is_(None), Inquiry.taken_by_id == person.id)
    at = Inquiry.due_at if narrowed.shown in _DUE else Inquiry.sent_at
    found = _in(scope, narrowed, person, days).where(free).order_by(at, Inquiry.code).limit(1)
    due, code = place
    if at is not Inquiry.due_at or due is None:
        return session.scalar(found)
    behind = or_(at > due, and_(at == due, Inquiry.code > code))
    return session.scalar(found.where(behind)) or session.scalar(found)


def counts_of_waiting(scope: Scope, person: Person, days: Days) -> InquiryCounts:
    """Count what waits, in one statement."""
    to_look = _IS_SHOWN[InquiryFilter.LOOK]
    groups = {group: and_(to_look, _due_in(group, days)) for group in Group}
    signals = {signal: and_(to_look, _has(signal)) for signal in Signal}
    counted = [
        _count(to_look),
        _count(and_(to_look, Inquiry.taken_by_id == person.id)),
        _count(_IS_SHOWN[InquiryFilter.CHECK]),
        _count(_IS_SHOWN[InquiryFilter.ASKED]),
        func.min(Inquiry.sent_at).filter(to_look),
        func.min(Inquiry.due_at).filter(to_look),
        *(_count(condition) for condition in (*groups.values(), *signals.values())),
    ]
    row = session.execute(_undecided(scope, *counted)).one()
    look, mine, check, asked, oldest, next_due, *rest = row
    return InquiryCounts(
        look=look,
        mine=mine,
        check=check,
        asked=asked,
        oldest=oldest,
        next_due=next_due,
        due=dict(zip(groups, rest[: len(groups)], strict=True)),
        signals=dict(zip(signals, rest[len(groups) :], strict=True)),
    )


def waiting_of_buyer(buyer: Company) -> Sequence[Inquiry]:
    """Return what a buyer sent and nobody has decided, the oldest first, at most fifty."""
    found = select(Inquiry).where(Inquiry.buyer_id == buyer.id, Inquiry.state.in_(UNDECIDED))
    return session.scalars(found.order_by(Inquiry.sent_at, Inquiry.id).limit(MOST_ALIKE)).all()


def same_words_as(inquiry: Inquiry) -> Sequence[Inquiry]:
    """Return other inquiries with the same words, the newest first, at most fifty."""
    if inquiry.text_digest is None:
        return []
    found = (
        select(Inquiry)
        .where(
            Inquiry.text_digest == inquiry.text_digest,
            Inquiry.state != InquiryState.DRAFT,
            Inquiry.id != inquiry.id,
        )
        .options(joinedload(Inquiry.buyer))
    )
    return session.scalars(found.order_by(Inquiry.sent_at.desc()).limit(MOST_ALIKE)).all()


@dataclass(frozen=True)
class BuyerRecord:
    """What became of a buyer's inquiries so far."""

    passed_on: int
    answered: int
    not_valid: int


def record_of(buyer: Company) -> BuyerRecord:
    """Return what became of what a buyer sent so far, in one statement."""
    counted = (
        select(
            _count(Inquiry.state == InquiryState.PASSED_ON),
            _count(Deal.first_answer_at.is_not(None)),
            _count(Inquiry.state == InquiryState.NOT_VALID),
        )
        .select_from(Inquiry)
        .join(Deal, Deal.id == Inquiry.deal_id)
        .where(Inquiry.buyer_id == buyer.id)
    )
    return BuyerRecord(*session.execute(counted).one())


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


_IS_SHOWN = {
    InquiryFilter.LOOK: and_(Inquiry.state == InquiryState.WAITING, Inquiry.waits_look),
    InquiryFilter.MINE: and_(Inquiry.state == InquiryState.WAITING, Inquiry.waits_look),
    InquiryFilter.CHECK: and_(Inquiry.state == InquiryState.WAITING, Inquiry.waits_look.is_(False)),
    InquiryFilter.ASKED: Inquiry.state == InquiryState.ASKED,
}
#: Where the house has promised until when it looks.
_DUE = frozenset({InquiryFilter.LOOK, InquiryFilter.MINE})


def _in(scope: Scope, narrowed: InquirySelection, person: Person, days: Days) -> Select[Inquiry]:
    found = _undecided(scope, Inquiry).where(_IS_SHOWN[narrowed.shown])
    if narrowed.shown is InquiryFilter.MINE:
        found = found.where(Inquiry.taken_by_id == person.id)
    if narrowed.signal is not None:
        found = found.where(_has(narrowed.signal))
    if narrowed.words is not None:
        found = found.where(Inquiry.text_digest == narrowed.words)
    if narrowed.due is not None:
        found = found.where(_due_in(narrowed.due, days))
    return found


def _undecided(scope: Scope, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns and entities
    return (
        select(*columns)
        .select_from(Inquiry)
        .join(Inquiry.buyer)
        .where(Inquiry.state.in_(UNDECIDED), Company.state == CompanyState.OPEN, scope.holds_for())
    )


def _has(signal: Signal) -> ColumnElement[bool]:
    """Whether an inquiry has a signal: the column is JSON as Python writes it."""
    return cast(Inquiry.signals, String).contains(f'"code": "{signal.value}"')


def _due_in(group: Group, days: Days) -> ColumnElement[bool]:
    """Say in SQL what `Days.group` says: what is due as a day ends belongs to that day."""
    due = Inquiry.due_at
    conditions = {
        Group.LATE: due < days.now,
        Group.TODAY: and_(due >= days.now, due <= days.today),
        Group.TOMORROW: and_(due > days.today, due <= days.tomorrow),
        Group.LATER: due > days.tomorrow,
    }
    return conditions[group]
