"""The authenticator app: TOTP (RFC 6238) with a 30-second step, recovery codes, each used once."""

import secrets
from datetime import timedelta

import pyotp
from sqlalchemy import delete, select

from marketplace.accounts import errors
from marketplace.accounts.models import AppSetup, Person, RecoveryCode, SignInSession
from marketplace.accounts.operations.letters import tell_person
from marketplace.accounts.operations.sealing import seal, seal_anew, unseal
from marketplace.accounts.operations.sessions import end_other_sessions, open_session
from marketplace.accounts.queries import digest, find_app_setup, recovery_codes_left
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session
from marketplace.core.ids import ALPHABET

STEP_SECONDS = 30
RECOVERY_CODES = 10
RECOVERY_SYMBOLS = 10
HALF = RECOVERY_SYMBOLS // 2
SETUP_KEPT = timedelta(hours=1)

_LOOKALIKES = str.maketrans("ILO", "110")


def begin_app_setup(person: Person) -> str:
    """Return the secret to show (base32): the one begun within the hour, else a new one."""
    lock(person)
    if person.has_app:
        raise errors.app_stands_already()
    begun = session.get(AppSetup, person.id)
    if begun is not None and begun.started_at > clock.now() - SETUP_KEPT:
        standing = unseal(begun.secret)
        if standing is not None:
            return standing
    secret = pyotp.random_base32()
    if begun is None:
        begun = AppSetup(person_id=person.id)
        session.add(begun)
    begun.secret, begun.started_at = seal(secret), clock.now()
    return secret


def finish_app_setup(
    person: Person,
    code: str,
    *,
    actor: Actor,
    pending: SignInSession | None = None,
    device: str = "",
) -> list[str]:
    """Prove the app by its first code and return the recovery codes, shown this once.

    Opens the `pending` session of an operator who had no app. Raises Refused for a wrong code.
    """
    lock(person)
    if person.has_app:
        raise errors.app_stands_already()
    begun = session.get(AppSetup, person.id)
    step = _fitting_step(begun.secret, code) if begun else None
    if begun is None or step is None:
        raise errors.wrong_code()
    person.app_secret, person.app_set_up_at = begun.secret, clock.now()
    person.last_code_step = step
    session.delete(begun)
    codes = _write_recovery_codes(person)
    audit.record("person:app:set_up", kind="person", subject=person.code, actor=actor)
    tell_person(person, "app_set_up")
    if pending is not None:
        session.refresh(pending)
        open_session(pending, device=device, actor=actor)
    return codes


def accept_code(pending: SignInSession, code: str, *, device: str, actor: Actor) -> None:
    """Open a pending session with the app's present code or with a recovery code.

    Raises Refused for a wrong code and for one that was used before.
    """
    person = lock(pending.person)
    session.refresh(pending)
    if not _use_code(person, code) and not _use_recovery_code(person, code, actor=actor):
        raise errors.wrong_code()
    open_session(pending, device=device, actor=actor)


def renew_recovery_codes(person: Person, code: str, *, actor: Actor) -> list[str]:
    """Replace the recovery codes against the app's present code; Refused when that is wrong."""
    lock(person)
    if not _use_code(person, code):
        raise errors.wrong_code()
    audit.record("person:app:codes_renewed", kind="person", subject=person.code, actor=actor)
    return _write_recovery_codes(person)


def remove_app(person: Person, code: str, *, actor: Actor) -> None:
    """Take a person's app away, against its present code or a recovery code: the phone may be gone.

    Sign-in then asks for no code any more. An operator is signed out everywhere and has to set the
    app up anew to come in. Raises Refused for a wrong code.
    """
    lock(person)
    if not _use_code(person, code) and not _use_recovery_code(person, code, actor=actor):
        raise errors.wrong_code()
    _take_away(person, actor)


def take_app_away(person: Person, *, actor: Actor) -> None:
    """Do as `remove_app` without a code, for somebody who has lost phone and recovery codes.

    Whoever does it at the server has made sure who asks.
    """
    lock(person)
    _take_away(person, actor)


def _take_away(person: Person, actor: Actor) -> None:
    person.app_secret = person.app_set_up_at = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    audit.record("person:app:removed", kind="person", subject=person.code, actor=actor)
    if person.is_operator:
        end_other_sessions(person, keep=None, actor=actor)
    else:
        tell_person(person, "app_removed")


def open_app_secret(person: Person) -> str | None:
    """Return the person's secret (base32); None without an app, or when no key opens it."""
    return unseal(person.app_secret) if person.app_secret else None


def secret_on_phone(person: Person) -> str | None:
    """Return the secret of the person's app, else of the one that they are setting up, or None."""
    begun = find_app_setup(person)
    return open_app_secret(person) or (unseal(begun.secret) if begun else None)


def _use_code(person: Person, code: str) -> bool:
    step = _fitting_step(person.app_secret, code) if person.app_secret else None
    if step is None or step <= person.last_code_step:
        return False
    person.last_code_step = step
    person.app_secret = seal_anew(person.app_secret or "")
    return True


def _fitting_step(sealed: str, code: str) -> int | None:
    """Return the step whose code this is: the present, one before, one after (RFC 6238, 5.2).

    None for a wrong code, and for every code while no key of the house opens the secret.
    """
    secret = unseal(sealed)
    if secret is None:
        return None
    typed = "".join(code.split())
    present = int(clock.now().timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (present, present - 1, present + 1):
        if secrets.compare_digest(totp.at(step * STEP_SECONDS).encode(), typed.encode()):
            return step
    return None


def _write_recovery_codes(person: Person) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_SYMBOLS))
        for _ in range(RECOVERY_CODES)
    ]
    session.add_all(RecoveryCode(person_id=person.id, digest=digest(code)) for code in codes)
    return [f"{code[:HALF]}-{code[HALF:]}" for code in codes]


def _use_recovery_code(person: Person, code: str, *, actor: Actor) -> bool:
    typed = "".join(code.upper().replace("-", "").split()).translate(_LOOKALIKES)
    row = session.scalar(
        select(RecoveryCode).where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.digest == digest(typed),
            RecoveryCode.used_at.is_(None),
        )
    )
    if row is None:
        return False
    row.used_at = clock.now()
    session.flush()  # the count below reads it
    audit.record("person:app:recovery_code_used", kind="person", subject=person.code, actor=actor)
    tell_person(person, "recovery_code_used", left=recovery_codes_left(person))
    return True
