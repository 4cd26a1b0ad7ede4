"""The demo's sign-ins, kept in the data folder: random passwords, and the operator's app."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyotp

from marketplace.config import Settings
from marketplace.core import clock

ROLES = ("seller", "buyer", "operator")
GROUPS = 4
GROUP_LENGTH = 4
#: Small letters and digits that nobody takes for one another on a phone.
SYMBOLS = "23456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class DemoPerson:
    """A made-up person: `role` is one of ROLES, `app_secret` is base32, "" without an app."""

    role: str
    mail: str
    password: str
    app_secret: str = ""

    def present_code(self) -> str:
        """Return what the person's authenticator app shows now, "" without an app."""
        return pyotp.TOTP(self.app_secret).at(clock.now()) if self.app_secret else ""


@dataclass(frozen=True)
class DemoSignIns:
    """Everybody who can sign in to the demo."""

    people: tuple[DemoPerson, ...]

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Role, mail address and password of each, for the terminal."""
        return [(person.role, person.mail, person.password) for person in self.people]

    def person(self, role: str) -> DemoPerson:
        """Return who has the role; KeyError when nobody does."""
        return {person.role: person for person in self.people}[role]

    def with_app_of(self, role: str, secret: str) -> "DemoSignIns":
        """Return these with the secret of that person's authenticator app."""
        return DemoSignIns(
            tuple(
                replace(person, app_secret=secret) if person.role == role else person
                for person in self.people
            )
        )


def draw_sign_ins() -> DemoSignIns:
    """Draw a password for each role; the addresses belong to nobody (RFC 2606)."""
    return DemoSignIns(
        tuple(DemoPerson(role, f"{role}@naru.example", _draw_password()) for role in ROLES)
    )


def _draw_password() -> str:
    groups = ("".join(secrets.choice(SYMBOLS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def sign_ins_path(settings: Settings) -> Path:
    """Return where the sign-ins are kept."""
    return settings.data_dir / "demo-sign-ins.json"


def read_sign_ins(settings: Settings) -> DemoSignIns | None:
    """Return the demo's sign-ins, None when it was never loaded."""
    try:
        kept = json.loads(sign_ins_path(settings).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return DemoSignIns(tuple(DemoPerson(**person) for person in kept["people"]))


def keep(sign_ins: DemoSignIns, settings: Settings) -> None:
    """Write the sign-ins so that only this machine's user can read them."""
    path = sign_ins_path(settings)
    partial = path.with_suffix(".part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(sign_ins), file, indent=1)
    partial.replace(path)
