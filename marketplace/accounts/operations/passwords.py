"""Passwords: hashing (outside of any transaction), changing, resetting."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from marketplace.accounts import errors
from marketplace.accounts.enums import PersonState
from marketplace.accounts.events import ResetAsked
from marketplace.accounts.models import Person
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.operations.sessions import end_other_sessions
from marketplace.accounts.operations.sign_up import confirm_person
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import end_reading, lock, require_no_unit
from marketplace.core.work.events import publish

#: OWASP's password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane.
REAL = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def _hasher() -> PasswordHasher:
    return CHEAP if current_app.config["SETTINGS"].cheap_passwords else REAL


def hash_password(password: str) -> str:
    """Return the Argon2id hash to store; slow on purpose, so RuntimeError inside a unit."""
    require_no_unit()
    return _hasher().hash(password)


def fitting_hash(person: Person | None, password: str) -> str | None:
    """Return the person's stored hash if this is their password, else None.

    Takes as long when there is no such person. Ends the reading transaction first, since it is
    slow on purpose; callers therefore check afterwards that the person still has that hash.
    """
    stored = person.password_hash if person else None
    end_reading()
    try:
        _hasher().verify(stored or _hash_of_nobody(_hasher()), password)
    except (VerificationError, InvalidHashError):
        return None
    return stored


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody")


def ask_for_reset(person: Person | None, *, actor: Actor) -> None:
    """Let a link be sent to `person`; does the same work when there is none."""
    publish(ResetAsked(person.code if person else ""))
    audit.record(
        "person:password:reset_asked",
        kind="person",
        subject=person.code if person else "",
        actor=actor,
    )


def set_password_by_link(person: Person, password_hash: str, *, actor: Actor) -> None:
    """Set a new password from a mailed link, end every session and revoke every link.

    An invited operator's address is confirmed by this as well.
    """
    lock(person)
    if person.state is PersonState.UNCONFIRMED:
        confirm_person(person, actor=actor)
    _set_password(person, password_hash, actor=actor)
    end_other_sessions(person, keep=None, actor=actor)


def confirm_with_password(person: Person, password_hash: str, *, actor: Actor) -> None:
    """Confirm an address and set the only password that opens the account.

    For somebody who reads the address but may not be the one who signed up. Raises Conflict as
    `confirm_person` does.
    """
    lock(person)
    confirm_person(person, actor=actor)
    person.password_hash = password_hash
    audit.record("person:password:set", kind="person", subject=person.code, actor=actor)


def change_password(
    person: Person, password_hash: str, *, proved: str, keep_session: str, actor: Actor
) -> None:
    """Set a new password from the account page and end every other session.

    The present password's hash was `proved`: raises Refused when it was changed while it was tried.
    """
    lock(person)
    if person.password_hash != proved:
        raise errors.wrong_password()
    _set_password(person, password_hash, actor=actor)
    end_other_sessions(person, keep=keep_session, actor=actor)


def _set_password(person: Person, password_hash: str, *, actor: Actor) -> None:
    had_one = person.password_hash is not None
    person.password_hash = password_hash
    person.link_version += 1
    audit.record("person:password:set", kind="person", subject=person.code, actor=actor)
    if had_one:
        tell_person(person, "password_changed")
