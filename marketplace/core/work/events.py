"""Events: frozen facts with a fixed name and version, and the listeners that react to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from sqlalchemy import insert

from marketplace.core import clock
from marketplace.core.db import insert_rows, require_unit, session
from marketplace.core.ids import new_public_id
from marketplace.core.work.models import Delivery, DeliveryState, EventRow, Lane

E = TypeVar("E", bound="Event")


@dataclass(frozen=True)
class Event:
    """The base of events: primitive fields only (public ids, codes, actor, time).

    No texts, addresses, tokens or states of money: a listener loads the present state.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True)
class Listener:
    """A reaction: what it is called in the queue, its lane, and the function of one event.

    In the `act` lane it runs inside the unit that marks it done; in the others outside of any, at
    least once, so it must be idempotent.
    """

    key: str
    lane: Lane
    act: Callable[[Any], None]


_events: dict[tuple[str, int], type[Event]] = {}
_listeners: dict[str, Listener] = {}
_listening: dict[str, list[Listener]] = {}


def listen(
    kind: type[E], *, lane: Lane = Lane.ACT
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a listener as `module.function`: renaming it parks its waiting deliveries."""

    def register(act: Callable[[E], None]) -> Callable[[E], None]:
        listener = Listener(f"{act.__module__}.{act.__qualname__}", lane, act)
        _events[kind.name, kind.version] = kind
        _listeners[listener.key] = listener
        _listening.setdefault(kind.name, []).append(listener)
        return act

    return register


def publish(event: Event, *, after: timedelta = timedelta()) -> None:
    """Write the event and one delivery per listener in the present unit, due in `after`."""
    require_unit()
    now = clock.now()
    row = EventRow(**_columns(event, now))
    session.add(row)
    for delivery in _deliveries(event, now + after):
        session.add(Delivery(event=row, **delivery))


def publish_all(events: Sequence[Event]) -> None:
    """Write events that happened together, with their deliveries, as `publish` writes one."""
    require_unit()
    if not events:
        return
    now = clock.now()
    written = insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True)
    keys = session.scalars(written, [_columns(event, now) for event in events]).all()
    deliveries = [
        {"event_id": key, **delivery}
        for key, event in zip(keys, events, strict=True)
        for delivery in _deliveries(event, now)
    ]
    insert_rows(Delivery, deliveries)


def _columns(event: Event, at: datetime) -> dict[str, Any]:
    return {"name": event.name, "version": event.version, "at": at, "facts": asdict(event)}


def _deliveries(event: Event, due_at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "code": new_public_id("DLV"),
            "listener": listener.key,
            "lane": listener.lane,
            "state": DeliveryState.WAITING,
            "due_at": due_at,
        }
        for listener in _listening.get(event.name, [])
    ]


def find_listener(key: str) -> Listener | None:
    """Return the listener registered under `key`, None when no code knows it any more."""
    return _listeners.get(key)


def read_event(name: str, version: int, facts: Mapping[str, Any]) -> Event | None:
    """Rebuild a stored event; None when its name, version or fields are unknown."""
    kind = _events.get((name, version))
    if kind is None or set(facts) != {field.name for field in fields(kind)}:
        return None
    return kind(**facts)
