"""The one engine that moves rows from state to state, writing the history and the events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from flask_babel import gettext as _

from marketplace.core import audit, clock
from marketplace.core.audit import Fact
from marketplace.core.db import require_unit
from marketplace.core.errors import Conflict
from marketplace.core.work.events import Event, publish, publish_all
from marketplace.core.work.timers import cancel_timer

S = TypeVar("S", bound=StrEnum)


class RowWithState(Protocol):
    """A row that a machine moves; its public id stands in the machine's `id_column`."""

    state: Any


@dataclass(frozen=True)
class Move(Generic[S]):
    """An allowed move, as data.

    `stamps` names the time column set to now; `event` makes what is published from the row;
    `ends_timers` names the timers that the new state ends.
    """

    name: str
    from_states: frozenset[S]
    to_state: S
    stamps: str | None = None
    event: Callable[[Any], Event] | None = None
    ends_timers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine(Generic[S]):
    """The moves of one kind of row. Rows have `state` and, under `id_column`, a public id."""

    kind: str
    id_column: str
    moves: tuple[Move[S], ...] = field(default_factory=tuple)

    def move(self, name: str) -> Move[S]:
        """Return the move called `name`; KeyError when there is none."""
        found = {move.name: move for move in self.moves}
        return found[name]

    def can(self, row: RowWithState, name: str) -> bool:
        """Whether the row's present state allows the move."""
        return row.state in self.move(name).from_states

    def apply(
        self,
        row: RowWithState,
        name: str,
        *,
        actor: audit.Actor,
        **facts: Fact,
    ) -> None:
        """Make the move on a locked row: state, time stamp, history, event, ended timers.

        Raises Conflict when the row's state does not allow it: somebody was faster.
        """
        require_unit()
        move = self.move(name)
        act = self._moved(row, move, clock.now(), facts)
        audit.record(
            f"{self.kind}:state:{name}",
            kind=self.kind,
            subject=act.subject,
            actor=actor,
            from_state=act.from_state,
            to_state=act.to_state,
            **facts,
        )
        for timer in move.ends_timers:
            cancel_timer(timer, act.subject)
        if move.event:
            publish(move.event(row))

    def apply_all(
        self,
        rows: Sequence[Any],
        name: str,
        *,
        actor: audit.Actor,
        facts: Callable[[Any], Mapping[str, Fact]] = lambda _row: {},
    ) -> None:
        """Make the move on many locked rows as `apply` on one, with history and events together.

        `facts` makes from a row what its entry says further. Raises Conflict when the state of one
        of them does not allow it.
        """
        require_unit()
        move, now = self.move(name), clock.now()
        acts = [self._moved(row, move, now, facts(row)) for row in rows]
        audit.record_all(f"{self.kind}:state:{name}", acts, kind=self.kind, actor=actor)
        for timer in move.ends_timers:
            for act in acts:
                cancel_timer(timer, act.subject)
        if move.event:
            publish_all([move.event(row) for row in rows])

    def _moved(
        self,
        row: RowWithState,
        move: Move[S],
        now: datetime,
        facts: Mapping[str, Fact],
    ) -> audit.Act:
        """Move a row; return what is to be written down. Raises Conflict as `apply`."""
        if row.state not in move.from_states:
            raise Conflict(_("This has changed in the meantime. Please look at it again."))
        before, row.state = row.state, move.to_state
        if move.stamps:
            setattr(row, move.stamps, now)
        subject: str = getattr(row, self.id_column)
        return audit.Act(subject, facts, before.value, move.to_state.value)
