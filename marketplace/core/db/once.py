"""Every form that creates is carried out once, however often it is sent."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core import clock
from marketplace.core.db.base import Base, session
from marketplace.core.db.phases import require_unit
from marketplace.core.db.rows import insert_if_absent
from marketplace.core.db.types import Instant, code_column

P = ParamSpec("P")

KEY_LENGTH = 43
RESULT_LENGTH = 200


class OnceKey(Base):
    """A key that a form carried, with what its first sending gave."""

    __tablename__ = "once_key"

    key: Mapped[str] = mapped_column(code_column(KEY_LENGTH), primary_key=True)
    purpose: Mapped[str] = mapped_column(code_column(64), primary_key=True)
    result: Mapped[str | None] = mapped_column(code_column(RESULT_LENGTH))
    used_at: Mapped[datetime] = mapped_column(Instant, index=True)


def new_once_key() -> str:
    """Draw a key for a form that is about to be shown."""
    return secrets.token_urlsafe(32)


def bound_to(key: str, *facts: object) -> str:
    """Return a key for `key` together with these facts: another key for other facts.

    So a form that is sent again with another file, say, is another act.
    """
    bound = hashlib.sha256(repr((key, facts)).encode()).digest()
    return base64.urlsafe_b64encode(bound).decode().rstrip("=")


def once(
    key: str, purpose: str, operation: Callable[P, str], /, *args: P.args, **kwargs: P.kwargs
) -> str:
    """Run `operation` (which returns a public id) inside the present unit unless `key` did already.

    A second sending waits for the first one's commit and gets its result.
    """
    require_unit()
    if not insert_if_absent(OnceKey, key=key, purpose=purpose, used_at=clock.now()):
        row = session.get_one(OnceKey, (key, purpose), populate_existing=True)
        return row.result or ""
    result = operation(*args, **kwargs)
    session.get_one(OnceKey, (key, purpose)).result = result
    return result
