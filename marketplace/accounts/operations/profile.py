"""A person's own name, language, currency and time zone; whether they want news."""

from collections.abc import Mapping
from dataclasses import asdict

from marketplace.accounts.enums import ConsentKind
from marketplace.accounts.models import Consent, Person
from marketplace.accounts.queries.consents import consent_version, wants_news
from marketplace.accounts.queries.preferences import Preferences
from marketplace.core import audit, clock
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, lock, require_version, session


def change_profile(
    person: Person, *, name: str, language: str, seen_version: int, actor: Actor
) -> None:
    """Write name and language. Raises Conflict when they changed since the form was shown."""
    lock(person)
    require_version(person, seen_version)
    _write(person, {"name": name, "language": language}, actor)


def change_preferences(
    person: Person, wanted: Preferences, *, seen_version: int, actor: Actor
) -> None:
    """Write how the person reads. Raises Conflict when it changed since the form was shown."""
    lock(person)
    require_version(person, seen_version)
    _write(person, asdict(wanted), actor)


def choose_news(person: Person, *, wanted: bool, language: str, actor: Actor) -> None:
    """Write that a person wants news or no longer does; `language` is the one they read it in."""
    lock(person)
    if wants_news(person) is wanted:
        return
    session.add(
        Consent(
            person_id=person.id,
            kind=ConsentKind.NEWS,
            given=wanted,
            text_version=consent_version(ConsentKind.NEWS).code,
            language=language,
            at=clock.now(),
        )
    )
    audit.record(
        "person:consent:given" if wanted else "person:consent:taken_back",
        kind="person",
        subject=person.code,
        actor=actor,
        consent=ConsentKind.NEWS.value,
    )


def _write(person: Person, values: Mapping[str, object], actor: Actor) -> None:
    changed = change_row(person, values)
    if changed:
        audit.record(
            "person:profile:changed",
            kind="person",
            subject=person.code,
            actor=actor,
            fields=changed,
        )
