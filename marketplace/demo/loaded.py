"""Whether this version's demo is loaded already, so that a start has not to look at every row."""

import hashlib
from pathlib import Path

from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.config import Settings
from marketplace.core.db import session
from marketplace.core.text import text_key
from marketplace.demo.sign_ins import read_sign_ins

MARK = "demo-loaded"
OWN = Path(__file__).parent


def is_loaded(settings: Settings) -> bool:
    """Whether a load by these files has ended here and its people are in the database."""
    sign_ins = read_sign_ins(settings)
    if sign_ins is None or _marked(settings) != edition(settings):
        return False
    operator = text_key(sign_ins.person("operator").mail)
    return session.scalar(select(Person.id).where(Person.mail_key == operator)) is not None


def mark_loaded(settings: Settings) -> None:
    """Write down that the load has ended."""
    (settings.data_dir / MARK).write_text(edition(settings), encoding="ascii")


def edition(settings: Settings) -> str:
    """Return a hash of the demo's program, contents and size: another one is loaded anew."""
    found = hashlib.sha256(f"{settings.demo_companies}".encode())
    for path in sorted(OWN.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            found.update(path.read_bytes())
    return found.hexdigest()


def _marked(settings: Settings) -> str | None:
    try:
        return (settings.data_dir / MARK).read_text(encoding="ascii")
    except FileNotFoundError:
        return None
