"""A person's own name and language."""

from marketplace.accounts.models import Person
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
