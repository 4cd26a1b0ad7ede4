"""The append-only record of who did what: ids, codes and names of fields, never texts of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core import clock
from marketplace.core.db import (
    Base,
    Instant,
    code_column,
    enum_column,
    insert_rows,
    require_unit,
    session,
)

#: What an entry says further: ids, codes, figures, names of fields.
Fact = str | int | bool | list[str] | None


class Channel(StrEnum):
    """Where an act came from."""

    WEB = "web"
    WORKER = "worker"
    COMMAND = "command"


@dataclass(frozen=True)
class Actor:
    """Who acts: public ids of the person, of their company, and of the company acted for."""

    channel: Channel
    person: str | None = None
    company: str | None = None
    on_behalf_of: str | None = None


#: The house itself, for what happens without a person.
BY_ITSELF = Actor(Channel.WORKER)
#: Someone who runs a command on the server.
AT_THE_SERVER = Actor(Channel.COMMAND)


class AuditEntry(Base):
    """One act on one subject; for a change of state, with from and to: this row is the history."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject_kind", "subject"), Index(None, "actor_person"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    tag: Mapped[str] = mapped_column(code_column(64))
    subject_kind: Mapped[str] = mapped_column(code_column(32))
    subject: Mapped[str] = mapped_column(code_column(32))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel))
    actor_person: Mapped[str | None] = mapped_column(code_column())
    actor_company: Mapped[str | None] = mapped_column(code_column())
    on_behalf_of: Mapped[str | None] = mapped_column(code_column())
    from_state: Mapped[str | None] = mapped_column(code_column(32))
    to_state: Mapped[str | None] = mapped_column(code_column(32))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True)
class Act:
    """What was done to one of many subjects (its public id) by the same act."""

    subject: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    from_state: str | None = None
    to_state: str | None = None


def record(
    tag: str,
    *,
    kind: str,
    subject: str,
    actor: Actor,
    from_state: str | None = None,
    to_state: str | None = None,
    **facts: Fact,
) -> AuditEntry:
    """Write an entry in the present unit; `tag` reads `kind:part:act` (`person:sign_in:done`).

    `facts` hold ids, codes, figures and names of changed fields. RuntimeError outside a unit.
    """
    require_unit()
    entry = AuditEntry(
        **_entry(tag, kind, actor),
        subject=subject,
        from_state=from_state,
        to_state=to_state,
        facts=facts,
    )
    session.add(entry)
    return entry


def record_all(tag: str, acts: Iterable[Act], *, kind: str, actor: Actor) -> None:
    """Write an entry for each of many subjects, as `record` does for one, in one statement."""
    shared = _entry(tag, kind, actor)
    insert_rows(
        AuditEntry,
        [
            {
                **shared,
                "subject": act.subject,
                "from_state": act.from_state,
                "to_state": act.to_state,
                "facts": dict(act.facts),
            }
            for act in acts
        ],
    )


def _entry(tag: str, kind: str, actor: Actor) -> dict[str, Any]:
    """Return the columns that the entries of one act share."""
    return {
        "at": clock.now(),
        "tag": tag,
        "subject_kind": kind,
        "channel": actor.channel,
        "actor_person": actor.person,
        "actor_company": actor.company,
        "on_behalf_of": actor.on_behalf_of,
    }
