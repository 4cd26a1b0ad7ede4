"""The house's only source of the present time, and how tests and the demo move it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

_moved = threading.local()
_offset_file: Path | None = None

_NUMBER = re.compile(r"[0-9]{1,6}")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def watch_offset(path: Path | None) -> None:
    """Read the house's offset from `path` at each `now`; None (production) forbids moving."""
    global _offset_file  # noqa: PLW0603 - one clock a process, set once when the app is made
    _offset_file = path


def now() -> datetime:
    """Return the present instant in UTC, moved by the house's and the thread's offset."""
    return datetime.now(UTC) + _house_offset() + getattr(_moved, "offset", timedelta())


def advance(step: timedelta) -> timedelta:
    """Move the clock of the whole house (web, worker, commands) by `step`; return the new offset.

    Raises RuntimeError in production, where the clock cannot be moved.
    """
    if _offset_file is None:
        message = "Only a test or demo house has a movable clock."
        raise RuntimeError(message)
    offset = _house_offset() + step
    partial = _offset_file.with_suffix(".part")
    partial.write_text(str(offset.total_seconds()))
    partial.replace(_offset_file)  # at once: another process may be reading it
    return offset


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Set this thread's clock to `instant`, from which it runs on; for the demo's loader."""
    before = getattr(_moved, "offset", timedelta())
    _moved.offset = timedelta()
    _moved.offset = instant - now()
    try:
        yield
    finally:
        _moved.offset = before


def parse_step(text: str) -> timedelta:
    """Read a step such as `2d`, `36h`, `90m` or `15s`. Raises ValueError for anything else."""
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not _NUMBER.fullmatch(number):
        message = f"{text} is not a step such as 2d, 36h, 90m or 15s."
        raise ValueError(message)
    return timedelta(**{_UNITS[unit]: int(number)})


def _house_offset() -> timedelta:
    if _offset_file is None:
        return timedelta()
    try:
        return timedelta(seconds=float(_offset_file.read_text()))
    except (FileNotFoundError, ValueError):
        return timedelta()
