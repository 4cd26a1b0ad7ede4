"""Named reads: companies by code, of a person, which others state the same number."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from marketplace.accounts.enums import PersonState
from marketplace.accounts.models import Person
from marketplace.companies.enums import CompanyState, Side
from marketplace.companies.models import Company, Member
from marketplace.core.db import session


def memberships_of(person: Person) -> list[Member]:
    """Return the person's memberships in open companies, the oldest first, companies loaded."""
    found = (
        select(Member)
        .join(Member.company)
        .where(Member.person_id == person.id, Company.state == CompanyState.OPEN)
        .options(joinedload(Member.company, innerjoin=True))
        .order_by(Member.joined_at, Member.id)
    )
    return list(session.scalars(found))


def find_company(code: str, side: Side) -> Company | None:
    """Return the open company of that side with this public id."""
    return session.scalar(
        select(Company).where(
            Company.code == code, Company.side == side, Company.state == CompanyState.OPEN
        )
    )


def find_seller(company: str) -> Company | None:
    """Load the open seller of a page's address."""
    return find_company(company, Side.SELLER)


def find_buyer(company: str) -> Company | None:
    """Load the open buyer of a page's address."""
    return find_company(company, Side.BUYER)


def find_open_company(company: str) -> Company | None:
    """Load the open company of a page's address, on whichever side it stands."""
    return session.scalar(
        select(Company).where(Company.code == company, Company.state == CompanyState.OPEN)
    )


def find_any_company(company: str) -> Company | None:
    """Load the company of an operator's page, closed or not."""
    return session.scalar(select(Company).where(Company.code == company))


def others_state(number_key: str | None, *, apart_from: Company | None = None) -> bool:
    """Whether an open company states this number; `apart_from` one, whether an older one does.

    Only the later of two is told, and never who the other is.
    """
    if number_key is None:
        return False
    found = select(Company.id).where(
        Company.number_key == number_key, Company.state == CompanyState.OPEN
    )
    if apart_from is not None:
        found = found.where(Company.id < apart_from.id)
    return session.scalar(found.limit(1)) is not None


def companies_left_by(person: Person) -> list[Company]:
    """Return the open companies in which nobody but lapsed people is left, one of them `person`."""
    someone = (
        select(Member.id)
        .join(Person, Person.id == Member.person_id)
        .where(Member.company_id == Company.id, Person.state != PersonState.LAPSED)
    )
    found = (
        select(Company)
        .join(Member, Member.company_id == Company.id)
        .where(
            Member.person_id == person.id,
            Company.state == CompanyState.OPEN,
            ~someone.exists(),
        )
        .order_by(Company.id)
    )
    return list(session.scalars(found))


def all_companies(countries: AbstractSet[str] | None = None) -> Select[Company]:
    """Select every company, or those of the countries (ISO 3166 codes), for paging."""
    found = select(Company)
    return found if countries is None else found.where(Company.country.in_(countries))


def count_founded_since(instant: datetime, countries: AbstractSet[str] | None = None) -> int:
    """Return how many companies, of the countries if given, were founded since."""
    found = select(func.count()).select_from(Company).where(Company.founded_at >= instant)
    if countries is not None:
        found = found.where(Company.country.in_(countries))
    return session.scalar(found) or 0
