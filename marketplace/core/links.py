"""Links in mails that work without sign-in: nothing secret is stored, raising a counter revokes."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from flask import current_app

from marketplace.core import clock

_MAC_BYTES = 20


@dataclass(frozen=True)
class Link:
    """What a link says: what for, which row (public id), the row's link version, until when."""

    purpose: str
    row: str
    version: int
    ends_at: datetime

    def token(self) -> str:
        """Return the text after `/t/`: the same for the same facts, however often it is written."""
        body = self._body()
        return _text(body.encode() + b"." + _mac(body))

    def address(self) -> str:
        """Return the whole address for a mail."""
        base: str = current_app.config["SETTINGS"].public_url
        return f"{base}/t/{self.token()}"

    @property
    def has_ended(self) -> bool:
        """Whether its instant has passed."""
        return clock.now() >= self.ends_at

    def as_parameter(self) -> dict[str, str | int]:
        """Return the facts for a stored mail; `from_parameter` reads them back."""
        return {
            "purpose": self.purpose,
            "row": self.row,
            "version": self.version,
            "ends_at": int(self.ends_at.timestamp()),
        }

    @classmethod
    def from_parameter(cls, facts: dict[str, str | int]) -> Self:
        """Rebuild a link from `as_parameter`."""
        ends_at = datetime.fromtimestamp(int(facts["ends_at"]), UTC)
        return cls(str(facts["purpose"]), str(facts["row"]), int(facts["version"]), ends_at)

    def _body(self) -> str:
        return f"{self.purpose}:{self.row}:{self.version}:{int(self.ends_at.timestamp())}"


def read_link(token: str) -> Link | None:
    """Return the link that this house wrote as `token`, ended or not; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        body, mac = raw[: -_MAC_BYTES - 1].decode(), raw[-_MAC_BYTES:]
        purpose, row, version, ends_at = body.split(":")
        link = Link(purpose, row, int(version), datetime.fromtimestamp(int(ends_at), UTC))
    except (ValueError, OverflowError):
        return None
    return link if hmac.compare_digest(mac, _mac(body)) and link.token() == token else None


def _mac(body: str) -> bytes:
    key = current_app.config["SETTINGS"].secret_key.encode()
    return hmac.new(b"mail-link:" + key, body.encode(), hashlib.sha256).digest()[:_MAC_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


_pages: dict[str, str] = {}


def link_page(purpose: str, endpoint: str) -> None:
    """Register the page (which takes `token`) that a mailed link of this purpose opens."""
    _pages[purpose] = endpoint


def page_of(link: Link) -> str | None:
    """Return the endpoint registered for the link's purpose."""
    return _pages.get(link.purpose)
