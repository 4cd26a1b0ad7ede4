"""Named reads: which operator acts for a company, and as whom a reader acts there."""

from dataclasses import replace
from datetime import datetime

from flask import g, has_request_context
from sqlalchemy import func, select

from marketplace.accounts.enums import OperatorRole
from marketplace.accounts.models import Person
from marketplace.accounts.queries import Reader, present_reader
from marketplace.accounts.rules import holds
from marketplace.companies.enums import ActingState
from marketplace.companies.models import ActingFor, Company
from marketplace.companies.queries.members import find_member
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import session

#: Who may act for a company of their countries.
ACTING_ROLES = (OperatorRole.MODERATOR, OperatorRole.ADMINISTRATOR)
SHOWN = 20


def find_acting(company: Company, person: Person) -> ActingFor | None:
    """Return under what an operator acts for the company now; None for everybody else.

    It ends with its time, and as soon as the operator's role no longer reaches the company.
    """
    if not person.is_operator:
        return None
    found = session.scalar(
        select(ActingFor).where(
            ActingFor.company_id == company.id,
            ActingFor.person_id == person.id,
            ActingFor.state == ActingState.OPEN,
            ActingFor.ends_at > clock.now(),
        )
    )
    if found is None or not holds(person, *ACTING_ROLES, country=company.country):
        return None
    return found


def acted_at(company: Company, person: Person, instant: datetime) -> bool:
    """Whether an operator acted for the company at that instant."""
    ended = func.coalesce(ActingFor.ended_at, ActingFor.ends_at)
    found = select(ActingFor.id).where(
        ActingFor.company_id == company.id,
        ActingFor.person_id == person.id,
        ActingFor.began_at <= instant,
        ended >= instant,
    )
    return session.scalar(found.limit(1)) is not None


def present_acting(company: Company) -> ActingFor | None:
    """Return under what the present reader acts for the company, looked up once a request."""
    reader = present_reader()
    if reader is None or not reader.person.is_operator or not has_request_context():
        return None
    known: dict[int, ActingFor | None] = g.setdefault("acting", {})
    if company.id not in known:
        member = find_member(company, reader.person)
        known[company.id] = None if member else find_acting(company, reader.person)
    return known[company.id]


def actor_for(reader: Reader, company: Company) -> Actor:
    """Return the reader as an actor: a member for their company, an operator on its behalf."""
    if find_member(company, reader.person) is not None:
        return reader.actor(company.code)
    return replace(reader.actor(), on_behalf_of=company.code)


def find_acting_by(code: str) -> ActingFor | None:
    """Return the acting with this public id."""
    return session.scalar(select(ActingFor).where(ActingFor.code == code))


def acting_record(company: Company) -> list[ActingFor]:
    """Return when operators acted for the company, the newest first, at most twenty."""
    found = (
        select(ActingFor)
        .where(ActingFor.company_id == company.id)
        .order_by(ActingFor.began_at.desc(), ActingFor.id.desc())
        .limit(SHOWN)
    )
    return list(session.scalars(found))


def acting_now(company: Company) -> list[ActingFor]:
    """Return under what operators act for the company at this moment."""
    now = clock.now()
    return [
        row for row in acting_record(company) if row.state is ActingState.OPEN and row.ends_at > now
    ]
