"""Sign-in sessions: started, opened, ended; devices known and new."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from marketplace.accounts import errors
from marketplace.accounts.enums import SessionState
from marketplace.accounts.models import KnownDevice, Person, SignInSession
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.queries import digest, has_known_devices, is_known_device
from marketplace.accounts.transitions import SESSION
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_if_absent, insert_with_id, lock, session

PENDING_FOR = timedelta(minutes=15)
OPEN_FOR = timedelta(days=30)
OPERATOR_OPEN_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class StartedSession:
    """What the browser keeps: the session's token; `state` says which page comes next."""

    token: str
    state: SessionState


def start_session(
    person: Person,
    *,
    device: str,
    device_label: str,
    actor: Actor,
    proved: str | None = None,
    zone: str | None = None,
) -> StartedSession:
    """Start a session after a right password, whose hash was `proved`.

    `device` is the browser's long-lived random cookie, `device_label` what the browser calls
    itself. Without an authenticator app the session is open at once, but never for an operator.
    `zone` (IANA) is what the browser says of itself. Raises Refused when the password was changed
    while it was tried.
    """
    lock(person)
    if proved is not None and person.password_hash != proved:
        raise errors.password_was_changed()
    if zone is not None:
        person.browser_zone = zone
    state = _first_state(person)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = SignInSession(
        person=person,
        token_digest=digest(token),
        state=state,
        device_label=device_label,
        started_at=now,
        opened_at=now if state is SessionState.OPEN else None,
        seen_at=now,
        ends_at=now + (_open_for(person) if state is SessionState.OPEN else PENDING_FOR),
    )
    insert_with_id(row, column="code", prefix="SES")
    audit.record(
        "session:state:start", kind="session", subject=row.code, actor=actor, to_state=state.value
    )
    if state is SessionState.OPEN:
        _welcome_device(person, device, device_label)
    return StartedSession(token, state)


def _first_state(person: Person) -> SessionState:
    if person.has_app:
        return SessionState.CODE_DUE
    return SessionState.APP_DUE if person.is_operator else SessionState.OPEN


def _open_for(person: Person) -> timedelta:
    return OPERATOR_OPEN_FOR if person.is_operator else OPEN_FOR


def open_session(row: SignInSession, *, device: str, actor: Actor) -> None:
    """Open a session whose code was right or whose app has been set up (person locked before)."""
    SESSION.apply(row, "open", actor=actor)
    row.ends_at = clock.now() + _open_for(row.person)
    _welcome_device(row.person, device, row.device_label)


def _welcome_device(person: Person, device: str, device_label: str) -> None:
    if is_known_device(person, device):
        return
    if has_known_devices(person):
        tell_person(
            person,
            "new_device",
            device=device_label,
            at=clock.now(),
        )
    insert_if_absent(
        KnownDevice,
        person_id=person.id,
        device_digest=digest(device),
        first_seen_at=clock.now(),
    )


def end_session(row: SignInSession, *, actor: Actor) -> None:
    """Sign one browser out. A session that has ended stays so."""
    lock(row.person)
    session.refresh(row)
    if SESSION.can(row, "end"):
        SESSION.apply(row, "end", actor=actor)


def end_other_sessions(person: Person, *, keep: str | None, actor: Actor) -> int:
    """End a locked person's sessions but the one with the public id `keep`; return how many."""
    running = select(SignInSession).where(
        SignInSession.person_id == person.id, SignInSession.state != SessionState.ENDED
    )
    others = [row for row in session.scalars(running) if row.code != keep]
    for row in others:
        SESSION.apply(row, "end", actor=actor)
    return len(others)


def mark_seen(code: str) -> None:
    """Write that a session was used just now; a lost mark does no harm."""
    session.execute(
        update(SignInSession).where(SignInSession.code == code).values(seen_at=clock.now())
    )


def record_failed_sign_in(person: Person | None, *, actor: Actor) -> None:
    """Write that somebody tried a wrong password, in a unit of its own.

    An address that nobody has leaves a row too: otherwise the time taken would tell.
    """
    audit.record(
        "person:sign_in:failed",
        kind="person",
        subject=person.code if person else "",
        actor=actor,
    )


def record_failed_code(code: str, *, actor: Actor) -> None:
    """Write that somebody with the right password typed a wrong code, in a unit of its own.

    `code` is the person's public id.
    """
    audit.record("person:sign_in:code_failed", kind="person", subject=code, actor=actor)
