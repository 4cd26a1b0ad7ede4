"""What waits for somebody, as rooms hand it to a home page through a slot (core.slots).

A member's home takes `Todo`s from the slots `seller_home.todos` and `buyer_home.todos`, the desk
takes `Queue`s from `desk.waits`; a filling's facts hold them as `items`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from marketplace.core.slots import facts_in

ENDLESS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing that waits for a member: what, why, until when, and the way to do it.

    `due` is an instant shown in `zone` (an IANA name); `note` stands beside it. `icon` is a name of
    Heroicons. `is_urgent`: late or due today.
    """

    title: str
    act: str
    href: str
    text: str = ""
    note: str = ""
    icon: str = "check"
    due: datetime | None = None
    zone: str = "UTC"
    is_urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One kind of thing that waits for an office: how many are late, due today, due later.

    `oldest` is since when the oldest waits, `next_due` until when the next one was promised;
    without `has_promise` all of it counts as later.
    """

    name: str
    act: str
    href: str
    note: str = ""
    icon: str = "inbox"
    late: int = 0
    today: int = 0
    later: int = 0
    oldest: datetime | None = None
    next_due: datetime | None = None
    has_promise: bool = True

    @property
    def count(self) -> int:
        """How many wait in all."""
        return self.late + self.today + self.later


def todos_in(slot: str, /, own: Iterable[Todo] = (), **subject: object) -> list[Todo]:
    """Return what rooms put into a slot, then `own`: urgent ones first, then by due time."""
    found = [todo for facts in facts_in(slot, **subject) for todo in facts["items"]]
    return sorted([*found, *own], key=lambda todo: (not todo.is_urgent, todo.due or ENDLESS))


def queues_in(slot: str, /, own: Iterable[Queue] = (), **subject: object) -> list[Queue]:
    """Return what rooms put into a slot, then `own`, empty ones left out: the latest first."""
    found = [queue for facts in facts_in(slot, **subject) for queue in facts["items"]]
    return sorted(
        (queue for queue in [*found, *own] if queue.count),
        key=lambda queue: (not queue.late, queue.next_due or ENDLESS),
    )
