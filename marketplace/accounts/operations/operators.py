"""Appointing, changing and ending operators."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import timedelta

from babel.lists import format_list
from flask_babel import force_locale

from marketplace.accounts import errors
from marketplace.accounts.enums import (
    OfficeState,
    OperatorRole,
    PersonState,
    operator_role_name,
)
from marketplace.accounts.models import Office, Operator, OperatorGrant, Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.operations.offices import headquarters_or_new
from marketplace.accounts.operations.rights import require_administrator
from marketplace.accounts.operations.sessions import end_other_sessions
from marketplace.accounts.operations.sign_up import insert_unconfirmed, lapse_person
from marketplace.accounts.queries import find_active_person, find_invited_operator, office_name
from marketplace.accounts.queries.offices import count_other_administrators
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import lock, require_version, session
from marketplace.core.languages import LANGUAGES
from marketplace.core.links import Link

INVITED_FOR = timedelta(days=7)
SET_PASSWORD = "set_password"  # noqa: S105 - the purpose of a link
ADMINISTRATOR = frozenset({OperatorRole.ADMINISTRATOR})


def appoint_operator(
    *,
    mail: str,
    name: str,
    language: str,
    actor: Actor,
    office: Office | None = None,
    roles: AbstractSet[OperatorRole] = ADMINISTRATOR,
) -> Person:
    """Make an operator: of the active person with this address, else of a new one.

    They belong to `office`, to headquarters when None. The mail's link lets a new person choose a
    password, which confirms the address. Someone who is signed in has to sign in again, now with
    the app. Raises Refused for someone who is an operator already or was invited to be one and
    without a role, Conflict when the office is closed.
    """
    if not roles:
        raise errors.role_is_missing()
    known = find_active_person(mail) or find_invited_operator(mail)
    person = known or insert_unconfirmed(name=name, mail=mail, language=language)
    lock(person)
    if person.is_operator:
        raise errors.already_operator()
    office = _lock_open(office or headquarters_or_new(actor=actor))
    require_administrator(actor, office)
    operator = Operator(person=person, office=office, appointed_at=clock.now())
    operator.grants = [OperatorGrant(role=role) for role in sorted(roles)]
    session.add(operator)
    audit.record(
        "person:operator:appointed",
        kind="person",
        subject=person.code,
        actor=actor,
        office=office.code,
        roles=sorted(roles),
    )
    end_other_sessions(person, keep=None, actor=actor)
    link = Link(SET_PASSWORD, person.code, person.link_version, clock.now() + INVITED_FOR)
    tell_person(person, "operator_invited", link=link)
    return person


def change_operator(
    operator: Operator,
    *,
    office: Office,
    roles: AbstractSet[OperatorRole],
    seen_version: int,
    actor: Actor,
) -> None:
    """Give an operator other roles or another office, and tell them.

    Raises Conflict when they changed since the form was shown, were ended, or the office is closed;
    Refused without a role and for the last administrator of headquarters.
    """
    if not roles:
        raise errors.role_is_missing()
    _lock_operator(operator)
    for place in (operator.office, office):
        require_administrator(actor, place)
    require_version(operator, seen_version)
    before_office, before = operator.office, operator.roles
    if office.id == before_office.id and roles == before:
        return
    if office.id != before_office.id or OperatorRole.ADMINISTRATOR not in roles:
        _require_other_administrator(operator)
    if office.id != before_office.id:
        operator.office = _lock_open(office)
    operator.version += 1
    kept = [grant for grant in operator.grants if grant.role in roles]
    operator.grants = kept + [OperatorGrant(role=role) for role in sorted(roles - before)]
    audit.record(
        "person:operator:changed",
        kind="person",
        subject=operator.code,
        actor=actor,
        from_office=before_office.code,
        office=office.code,
        given=sorted(roles - before),
        taken=sorted(before - roles),
    )
    tell_person(
        operator.person,
        "roles_changed",
        office=office_name(office, operator.person.language),
        roles=_listed(roles, operator.person.language),
    )


def end_operator(operator: Operator, *, actor: Actor) -> None:
    """End somebody's work as an operator: their sessions end at once, their links are revoked.

    Somebody who never followed the invitation lapses. Anybody else is told, and keeps an
    ordinary account. Raises Refused for the last administrator of headquarters.
    """
    _lock_operator(operator)
    require_administrator(actor, operator.office)
    _require_other_administrator(operator)
    person, office, roles = operator.person, operator.office, operator.roles
    session.delete(operator)
    session.flush()
    session.expire(person, ["operator"])
    person.link_version += 1
    end_other_sessions(person, keep=None, actor=actor)
    audit.record(
        "person:operator:ended",
        kind="person",
        subject=person.code,
        actor=actor,
        office=office.code,
        roles=sorted(roles),
    )
    if person.state is PersonState.UNCONFIRMED:
        lapse_person(person, actor=actor)
        return
    tell_person(person, "operator_ended")


def _lock_operator(operator: Operator) -> None:
    """Lock the operator's person and read both again. Raises Conflict when they were ended."""
    person = lock(operator.person)
    if person.operator is None:
        raise errors.no_operator_any_more()


def _lock_open(office: Office) -> Office:
    if lock(office).state is not OfficeState.OPEN:
        raise errors.office_is_closed()
    return office


def _require_other_administrator(operator: Operator) -> None:
    """Refuse to leave the house without an administrator; two at once wait for one another."""
    if not (operator.is_administrator and operator.office.is_headquarters):
        return
    lock(operator.office)
    if not count_other_administrators(operator):
        raise errors.last_administrator()


def _listed(roles: Collection[OperatorRole], tag: str) -> str:
    """Return the names of the roles as a list in the language with this tag."""
    locale = LANGUAGES[tag].locale
    with force_locale(locale):
        names = [operator_role_name(role) for role in OperatorRole if role in roles]
    return format_list(names, locale=locale)
