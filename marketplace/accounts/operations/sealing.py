"""Secrets of authenticator apps: sealed under the house's key, opened under those of before too.

Each is one token of Fernet. `SECRET_KEY_BEFORE` names the house's keys of before: what was sealed
under them can still be read, and is sealed anew when it is used or by `flask apps reseal`.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.config import Settings
from marketplace.core import audit
from marketplace.core.audit import Actor
from marketplace.core.db import lock, session


def seal(secret: str) -> str:
    """Encrypt an app's secret under the house's present key."""
    return _fernet(_settings().secret_key).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """Decrypt what `seal` wrote, under the present key or one of before; None when none fits."""
    settings = _settings()
    for key in (settings.secret_key, *settings.secret_keys_before):
        try:
            return _fernet(key).decrypt(sealed.encode()).decode()
        except InvalidToken:
            continue
    return None


def seal_anew(sealed: str) -> str | None:
    """Return a secret sealed under the present key: as it is if it was; None when none fits."""
    try:
        _fernet(_settings().secret_key).decrypt(sealed.encode())
    except InvalidToken:
        secret = unseal(sealed)
        return seal(secret) if secret is not None else None
    return sealed


def people_with_app() -> list[str]:
    """Return the public ids of the people whose sign-in asks for an app's code."""
    found = select(Person.code).where(Person.app_secret.is_not(None)).order_by(Person.id)
    return list(session.scalars(found))


def reseal_app(code: str, *, actor: Actor) -> bool:
    """Seal the app's secret of a person (a public id) under the present key.

    Returns whether it can be read, which is what a sign-in with a code needs.
    """
    person = lock(session.scalars(select(Person).where(Person.code == code)).one())
    if person.app_secret is None:
        return True
    sealed = seal_anew(person.app_secret)
    if sealed is None:
        return False
    if sealed != person.app_secret:
        person.app_secret = sealed
        audit.record("person:app:resealed", kind="person", subject=code, actor=actor)
    return True


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _fernet(house_key: str) -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(hashlib.sha256(f"app-secret:{house_key}".encode()).digest())
    )
