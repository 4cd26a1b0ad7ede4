"""An operator acts for a company: with a reason, told to every owner, for a limited time."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import office_name
from marketplace.accounts.rules import holds
from marketplace.companies import errors
from marketplace.companies.enums import ActingState
from marketplace.companies.models import ActingFor, Company
from marketplace.companies.operations.letters import page_of
from marketplace.companies.operations.record import lock_open, write_down
from marketplace.companies.queries.acting import ACTING_ROLES
from marketplace.companies.queries.members import find_member, owners_of
from marketplace.companies.transitions import ACTING, ACTING_TIMER
from marketplace.core import clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, session
from marketplace.core.work.timers import set_timer

ACTING_FOR = timedelta(hours=8)


def begin_acting(company: Company, operator: Person, *, reason: str, actor: Actor) -> str:
    """Let an operator act for a company for eight hours; return the acting's public id.

    Every owner is told at once who, from which office, and why. Raises Conflict when the operator
    acts for it already, Refused when they are one of its members, NotAllowed when their role does
    not reach the company any more.
    """
    lock_open(company)
    session.refresh(operator)
    if not holds(operator, *ACTING_ROLES, country=company.country):
        raise errors.out_of_reach(company.name, ())
    if find_member(company, operator) is not None:
        raise errors.member_cannot_act_for()
    _end_those_that_are_over(company, operator, actor)
    row = _insert(company, operator, reason)
    set_timer(ACTING_TIMER, row.code, row.ends_at)
    write_down(company, "acting:begun", actor=actor, acting=row.code)
    _tell_owners(company, operator, row)
    return row.code


def _end_those_that_are_over(company: Company, operator: Person, actor: Actor) -> None:
    """End what is over by the clock and still waits for its timer: one at a time is open."""
    for row in session.query(ActingFor).filter(
        ActingFor.company_id == company.id,
        ActingFor.person_id == operator.id,
        ActingFor.state == ActingState.OPEN,
        ActingFor.ends_at <= clock.now(),
    ):
        end_acting(row, actor=actor)
    session.flush()


def _insert(company: Company, operator: Person, reason: str) -> ActingFor:
    now = clock.now()
    row = ActingFor(
        company_id=company.id,
        person_id=operator.id,
        state=ActingState.OPEN,
        reason=reason,
        began_at=now,
        ends_at=now + ACTING_FOR,
    )
    try:
        return insert_with_id(row, column="code", prefix="ACT")
    except IntegrityError:
        raise errors.acts_already() from None


def _tell_owners(company: Company, operator: Person, row: ActingFor) -> None:
    office = operator.operator.office if operator.operator else None
    for owner in owners_of(company):
        tell_person(
            owner,
            "operator_acts",
            company=company.name,
            operator=operator.name,
            office=office_name(office, owner.language) if office else "",
            reason=row.reason,
            target=page_of(company),
            hours=int(ACTING_FOR.total_seconds() // 3600),
        )


def end_acting(row: ActingFor, *, actor: Actor) -> None:
    """End an operator's acting; what has ended stays so."""
    company = lock(session.get_one(Company, row.company_id))
    session.refresh(row)
    if not ACTING.can(row, "end"):
        return
    ACTING.apply(row, "end", actor=actor)
    write_down(company, "acting:ended", actor=actor, acting=row.code, person=row.person.code)
