"""What every act on a company does: lock it, write it into its history."""

from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.companies.enums import CompanyState, MemberRole
from marketplace.companies.errors import company_is_closed, out_of_reach
from marketplace.companies.models import Company, Member
from marketplace.companies.queries.acting import find_acting
from marketplace.companies.queries.members import names_with_role
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session

#: The roles an act may ask for: any member's, those who write the company's page, owners.
MEMBERS = frozenset(MemberRole)
WRITERS = frozenset({MemberRole.OWNER, MemberRole.TRADE})
LEADERS = frozenset({MemberRole.OWNER})


def lock_open(company: Company) -> Company:
    """Lock a company. Raises Conflict when it was closed in the meantime."""
    if lock(company).state is not CompanyState.OPEN:
        raise company_is_closed()
    return company


def lock_for(
    actor: Actor, company: Company, roles: AbstractSet[MemberRole], *, in_person: bool = False
) -> Company:
    """Lock an open company and ask once more whether the actor may: the page's answer may be old.

    A member with one of the `roles` may, and an operator who acts for the company, unless it has to
    be done `in_person`; an actor without a person is the house itself. Raises Conflict when the
    company was closed, NotAllowed with the names of those who can.
    """
    lock_open(company)
    if actor.person is None or _may(actor.person, company, roles, in_person=in_person):
        return company
    raise out_of_reach(company.name, names_with_role(company, roles))


def _may(code: str, company: Company, roles: AbstractSet[MemberRole], *, in_person: bool) -> bool:
    role = session.scalar(
        select(Member.role)
        .join(Person, Person.id == Member.person_id)
        .where(Member.company_id == company.id, Person.code == code)
    )
    if role is not None:
        return role in roles
    if in_person:
        return False
    person = session.scalar(
        select(Person).where(Person.code == code).execution_options(populate_existing=True)
    )
    return person is not None and find_acting(company, person) is not None


def write_down(
    company: Company,
    tag: str,
    *,
    actor: Actor,
    **facts: Any,  # noqa: ANN401 - as `audit.record` takes them
) -> None:
    """Write an act into the company's history: `names:changed` becomes `company:names:changed`."""
    audit.record(f"company:{tag}", kind="company", subject=company.code, actor=actor, **facts)
