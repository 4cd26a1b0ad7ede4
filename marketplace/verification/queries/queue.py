"""Named reads: the checks that wait for an office, what is due first on top."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.accounts.models import Office, OfficeCountry, Person
from marketplace.companies.enums import CompanyState
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.core.web.paging import Page, soonest_first
from marketplace.reference.queries import end_of_day
from marketplace.verification.enums import CheckState
from marketplace.verification.models import CompanyCheck


class CheckFilter(StrEnum):
    """Which checks a list shows: all that wait for the office, one's own, those at companies."""

    WAITING = "waiting"
    MINE = "mine"
    ASKED = "asked"


class Group(StrEnum):
    """The headings of the queue."""

    LATE = "late"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"


@dataclass(frozen=True)
class Days:
    """The ends of today and tomorrow in the reader's zone, and now."""

    now: datetime
    today: datetime
    tomorrow: datetime

    def group(self, due: datetime) -> Group:
        """Return under which heading something due then stands."""
        if due < self.now:
            return Group.LATE
        if due <= self.today:
            return Group.TODAY
        return Group.TOMORROW if due <= self.tomorrow else Group.LATER


@dataclass(frozen=True)
class Place:
    """Where a check stands in the queue, or stood before it was decided."""

    due: datetime | None
    code: str

    def before_those(self) -> ColumnElement[bool]:
        """Return the condition on a check to stand behind this place."""
        due, code = CompanyCheck.due_at, CompanyCheck.code
        return or_(due > self.due, and_(due == self.due, code > self.code))


@dataclass(frozen=True)
class Scope:
    """Whose companies a list is about: `countries` are ISO 3166 codes, None for all.

    `but_not` are left out of all: headquarters look after the countries that no office has.
    """

    countries: AbstractSet[str] | None = None
    but_not: AbstractSet[str] = frozenset()

    def holds_for(self) -> ColumnElement[bool]:
        """Return the condition on a company's country."""
        outside = Company.country.not_in(self.but_not)
        if self.countries is None:
            return outside
        return and_(Company.country.in_(self.countries), outside)


@dataclass(frozen=True)
class CheckCounts:
    """How many checks wait for an office, by heading; since when the oldest, until when the next.

    `asked` wait for their companies, `mine` are those that the reader has taken.
    """

    late: int
    today: int
    tomorrow: int
    later: int
    oldest: datetime | None
    next_due: datetime | None
    asked: int
    mine: int

    @property
    def count(self) -> int:
        """How many wait for the office in all."""
        return self.late + self.today + self.tomorrow + self.later


def days_in(zone: str) -> Days:
    """Return now and the ends of today and tomorrow in a zone (an IANA name)."""
    now = clock.now()
    today = now.astimezone(ZoneInfo(zone)).date()
    return Days(now, end_of_day(today, zone), end_of_day(today + timedelta(days=1), zone))


def scope_of_office(office: Office) -> Scope:
    """Return whose companies an office itself looks after."""
    if not office.is_headquarters:
        theirs = select(OfficeCountry.country).where(OfficeCountry.office_id == office.id)
        return Scope(set(session.scalars(theirs)))
    return Scope(None, set(session.scalars(select(OfficeCountry.country))))


def queue_of(
    scope: Scope, shown: CheckFilter, person: Person, cursor: str | None
) -> Page[CompanyCheck]:
    """Return a page of checks, what is due first on top; companies and who has them are loaded."""
    query = _in(scope, shown, person).options(
        contains_eager(CompanyCheck.company), joinedload(CompanyCheck.taken_by)
    )
    return soonest_first(query, at=CompanyCheck.due_at, code=CompanyCheck.code, cursor=cursor)


def neighbours(
    check: CompanyCheck, scope: Scope, shown: CheckFilter, person: Person
) -> tuple[CompanyCheck | None, CompanyCheck | None]:
    """Return the checks that wait before and after this one; the first two that wait if none."""
    waiting = _in(scope, shown, person).where(CompanyCheck.id != check.id)
    waiting = waiting.options(contains_eager(CompanyCheck.company))
    due, code = CompanyCheck.due_at, CompanyCheck.code
    if check.due_at is None or check.state is not CheckState.OPEN:
        return None, session.scalar(waiting.order_by(due, code).limit(1))
    place = Place(check.due_at, check.code)
    before = waiting.where(~place.before_those()).order_by(due.desc(), code.desc())
    after = waiting.where(place.before_those()).order_by(due, code)
    return session.scalar(before.limit(1)), session.scalar(after.limit(1))


def place_of(check: CompanyCheck) -> Place | None:
    """Return where a check stands in the queue; None when it does not wait for the office."""
    is_there = check.due_at is not None and check.state is CheckState.OPEN
    return Place(check.due_at, check.code) if is_there else None


def next_waiting(
    scope: Scope, shown: CheckFilter, person: Person, place: Place | None
) -> CompanyCheck | None:
    """Return what follows a place among the checks that no colleague has taken.

    After the last one, and without a place, it is the one that is due first: so who leaves a check
    for later does not meet it after each decision.
    """
    free = or_(CompanyCheck.taken_by_id.is_(None), CompanyCheck.taken_by_id == person.id)
    waiting = _in(scope, shown, person).where(free)
    waiting = waiting.order_by(CompanyCheck.due_at, CompanyCheck.code).limit(1)
    following = session.scalar(waiting.where(place.before_those())) if place else None
    return following or session.scalar(waiting)


def waiting_counts(scope: Scope, person: Person, days: Days) -> CheckCounts:
    """Count what waits, in one statement."""
    due, state = CompanyCheck.due_at, CompanyCheck.state
    is_open = state == CheckState.OPEN
    counted = (
        select(
            func.count().filter(is_open, due < days.now),
            func.count().filter(is_open, due >= days.now, due <= days.today),
            func.count().filter(is_open, due >= days.now, due > days.today, due <= days.tomorrow),
            func.count().filter(is_open, due > days.tomorrow),
            func.min(CompanyCheck.opened_at).filter(is_open),
            func.min(due).filter(is_open),
            func.count().filter(state == CheckState.ASKED),
            func.count().filter(is_open, CompanyCheck.taken_by_id == person.id),
        )
        .join(Company, Company.id == CompanyCheck.company_id)
        .where(
            state.in_((CheckState.OPEN, CheckState.ASKED)),
            Company.state == CompanyState.OPEN,
            scope.holds_for(),
        )
    )
    return CheckCounts(*session.execute(counted).one())


def _in(scope: Scope, shown: CheckFilter, person: Person) -> Select[CompanyCheck]:
    state = CheckState.ASKED if shown is CheckFilter.ASKED else CheckState.OPEN
    found = (
        select(CompanyCheck)
        .join(CompanyCheck.company)
        .where(CompanyCheck.state == state, Company.state == CompanyState.OPEN, scope.holds_for())
    )
    if shown is CheckFilter.MINE:
        found = found.where(CompanyCheck.taken_by_id == person.id)
    return found
