"""Named reads: how soon company checks were decided, and what waits for which country."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from marketplace.accounts.models import Office
from marketplace.companies.enums import CompanyState
from marketplace.companies.models import Company
from marketplace.core import clock
from marketplace.core.db import session
from marketplace.verification.enums import CheckState, CheckStep
from marketplace.verification.models import CheckNote, CompanyCheck
from marketplace.verification.queries.offices import WORKING_DAYS, due_at_office

#: Who took longer than so many working days took "so many or more".
LONGEST = 5


@dataclass(frozen=True)
class DecidedCheck:
    """A decided check: since when the office had all it asked for, and when it decided.

    `days` are working days of that office, 0 for the same day, at most LONGEST.
    """

    begun_at: datetime
    decided_at: datetime
    days: int

    @property
    def is_in_time(self) -> bool:
        """Whether it was decided within what the pages promise."""
        return self.days <= WORKING_DAYS


@dataclass(frozen=True)
class CountryChecks:
    """How many checks of one country wait for the office, and how many of them are late.

    `decided` were decided since an instant.
    """

    waiting: int
    late: int
    decided: int


def decided_since(since: datetime, countries: AbstractSet[str] | None) -> list[DecidedCheck]:
    """Return the checks decided since then, of companies of some countries (None: of all).

    The clock of the office runs from the last time that the company gave what it was asked for.
    """
    answered = (
        select(func.max(CheckNote.at))
        .where(CheckNote.check_id == CompanyCheck.id, CheckNote.step == CheckStep.ANSWERED)
        .scalar_subquery()
    )
    found = _of(countries, CompanyCheck.opened_at, CompanyCheck.decided_at, answered, Office)
    rows = session.execute(
        found.outerjoin(Office, Office.id == CompanyCheck.office_id)
        .where(CompanyCheck.decided_at >= since)
        .order_by(CompanyCheck.decided_at)
    )
    return [
        DecidedCheck(begun, decided, _days_between(office, begun, decided))
        for begun, decided, office in (
            (answer or opened, decided, office) for opened, decided, answer, office in rows
        )
    ]


def _days_between(office: Office | None, begun: datetime, decided: datetime) -> int:
    """Return the working days of an office within which something was decided."""
    for days in range(LONGEST):
        if decided <= due_at_office(office, begun, working_days=days):
            return days
    return LONGEST


def opened_since(since: datetime, countries: AbstractSet[str] | None) -> list[datetime]:
    """Return when checks were opened since then, of companies of some countries (None: of all)."""
    found = _of(countries, CompanyCheck.opened_at).where(CompanyCheck.opened_at >= since)
    return list(session.scalars(found.order_by(CompanyCheck.opened_at)))


def waiting_by_country(decided_from: datetime) -> dict[str, CountryChecks]:
    """Return what waits for the house, and what it decided since then, by the company's country."""
    is_open = CompanyCheck.state == CheckState.OPEN
    counted = (
        select(
            Company.country,
            func.count().filter(is_open, Company.state == CompanyState.OPEN),
            func.count().filter(
                is_open, Company.state == CompanyState.OPEN, CompanyCheck.due_at < clock.now()
            ),
            func.count().filter(CompanyCheck.decided_at >= decided_from),
        )
        .join(Company, Company.id == CompanyCheck.company_id)
        .group_by(Company.country)
    )
    return {country: CountryChecks(*counts) for country, *counts in session.execute(counted)}


def _of(countries: AbstractSet[str] | None, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns and entities
    found = select(*columns).select_from(CompanyCheck)
    if countries is None:
        return found
    found = found.join(Company, Company.id == CompanyCheck.company_id)
    return found.where(Company.country.in_(countries))
