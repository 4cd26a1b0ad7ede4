"""Rate limits that hold on several machines: counted in a table of their own, on an own connection.

On SQLite that is a file beside the database: a second writer inside a POST would block itself.
"""

import hashlib
import secrets
import time
from contextlib import AbstractContextManager
from ipaddress import IPv4Address, ip_address, ip_network
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import ngettext
from limits import RateLimitItem
from limits.storage import Storage
from sqlalchemy import Connection, Engine, create_engine, text

from marketplace.config import Settings, make_data_folder
from marketplace.core.errors import TooMany
from marketplace.extensions import limiter

#: The table of counts; the migrations know nothing of it.
TABLE = "rate_count"
SWEEP_EVERY = 200
CUSTOMER_BITS = 64
#: PostgreSQL: two processes that make the table at the same time would fail (any number).
_MAKING = "SELECT pg_advisory_xact_lock(7237)"
_TABLE = """
CREATE TABLE IF NOT EXISTS rate_count (
    name VARCHAR(64) PRIMARY KEY, hits INTEGER NOT NULL, ends_at BIGINT NOT NULL
)
"""
_HIT = """
INSERT INTO rate_count (name, hits, ends_at) VALUES (:name, :amount, :ends_at)
ON CONFLICT (name) DO UPDATE SET
    hits = CASE WHEN rate_count.ends_at <= :now THEN :amount ELSE rate_count.hits + :amount END,
    ends_at = CASE WHEN rate_count.ends_at <= :now THEN :ends_at ELSE rate_count.ends_at END
RETURNING hits
"""


class TableStorage(Storage):
    """The `limits` package's storage contract over one table; each count is one statement."""

    STORAGE_SCHEME = ["naru"]  # noqa: RUF012 - the package reads a plain list

    def __init__(self, uri: str | None = None, **options: Any) -> None:  # noqa: ANN401 - the package's
        """`uri` is `naru:` and the database's address.

        Nothing is connected yet: a house starts while its database does not answer, and servers
        fork after this.
        """
        super().__init__(uri, **options)
        self._engine = _engine((uri or "").removeprefix("naru:"))
        self._is_made = False

    def _begin(self) -> AbstractContextManager[Connection]:
        """Begin a transaction; before the first one the table is made when it is missing."""
        if not self._is_made:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text(_MAKING))
                connection.execute(text(_TABLE))
            self._is_made = True
        return self._engine.begin()

    @property
    def base_exceptions(self) -> type[Exception]:
        """No storage error is swallowed: a limit that cannot count must be seen."""
        return RuntimeError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` and return the sum of the present window of `expiry` seconds."""
        now = int(time.time())
        facts = {"name": _name(key), "amount": amount, "now": now, "ends_at": now + expiry}
        with self._begin() as connection:
            hits = int(connection.execute(text(_HIT), facts).scalar_one())
        if hits == amount and secrets.randbelow(SWEEP_EVERY) == 0:
            self.sweep()
        return hits

    def sweep(self) -> int:
        """Forget the counts whose window has ended; return how many there were."""
        ended = text("DELETE FROM rate_count WHERE ends_at <= :now")
        with self._begin() as connection:
            return connection.execute(ended, {"now": int(time.time())}).rowcount

    def get(self, key: str) -> int:
        """Return the sum of the present window."""
        return self._row(key)[0]

    def get_expiry(self, key: str) -> float:
        """Return when the present window ends, in Unix seconds."""
        return self._row(key)[1]

    def check(self) -> bool:
        """Whether the table answers."""
        self._row("")
        return True

    def reset(self) -> int | None:
        """Forget every count; return how many there were."""
        with self._begin() as connection:
            return connection.execute(text("DELETE FROM rate_count")).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._begin() as connection:
            connection.execute(
                text("DELETE FROM rate_count WHERE name = :name"), {"name": _name(key)}
            )

    def _row(self, key: str) -> tuple[int, float]:
        asked = "SELECT hits, ends_at FROM rate_count WHERE name = :name AND ends_at > :now"
        now = int(time.time())
        with self._begin() as connection:
            row = connection.execute(text(asked), {"name": _name(key), "now": now}).first()
        return (int(row[0]), float(row[1])) if row else (0, float(now))


def _name(key: str) -> str:
    """Return what is stored of a key: it may hold an address, so only its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()


def _engine(address: str) -> Engine:
    if address.startswith("sqlite"):
        return create_engine(address, connect_args={"timeout": 5})
    return create_engine(address, pool_size=2, pool_pre_ping=True)


def bind_limits(app: Flask, settings: Settings) -> None:
    """Bind the limiter to its table: a file beside a SQLite database, else the database itself."""
    address = settings.database_url
    if settings.is_sqlite:
        make_data_folder(settings.data_dir)
        address = f"sqlite:///{Path(settings.data_dir) / 'limits.sqlite'}"
    app.config["RATELIMIT_STORAGE_URI"] = f"naru:{address}"
    limiter.init_app(app)


def network_of(address: str | None) -> str:
    """Return what counts as one: an IPv4 address, or the network of 64 bits of an IPv6 customer.

    Such a customer has more addresses than anybody could count one by one (RFC 6177).
    """
    try:
        read = ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(read, IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ip_network((read, CUSTOMER_BITS), strict=False))


def hit(item: RateLimitItem, *names: str) -> bool:
    """Count one act under `names`; say whether the window still had room for it."""
    return bool(limiter.limiter.hit(item, *names))


def count(item: RateLimitItem, *names: str, once_key: str | None = None) -> None:
    """Count one act under `names`; raises TooMany when there were too many in the window.

    What is sent again with the same `once_key` (a double click) was counted already.
    """
    if once_key is not None and _counted_already(item, *names, once_key):
        return
    if not hit(item, *names):
        raise _too_many(item, *names)


def _counted_already(item: RateLimitItem, *names: str) -> bool:
    key = item.key_for("once", *names)
    return int(limiter.limiter.storage.incr(key, item.get_expiry())) > 1


def give_back(item: RateLimitItem, *names: str) -> None:
    """Take one count back, for an attempt that turned out to be legitimate."""
    limiter.limiter.storage.incr(item.key_for(*names), item.get_expiry(), amount=-1)


def check(item: RateLimitItem, *names: str) -> None:
    """Raise TooMany when the window is full, without counting."""
    if not limiter.limiter.test(item, *names):
        raise _too_many(item, *names)


def _too_many(item: RateLimitItem, *names: str) -> TooMany:
    reset_at = limiter.limiter.get_window_stats(item, *names).reset_time
    wait = max(1, int(reset_at - time.time()))
    minutes = -(-wait // 60)
    sentence = ngettext(
        "That was tried too often. Please wait %(num)s minute and try again.",
        "That was tried too often. Please wait %(num)s minutes and try again.",
        minutes,
    )
    return TooMany(sentence, retry_after=wait)
