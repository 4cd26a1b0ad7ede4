"""Named reads: what stands beside a deal's timeline: the turn, the hour on both sides, people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person
from marketplace.companies.enums import MemberRole, Side
from marketplace.companies.models import Company, CompanyContact, Member
from marketplace.companies.queries import (
    calendar_of,
    contacts_of,
    days_off_of,
    languages_of,
    work_week_of,
    zone_of,
)
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.deals.models import Deal, DealMessage
from marketplace.reference.queries import is_working_day

DAY = timedelta(days=1)
#: So many days ahead the next working hour is looked for.
MOST_DAYS = 30
#: People of a side who are shown.
MOST_PEOPLE = 6
#: When a company works that has not said so.
USUAL_HOURS = (time(9), time(18))


@dataclass(frozen=True)
class CompanyHours:
    """What the clock says at a company: its zone (IANA), and until when it is closed, if it is."""

    zone: str
    now: datetime
    opens: datetime | None

    @property
    def is_closed(self) -> bool:
        """Whether nobody works there now."""
        return self.opens is not None


@dataclass(frozen=True)
class PersonInRoom:
    """A person of one side: the member, whether they wrote here, whether they are in charge."""

    person: Person
    position: str
    role: MemberRole
    has_written: bool
    is_in_charge: bool


@dataclass(frozen=True)
class SideInRoom:
    """One side of a deal: the company, its hours, the languages (tags) it reads, its people.

    `contacts` are whom to ask there; empty before the first answer.
    """

    company: Company
    hours: CompanyHours
    languages: Sequence[str]
    people: Sequence[PersonInRoom]
    contacts: Sequence[CompanyContact]


def side_in_room(deal: Deal, side: Side, *, is_own: bool = False) -> SideInRoom:
    """Return what is shown of a side in a deal's room; `is_own`: to its own people.

    Its people are those who wrote, whoever opened the deal and, for its own, whoever is in charge.
    """
    company = deal.company_of(side)
    return SideInRoom(
        company,
        hours_of(company),
        languages_of(company),
        people_of(deal, side, is_own=is_own),
        contacts_of(company) if deal.first_answer_at is not None else (),
    )


def people_of(deal: Deal, side: Side, *, is_own: bool = False) -> list[PersonInRoom]:
    """Return who of a side has to do with a deal, as `side_in_room` says; at most six.

    Whoever is in charge comes first, and is told to their own company alone.
    """
    company = deal.company_of(side)
    writers = set(
        session.scalars(
            select(DealMessage.by_id)
            .where(DealMessage.deal_id == deal.id, DealMessage.side == side)
            .distinct()
        )
    )
    if deal.opened_side is side:
        writers.add(deal.opened_by_id)
    assignee = deal.seller_assignee_id if side is Side.SELLER else deal.buyer_assignee_id
    in_charge = assignee if is_own else None
    found = (
        select(Member, Person)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.company_id == company.id,
            Member.person_id.in_({*writers, in_charge} - {None}),
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Member.joined_at, Member.id)
    )
    people = [
        PersonInRoom(
            person,
            member.position,
            member.role,
            has_written=person.id in writers,
            is_in_charge=person.id == in_charge,
        )
        for member, person in session.execute(found)
    ]
    return sorted(people, key=lambda one: not one.is_in_charge)[:MOST_PEOPLE]


def writers_of(company: Company) -> list[Person]:
    """Return whom a company may put in charge of a deal, in the order they joined."""
    found = (
        select(Person)
        .join(Member, Member.person_id == Person.id)
        .where(
            Member.company_id == company.id,
            Member.role.in_((MemberRole.OWNER, MemberRole.TRADE)),
            Person.state == PersonState.ACTIVE,
        )
        .order_by(Member.joined_at, Member.id)
    )
    return list(session.scalars(found))


def hours_of(company: Company) -> CompanyHours:
    """Return what the clock says at a company now, and when somebody works there next."""
    calendar = calendar_of(company)
    zone, now = zone_of(company, calendar), clock.now()
    opens_at, closes_at = USUAL_HOURS
    if calendar.opens_at is not None and calendar.closes_at is not None:
        opens_at, closes_at = calendar.opens_at, calendar.closes_at
    weekdays = work_week_of(company, calendar) if calendar.work_week else None
    closed = [off.day for off in days_off_of(company)]

    def works(day: date) -> bool:
        return is_working_day(day, company.country, weekdays=weekdays, closed=closed)

    local = now.astimezone(ZoneInfo(zone))
    if works(local.date()) and opens_at <= local.time() < closes_at:
        return CompanyHours(zone, now, None)
    first = local.date() if local.time() < opens_at else local.date() + DAY
    days = (first + step * DAY for step in range(MOST_DAYS))
    day = next((day for day in days if works(day)), None)
    if day is None:
        return CompanyHours(zone, now, None)
    return CompanyHours(zone, now, datetime.combine(day, opens_at, ZoneInfo(zone)))
