"""Appointing operators, from the server's command line."""

from datetime import timedelta

from marketplace.accounts import errors
from marketplace.accounts.enums import OperatorRole, PersonState
from marketplace.accounts.models import Operator, Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.operations.sessions import end_other_sessions
from marketplace.accounts.queries import find_active_person, find_invited_operator
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, session
from marketplace.core.links import Link
from marketplace.core.text import text_key

INVITED_FOR = timedelta(days=7)
SET_PASSWORD = "set_password"  # noqa: S105 - the purpose of a link


def appoint_operator(*, mail: str, name: str, language: str, actor: Actor) -> Person:
    """Make an operator: of the active person with this address, else of a new one.

    The mail's link lets a new person choose a password, which confirms the address. Someone who is
    signed in has to sign in again, now with the app. Raises Refused for someone who is an operator
    already or was invited to be one.
    """
    known = find_active_person(mail) or find_invited_operator(mail)
    person = known or _new_person(mail, name, language)
    lock(person)
    if person.is_operator:
        raise errors.already_operator()
    session.add(Operator(person=person, role=OperatorRole.ADMINISTRATOR, appointed_at=clock.now()))
    audit.record("person:operator:appointed", kind="person", subject=person.code, actor=actor)
    end_other_sessions(person, keep=None, actor=actor)
    link = Link(SET_PASSWORD, person.code, person.link_version, clock.now() + INVITED_FOR)
    tell_person(person, "operator_invited", link=link)
    return person


def _new_person(mail: str, name: str, language: str) -> Person:
    person = Person(
        state=PersonState.UNCONFIRMED,
        name=name,
        mail=mail,
        mail_key=text_key(mail),
        language=language,
        registered_at=clock.now(),
    )
    return insert_with_id(person, column="code", prefix="PER")
