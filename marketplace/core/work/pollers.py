"""Pollers: rounds of work that look for themselves what there is to do, a thread each.

For work that is done in batches by one holder, such as indexing: what is to be done stands in a
table of the room, not in the queue. A round runs outside any unit and is idempotent.
"""

from collections.abc import Callable
from dataclasses import dataclass

Round = Callable[[], int]


@dataclass(frozen=True)
class Poller:
    """A round under its name; it returns how much it did, 0 when there was nothing to do."""

    name: str
    act: Round


_pollers: dict[str, Poller] = {}


def poller(name: str) -> Callable[[Round], Round]:
    """Register a round that the worker repeats, without a pause while there is something to do."""

    def register(act: Round) -> Round:
        _pollers[name] = Poller(name, act)
        return act

    return register


def pollers() -> list[Poller]:
    """Return all pollers."""
    return list(_pollers.values())
