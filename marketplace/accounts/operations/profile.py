"""A person's own name, language, currency and time zone."""

from marketplace.accounts.models import Person
from marketplace.accounts.queries.preferences import Preferences
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import check_version, lock


def change_profile(
    person: Person, *, name: str, language: str, seen_version: int, actor: Actor
) -> None:
    """Write name and language. Raises Conflict when they changed since the form was shown."""
    lock(person)
    check_version(person, seen_version)
    changed = [
        field
        for field, value in (("name", name), ("language", language))
        if getattr(person, field) != value
    ]
    person.name, person.language = name, language
    audit.record(
        "person:profile:changed", kind="person", subject=person.code, actor=actor, fields=changed
    )


def change_preferences(
    person: Person, wanted: Preferences, *, seen_version: int, actor: Actor
) -> None:
    """Write how the person reads. Raises Conflict when it changed since the form was shown."""
    lock(person)
    check_version(person, seen_version)
    changed = [
        field
        for field in ("language", "currency", "time_zone")
        if getattr(person, field) != getattr(wanted, field)
    ]
    person.language, person.currency = wanted.language, wanted.currency
    person.time_zone = wanted.time_zone
    audit.record(
        "person:profile:changed", kind="person", subject=person.code, actor=actor, fields=changed
    )
