"""Named reads: the present reader, people by address, sessions, devices, drafts."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from flask import has_request_context
from flask import session as browser
from flask_login import UserMixin, current_user
from sqlalchemy import Select, func, select

from marketplace.accounts.enums import PersonState, SessionState
from marketplace.accounts.models import (
    AppSetup,
    KnownDevice,
    Operator,
    Person,
    RecoveryCode,
    SignInSession,
    SignUpDraft,
)
from marketplace.accounts.queries.offices import (
    countries_in_scope,
    countries_of,
    find_office,
    find_office_named,
    find_operator,
    headquarters,
    office_name,
    office_of_country,
)
from marketplace.accounts.queries.preferences import (
    Preferences,
    preferences,
    preferences_of,
)
from marketplace.core import clock
from marketplace.core.audit import Actor, Channel
from marketplace.core.db import session
from marketplace.core.errors import SignInNeeded
from marketplace.core.proxies import behind
from marketplace.core.text import text_key

__all__ = [
    "PENDING",
    "Preferences",
    "Reader",
    "countries_in_scope",
    "countries_of",
    "digest",
    "find_active_person",
    "find_app_setup",
    "find_invited_operator",
    "find_office",
    "find_office_named",
    "find_operator",
    "find_person",
    "find_person_to_sign_in",
    "find_reader",
    "find_session",
    "find_sign_up_draft",
    "find_unconfirmed_person",
    "has_known_devices",
    "headquarters",
    "is_known_device",
    "names_of_people",
    "office_name",
    "office_of_country",
    "open_sessions",
    "page_reader",
    "pending_session",
    "preferences",
    "preferences_of",
    "prefill_sign_in",
    "prefilled_mail",
    "present_reader",
    "recovery_codes_left",
    "remember_sign_up",
    "signed_up_here",
]

PENDING = "half_signed_in"
#: What the browser keeps from a sign-up until somebody signs in.
SIGNED_UP, SIGN_IN_MAIL = "signed_up", "sign_in_mail"


def remember_sign_up(person: str | None) -> None:
    """Note in this browser which person (a public id) it signed up: it knows their password."""
    browser[SIGNED_UP] = person


def signed_up_here(person: Person) -> bool:
    """Whether it was this browser that signed the person up."""
    return bool(browser.get(SIGNED_UP) == person.code)


def prefill_sign_in(mail: str) -> None:
    """Note in this browser the address that its sign-in page fills in; no URL carries it."""
    browser[SIGN_IN_MAIL] = mail


def prefilled_mail() -> str:
    """Return the address that the sign-in page has filled in, "" for none."""
    return str(browser.get(SIGN_IN_MAIL) or "")


@dataclass(eq=False)
class Reader(UserMixin):  # type: ignore[misc]
    """The person who looks at the page, with the session that they are signed in by."""

    person: Person
    session: SignInSession
    token: str

    def get_id(self) -> str:
        """Return what the cookie holds: the session's token, not the person."""
        return self.token

    @property
    def operator(self) -> Operator | None:
        """The person as one of the organisation's staff; None for everybody else."""
        return self.person.operator

    @property
    def language(self) -> str:
        """The person's language tag."""
        return self.person.language

    def actor(self, company: str | None = None) -> Actor:
        """Return this person as the actor of an act, for the company with that public id if any."""
        return Actor(Channel.WEB, person=self.person.code, company=company)


def present_reader() -> Reader | None:
    """Return who looks at the page; None when anonymous or outside a request."""
    if not has_request_context():
        return None
    user = behind(current_user)
    return user if isinstance(user, Reader) else None


def page_reader() -> Reader:
    """Return who looks at a page whose rule asks for a person; SignInNeeded when nobody does."""
    reader = present_reader()
    if reader is None:
        raise SignInNeeded
    return reader


def digest(token: str) -> str:
    """Return the SHA-256 of a random token, in hex: what is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_reader(token: str) -> Reader | None:
    """Return the reader whose open session has this token."""
    row = _session_by(token)
    if row is None or row.state is not SessionState.OPEN:
        return None
    return Reader(row.person, row, token)


def pending_session() -> SignInSession | None:
    """Return this browser's session that still asks for a code or for an app."""
    token = browser.get(PENDING)
    row = _session_by(token) if token else None
    return row if row and row.state in {SessionState.CODE_DUE, SessionState.APP_DUE} else None


def _session_by(token: str) -> SignInSession | None:
    found = select(SignInSession).where(SignInSession.token_digest == digest(token))
    row = session.scalar(found)
    if row is None or row.ends_at <= clock.now():
        return None
    return row if row.person.state is PersonState.ACTIVE else None


def find_person(code: str) -> Person | None:
    """Return the person with this public id."""
    return session.scalar(select(Person).where(Person.code == code))


def names_of_people(codes: Collection[str]) -> dict[str, str]:
    """Return the names of people by their public ids."""
    if not codes:
        return {}
    found = select(Person.code, Person.name).where(Person.code.in_(codes))
    return {row.code: row.name for row in session.execute(found)}


def find_active_person(mail: str) -> Person | None:
    """Return the active person with this address."""
    return session.scalar(
        select(Person).where(Person.mail_key == text_key(mail), Person.state == PersonState.ACTIVE)
    )


def find_unconfirmed_person(mail: str) -> Person | None:
    """Return the newest person who signed up with this address and has not confirmed it."""
    return session.scalar(
        select(Person)
        .where(Person.mail_key == text_key(mail), Person.state == PersonState.UNCONFIRMED)
        .order_by(Person.id.desc())
        .limit(1)
    )


def find_invited_operator(mail: str) -> Person | None:
    """Return the operator with this address who has not chosen a password yet."""
    return session.scalar(
        select(Person)
        .join(Operator)
        .where(Person.mail_key == text_key(mail), Person.state == PersonState.UNCONFIRMED)
        .order_by(Person.id)
        .limit(1)
    )


def find_person_to_sign_in(mail: str) -> Person | None:
    """Return the active person with this address, else the newest who never confirmed it."""
    newest = (
        select(Person)
        .where(Person.mail_key == text_key(mail), Person.state != PersonState.LAPSED)
        .order_by((Person.state == PersonState.ACTIVE).desc(), Person.id.desc())
        .limit(1)
    )
    return session.scalar(newest)


def find_sign_up_draft(token: str | None, *, to_finish: bool = False) -> SignUpDraft | None:
    """Return the sign-up that this browser began.

    `to_finish` it, in a unit: whoever finishes it at the same time comes first or after that.
    """
    if not token:
        return None
    found = select(SignUpDraft).where(SignUpDraft.token_digest == digest(token))
    return session.scalar(found.with_for_update() if to_finish else found)


def is_known_device(person: Person | None, device: str | None) -> bool:
    """Whether the person has signed in with the browser that has this cookie."""
    if person is None or not device:
        return False
    known = select(KnownDevice.id).where(
        KnownDevice.person_id == person.id, KnownDevice.device_digest == digest(device)
    )
    return session.scalar(known) is not None


def has_known_devices(person: Person) -> bool:
    """Whether the person has signed in with any browser before."""
    known = select(KnownDevice.id).where(KnownDevice.person_id == person.id).limit(1)
    return session.scalar(known) is not None


def open_sessions(person: Person) -> Select[SignInSession]:
    """Select the person's open sessions, for paging."""
    return select(SignInSession).where(
        SignInSession.person_id == person.id,
        SignInSession.state == SessionState.OPEN,
        SignInSession.ends_at > clock.now(),
    )


def find_session(code: str) -> SignInSession | None:
    """Return the session with this public id."""
    return session.scalar(select(SignInSession).where(SignInSession.code == code))


def find_app_setup(person: Person) -> AppSetup | None:
    """Return the authenticator app that the person is setting up."""
    return session.get(AppSetup, person.id)


def recovery_codes_left(person: Person) -> int:
    """Return how many recovery codes the person has not used."""
    unused = select(func.count()).where(
        RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0
