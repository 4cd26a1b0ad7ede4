"""Named reads: when a company works, and until when it has to act."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from marketplace.companies.models import Company, WorkCalendar
from marketplace.companies.queries.profile import calendar_of, days_off_of, zones_of
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.reference.queries import (
    due_after,
    holiday_language,
    holiday_name,
    is_working_day,
    main_zones,
    weekend_of,
)

WEEK = 7
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holiday:
    """A public holiday: the day, its name, and the language (BCP 47) that the name is in."""

    day: date
    name: str
    language: str


def work_week_of(company: Company, calendar: WorkCalendar) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) on which a company works: its own, else its country's."""
    if calendar.work_week is not None:
        return tuple(int(digit) for digit in calendar.work_week)
    weekend = weekend_of(company.country)
    return tuple(day for day in range(WEEK) if day not in weekend)


def zone_of(company: Company, calendar: WorkCalendar) -> str:
    """Return the company's time zone: the one it named, else the main one of its country."""
    return calendar.time_zone or main_zone_of(company.country)


def zones_of_companies(companies: Collection[Company]) -> dict[int, str]:
    """Return the time zones of companies, as `zone_of` does, by their keys; in one statement."""
    keys = {company.id for company in companies}
    found = select(WorkCalendar).where(WorkCalendar.company_id.in_(keys))
    named = {row.company_id: row.time_zone for row in session.scalars(found)} if keys else {}
    return {one.id: named.get(one.id) or main_zone_of(one.country) for one in companies}


def main_zone_of(country: str) -> str:
    """Return the time zone that most people of a country (ISO 3166 code) have, UTC without one."""
    return main_zones().get(country) or next(iter(zones_of(country)), "UTC")


def due_for(company: Company, working_days: int, start: datetime) -> datetime:
    """Return until when a company that has `working_days` from `start` on must act.

    The instant is the end of a day in the company's zone; weekends, public holidays of its country
    and its own days off do not count.
    """
    calendar = calendar_of(company)
    return due_after(
        working_days,
        company.country,
        zone_of(company, calendar),
        start,
        weekdays=work_week_of(company, calendar) if calendar.work_week else None,
        closed=[off.day for off in days_off_of(company)],
    )


def works_on(company: Company, day: date) -> bool:
    """Whether the company works on a day."""
    calendar = calendar_of(company)
    return is_working_day(
        day,
        company.country,
        weekdays=work_week_of(company, calendar) if calendar.work_week else None,
        closed=[off.day for off in days_off_of(company)],
    )


def next_holidays(country: str, locale: str, *, most: int = 5) -> list[Holiday]:
    """Return the next public holidays of a country within a year.

    Named in the reader's language if possible, else in English, else in the country's own.
    """
    today = clock.now().date()
    found: list[Holiday] = []
    language = holiday_language(country, locale)
    for step in range(YEAR.days):
        day = today + timedelta(days=step)
        name = holiday_name(day, country, locale)
        if name:
            found.append(Holiday(day, name, language))
        if len(found) == most:
            break
    return found
