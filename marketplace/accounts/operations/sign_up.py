"""Signing up: a draft between two steps, a person, the confirmed address."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import errors
from marketplace.accounts.enums import ConsentKind, PersonState
from marketplace.accounts.events import PersonRegistered
from marketplace.accounts.models import Consent, Person, SignUpDraft
from marketplace.accounts.queries import digest
from marketplace.accounts.queries.consents import consent_version
from marketplace.accounts.transitions import LAPSE_TIMER, PERSON
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import insert_with_id, lock, session
from marketplace.core.text import text_key
from marketplace.core.work.events import publish
from marketplace.core.work.timers import cancel_timer, set_timer
from marketplace.notices.operations import forget_reader

DRAFT_TIMER = "accounts.drop_sign_up_draft"
DRAFT_KEPT = timedelta(days=1)
CONFIRM_WITHIN = timedelta(days=7)


def begin_sign_up(*, name: str, mail: str, password_hash: str, language: str) -> str:
    """Keep the first step of a sign-up for a day; return the token for the browser's cookie."""
    token = secrets.token_urlsafe(32)
    draft = SignUpDraft(
        token_digest=digest(token),
        name=name,
        mail=mail,
        password_hash=password_hash,
        language=language,
        started_at=clock.now(),
    )
    insert_with_id(draft, column="code", prefix="SUP")
    set_timer(DRAFT_TIMER, draft.code, clock.now() + DRAFT_KEPT)
    return token


def drop_draft(code: str) -> None:
    """Delete a sign-up that was never finished."""
    session.execute(delete(SignUpDraft).where(SignUpDraft.code == code))


def register_person(
    draft: SignUpDraft,
    *,
    consents: dict[ConsentKind, bool],
    versions: Mapping[ConsentKind, str] | None = None,
    zone: str | None = None,
    actor: Actor,
) -> Person:
    """Make an unconfirmed person of a draft, with what they agreed to, and drop the draft.

    `versions` are those of the texts that they were shown, None for those of today.
    `zone` (IANA) is what their browser says of itself, for the times in mails.
    Known or not, the address gets one mail; which one is decided after the commit.
    """
    person = insert_unconfirmed(
        name=draft.name,
        mail=draft.mail,
        language=draft.language,
        password_hash=draft.password_hash,
        zone=zone,
    )
    _write_consents(person, consents, versions)
    cancel_timer(DRAFT_TIMER, draft.code)
    session.delete(draft)
    set_timer(LAPSE_TIMER, person.code, clock.now() + CONFIRM_WITHIN)
    audit.record("person:account:registered", kind="person", subject=person.code, actor=actor)
    publish(PersonRegistered(person.code))
    return person


def welcome_person(
    *,
    name: str,
    mail: str,
    password_hash: str,
    language: str,
    consents: dict[ConsentKind, bool],
    versions: Mapping[ConsentKind, str] | None = None,
    actor: Actor,
) -> Person:
    """Make an active person whose address is confirmed already: they followed a link sent to it.

    `versions` are as for `register_person`. Raises Conflict when the address has an account.
    """
    person = insert_unconfirmed(
        name=name, mail=mail, language=language, password_hash=password_hash
    )
    _write_consents(person, consents, versions)
    audit.record("person:account:registered", kind="person", subject=person.code, actor=actor)
    confirm_person(person, actor=actor)
    return person


def insert_unconfirmed(
    *,
    name: str,
    mail: str,
    language: str,
    password_hash: str | None = None,
    zone: str | None = None,
) -> Person:
    """Insert a person whose address is not confirmed yet; an invited one has no password either."""
    person = Person(
        state=PersonState.UNCONFIRMED,
        name=name,
        mail=mail,
        mail_key=text_key(mail),
        language=language,
        password_hash=password_hash,
        browser_zone=zone,
        registered_at=clock.now(),
    )
    return insert_with_id(person, column="code", prefix="PER")


def _write_consents(
    person: Person,
    consents: Mapping[ConsentKind, bool],
    versions: Mapping[ConsentKind, str] | None,
) -> None:
    for kind, given in consents.items():
        session.add(
            Consent(
                person_id=person.id,
                kind=kind,
                given=given,
                text_version=versions[kind] if versions else consent_version(kind).code,
                language=person.language,
                at=clock.now(),
            )
        )


def remind_to_confirm(person: Person) -> None:
    """Send the confirming mail again: the same link."""
    publish(PersonRegistered(person.code))


def confirm_person(person: Person, *, actor: Actor) -> None:
    """Confirm the address: from now on the person may sign in.

    Raises Conflict when it is confirmed already or lapsed, or when another account confirmed the
    same address first. Those that never do lapse by themselves.
    """
    lock(person)
    try:
        with session.begin_nested():
            PERSON.apply(person, "confirm", actor=actor)
            session.flush()  # the address may have been confirmed by another account just now
    except IntegrityError:
        raise errors.address_is_taken() from None


def lapse_person(person: Person, *, actor: Actor) -> None:
    """Take name, address and password away from someone who never confirmed; letters too."""
    lock(person)
    PERSON.apply(person, "lapse", actor=actor)
    person.name = person.code
    person.mail = person.mail_key = person.password_hash = None
    forget_reader(person.code, actor=actor)
