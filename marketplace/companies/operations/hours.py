"""When a company works: its zone, its week, its hours, its own days off."""

from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from marketplace.companies import errors
from marketplace.companies.models import Company, DayOff
from marketplace.companies.operations.record import WRITERS, lock_for, write_down
from marketplace.companies.queries import calendar_of, zone_of
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, insert_if_absent, require_version, session

#: The most days off still to come: every date that is calculated reads them all.
MOST_DAYS_OFF = 60
FIVE_YEARS = timedelta(days=5 * 365 + 1)


@dataclass(frozen=True)
class WorkingHours:
    """`work_week` lists weekdays as digits (Monday is 0), None for those of the country."""

    time_zone: str
    work_week: str | None
    opens_at: time | None
    closes_at: time | None


def change_hours(company: Company, hours: WorkingHours, *, seen_version: int, actor: Actor) -> None:
    """Write when the company works. Raises Conflict when somebody was faster."""
    lock_for(actor, company, WRITERS)
    calendar = calendar_of(company)
    session.refresh(calendar)
    require_version(calendar, seen_version)
    changed = change_row(calendar, asdict(hours))
    if changed:
        write_down(company, "hours:changed", actor=actor, fields=changed)


def add_day_off(company: Company, day: date, name: str, *, actor: Actor) -> None:
    """Add a day on which the company does not work; one that stands already keeps its name.

    Raises Refused for a day that is over in the company's zone, for one more than five years away,
    and beyond sixty days that are still to come.
    """
    lock_for(actor, company, WRITERS)
    today = _today_at(company)
    if day < today:
        raise errors.day_is_over()
    if day > today + FIVE_YEARS:
        raise errors.day_is_too_far()
    if insert_if_absent(DayOff, company_id=company.id, day=day, name=name):
        if _count_days_off(company, today) > MOST_DAYS_OFF:
            raise errors.too_many_days_off(MOST_DAYS_OFF)
        write_down(company, "day_off:added", actor=actor, day=day.isoformat())


def _today_at(company: Company) -> date:
    return clock.now().astimezone(ZoneInfo(zone_of(company, calendar_of(company)))).date()


def _count_days_off(company: Company, today: date) -> int:
    ahead = (
        select(func.count())
        .select_from(DayOff)
        .where(DayOff.company_id == company.id, DayOff.day >= today)
    )
    return session.scalar(ahead) or 0


def remove_day_off(company: Company, day: date, *, actor: Actor) -> None:
    """Take a day off back; nothing happens when a colleague did so already."""
    lock_for(actor, company, WRITERS)
    gone = session.execute(
        delete(DayOff)
        .where(DayOff.company_id == company.id, DayOff.day == day)
        .returning(DayOff.day)
    ).first()
    if gone is not None:
        write_down(company, "day_off:removed", actor=actor, day=day.isoformat())
