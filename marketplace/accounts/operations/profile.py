"""A person's own name, language, currency and time zone."""

from collections.abc import Mapping
from dataclasses import asdict

from marketplace.accounts.models import Person
from marketplace.accounts.queries.preferences import Preferences
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import change_row, lock, require_version


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
