"""A small cache for each process: values that change a few times a year and that all pages read.

Store plain values only, never rows of the database: those belong to their session.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import current_app

T = TypeVar("T")

#: How long something is kept: what was changed meanwhile shows this much later.
SECONDS = 30.0
MOST = 4096


@dataclass(frozen=True)
class _Cached:
    value: Any
    until: float


def cached(name: Hashable, make: Callable[[], T], *, seconds: float = SECONDS) -> T:
    """Return the value cached under `name`; compute it with `make` when missing or too old."""
    shelf: dict[Hashable, _Cached] = current_app.extensions.setdefault("process_cache", {})
    found = shelf.get(name)
    if found is not None and found.until > time.monotonic():
        return cast("T", found.value)
    value = make()
    if len(shelf) >= MOST:
        shelf.clear()
    shelf[name] = _Cached(value, time.monotonic() + seconds)
    return value


def forget(name: Hashable) -> None:
    """Drop the value cached under `name`, so that it is computed again."""
    current_app.extensions.get("process_cache", {}).pop(name, None)
