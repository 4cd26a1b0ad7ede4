"""Named reads: what happened in a deal, as one of its sides sees it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from marketplace.accounts.models import Person
from marketplace.companies.enums import Side
from marketplace.companies.models import Member
from marketplace.core.db import session
from marketplace.deals.enums import EntryKind
from marketplace.deals.models import Deal, DealEntry, DealFile, DealMessage, Inquiry
from marketplace.deals.queries.deal_goods import AskedLine, asked_lines, offered_lines

PAGE_SIZE = 25


class TimelineFilter(StrEnum):
    """What of a timeline is shown: the filters of its page."""

    ALL = "all"
    MESSAGES = "messages"
    FILES = "files"
    STEPS = "steps"


_KINDS = {
    TimelineFilter.MESSAGES: (EntryKind.INQUIRY, EntryKind.MESSAGE),
    TimelineFilter.STEPS: tuple(
        kind for kind in EntryKind if kind not in {EntryKind.MESSAGE, EntryKind.FILES}
    ),
}


@dataclass(frozen=True)
class TimelineEntry:
    """An entry of a timeline with what it speaks of, None or empty where that is something else.

    `position` is what the person does in their company, in their own words; `person` whom an entry
    of an assignment names.
    """

    entry: DealEntry
    message: DealMessage | None = None
    inquiry: Inquiry | None = None
    lines: Sequence[AskedLine] = ()
    files: Sequence[DealFile] = ()
    position: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class TimelinePage:
    """A page of a timeline, the newest first.

    `newest` is the cursor from which on what is new is asked for, `older` that of the next page,
    None on the last one.
    """

    rows: Sequence[TimelineEntry]
    newest: str
    older: str | None


@dataclass
class _Found:
    messages: dict[str, DealMessage] = field(default_factory=dict)
    files: dict[int, list[DealFile]] = field(default_factory=dict)
    inquiry: Inquiry | None = None
    inquiry_files: list[DealFile] = field(default_factory=list)
    lines: Sequence[AskedLine] = ()
    positions: dict[int, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def timeline(
    deal: Deal,
    side: Side,
    shown: TimelineFilter,
    cursor: str | None = None,
    *,
    size: int = PAGE_SIZE,
) -> TimelinePage:
    """Return what happened in a deal before `cursor`, as that side sees it, the newest first.

    A cursor that this did not write shows the first page.
    """
    found = _seen_by(deal, side, shown).order_by(DealEntry.at.desc(), DealEntry.id.desc())
    after = _read(cursor)
    if after is not None:
        found = found.where(DealEntry.at <= after.at).offset(after.passed)
    entries = list(session.scalars(found.limit(size + 1)))
    rows = entries[:size]
    older = _cursor(rows, after) if len(entries) > size else None
    return TimelinePage(_told(deal, rows), newest_cursor(deal, side), older)


def newest_cursor(deal: Deal, side: Side) -> str:
    """Return the cursor behind the newest entry that a side sees."""
    newest = _seen_by(deal, side, TimelineFilter.ALL).with_only_columns(func.max(DealEntry.at))
    at = session.scalar(newest)
    if at is None:
        return ""
    there = _seen_by(deal, side, TimelineFilter.ALL).where(DealEntry.at == at)
    return _write(at, session.scalar(select(func.count()).select_from(there.subquery())) or 0)


def happened_since(deal: Deal, side: Side, cursor: str) -> int:
    """Return how many entries a side has not seen that stood at `cursor`; 0 for what is none."""
    seen = _read(cursor)
    if seen is None:
        return 0
    later = _seen_by(deal, side, TimelineFilter.ALL).where(DealEntry.at >= seen.at).subquery()
    return (session.scalar(select(func.count()).select_from(later)) or 0) - seen.passed


def counts_of(deal: Deal, side: Side) -> dict[TimelineFilter, int]:
    """Return how many entries each filter shows a side, in one statement."""
    columns = [
        func.count().filter(_is_shown(deal, shown)).label(shown.value) for shown in TimelineFilter
    ]
    row = session.execute(
        _seen_by(deal, side, TimelineFilter.ALL).with_only_columns(*columns)
    ).one()
    return {shown: getattr(row, shown.value) for shown in TimelineFilter}


def _seen_by(deal: Deal, side: Side, shown: TimelineFilter) -> Select[DealEntry]:
    return select(DealEntry).where(
        DealEntry.deal_id == deal.id,
        or_(DealEntry.for_side.is_(None), DealEntry.for_side == side),
        _is_shown(deal, shown),
    )


def _is_shown(deal: Deal, shown: TimelineFilter) -> ColumnElement[bool]:
    if shown is TimelineFilter.ALL:
        return DealEntry.deal_id == deal.id
    if shown is not TimelineFilter.FILES:
        return DealEntry.kind.in_(_KINDS[shown])
    with_messages = (
        select(DealMessage.code)
        .join(DealFile, DealFile.message_id == DealMessage.id)
        .where(DealMessage.deal_id == deal.id)
    )
    with_inquiries = (
        select(Inquiry.code)
        .join(DealFile, DealFile.inquiry_id == Inquiry.id)
        .where(Inquiry.deal_id == deal.id)
    )
    return or_(
        and_(
            DealEntry.kind.in_((EntryKind.MESSAGE, EntryKind.FILES)),
            DealEntry.ref.in_(with_messages),
        ),
        and_(DealEntry.kind == EntryKind.INQUIRY, DealEntry.ref.in_(with_inquiries)),
    )


def _told(deal: Deal, entries: Sequence[DealEntry]) -> list[TimelineEntry]:
    found = _found(deal, entries)
    return [_happening(entry, found) for entry in entries]


def _happening(entry: DealEntry, found: _Found) -> TimelineEntry:
    position = found.positions.get(entry.by_id or 0, "")
    if entry.kind is EntryKind.INQUIRY:
        return TimelineEntry(
            entry,
            inquiry=found.inquiry,
            lines=found.lines,
            files=found.inquiry_files,
            position=position,
        )
    message = found.messages.get(entry.ref)
    return TimelineEntry(
        entry,
        message=message,
        lines=found.lines if entry.kind is EntryKind.OPENED else (),
        files=found.files.get(message.id, ()) if message else (),
        position=position,
        person=found.people.get(str(entry.facts.get("person"))),
    )


def _found(deal: Deal, entries: Sequence[DealEntry]) -> _Found:
    found = _Found()
    codes = {entry.ref for entry in entries}
    messages = select(DealMessage).where(
        DealMessage.deal_id == deal.id, DealMessage.code.in_(codes)
    )
    with_writer = messages.options(joinedload(DealMessage.by, innerjoin=True))
    found.messages = {message.code: message for message in session.scalars(with_writer)}
    found.inquiry = session.scalar(
        select(Inquiry)
        .where(Inquiry.deal_id == deal.id)
        .options(joinedload(Inquiry.person), joinedload(Inquiry.decided_by))
    )
    _add_files(found)
    if found.inquiry is not None and found.inquiry.code in codes:
        found.lines = asked_lines([found.inquiry])[found.inquiry.id]
    elif EntryKind.OPENED in {entry.kind for entry in entries}:
        found.lines = offered_lines([deal.id])[deal.id]
    members = select(Member.person_id, Member.position).where(
        Member.company_id.in_((deal.buyer_id, deal.seller_id))
    )
    found.positions = {row.person_id: row.position for row in session.execute(members)}
    named = {str(entry.facts.get("person")) for entry in entries if entry.facts.get("person")}
    people = select(Person).where(
        or_(
            Person.code.in_(named), Person.id.in_({entry.by_id for entry in entries if entry.by_id})
        )
    )
    found.people = {person.code: person for person in session.scalars(people)}
    return found


def _add_files(found: _Found) -> None:
    messages = [message.id for message in found.messages.values()]
    of_inquiry = found.inquiry.id if found.inquiry is not None else None
    files = select(DealFile).where(
        or_(DealFile.message_id.in_(messages), DealFile.inquiry_id == of_inquiry)
    )
    for file in session.scalars(files.order_by(DealFile.id)):
        if file.message_id is None:
            found.inquiry_files.append(file)
        else:
            found.files.setdefault(file.message_id, []).append(file)


@dataclass(frozen=True)
class _Place:
    """Where a page ended: the instant of its last entry, and how many of that instant it had."""

    at: datetime
    passed: int


def _cursor(rows: Sequence[DealEntry], after: _Place | None) -> str:
    last = rows[-1].at
    passed = sum(row.at == last for row in rows)
    if after is not None and after.at == last:
        passed += after.passed
    return _write(last, passed)


def _write(at: datetime, passed: int) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()} {passed}".encode()).decode()


def _read(cursor: str | None) -> _Place | None:
    try:
        instant, passed = base64.urlsafe_b64decode(cursor or "").decode().split(" ")
        read = datetime.fromisoformat(instant).astimezone(UTC)
        return _Place(read, min(int(passed), 10_000)) if passed.isdigit() else None
    except (ValueError, OverflowError):
        return None
