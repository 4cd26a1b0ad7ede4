"""The queue's tables. Figures and replays read the tables of the trade, never these."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.db import Base, Instant, PublicId, code_column, enum_column


class Lane(StrEnum):
    """Lanes run side by side. `act` works inside the database, `mail` talks to the outside.

    What takes its time goes through `long`, so that it delays neither.
    """

    ACT = "act"
    MAIL = "mail"
    LONG = "long"


class DeliveryState(StrEnum):
    """`parked` waits for an operator, who sends it again."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


class JobState(StrEnum):
    """`failed` says why, and may be taken up again; `done` and `cancelled` are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class EventRow(Base):
    """What happened, written with the change itself: a name, a version, and primitive facts."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(code_column(64))
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class Delivery(Base):
    """One listener's work on one event, a timer's on its subject, or a schedule, which comes back.

    `fence` grows with each claim: only the holder of the newest one may finish the row.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("(event_id IS NULL) <> (subject IS NULL)", name="event_or_subject"),
        CheckConstraint("state <> 'done' OR done_at IS NOT NULL", name="done_has_time"),
        CheckConstraint("state <> 'parked' OR problem IS NOT NULL", name="parked_has_problem"),
        Index(
            "ix_delivery_due",
            "lane",
            "due_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "uq_delivery_timer",
            "listener",
            "subject",
            unique=True,
            sqlite_where=text("subject IS NOT NULL AND state = 'waiting'"),
            postgresql_where=text("subject IS NOT NULL AND state = 'waiting'"),
        ),
        Index("ix_delivery_parked", "state", "parked_at"),
        Index(
            "ix_delivery_done",
            "done_at",
            sqlite_where=text("state = 'done'"),
            postgresql_where=text("state = 'done'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_column(), unique=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    listener: Mapped[str] = mapped_column(code_column(128))
    subject: Mapped[str | None] = mapped_column(code_column(32))
    lane: Mapped[Lane] = mapped_column(enum_column(Lane))
    state: Mapped[DeliveryState] = mapped_column(enum_column(DeliveryState))
    due_at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    parked_at: Mapped[datetime | None] = mapped_column(Instant)
    problem: Mapped[str | None] = mapped_column(code_column(200))

    event: Mapped[EventRow | None] = relationship()


class JobRow(Base):
    """A long piece of work done in slices: how far it came, and from where it goes on.

    Its delivery in the lane `long` carries the lease; `at` is the resume point of its kind.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state <> 'failed' OR problem IS NOT NULL", name="failed_has_problem"),
        CheckConstraint(
            "(state IN ('done', 'cancelled', 'failed')) = (ended_at IS NOT NULL)",
            name="ended_has_time",
        ),
        CheckConstraint("done >= 0 AND (total IS NULL OR total >= 0)", name="figures_count"),
        Index("ix_job_subject", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(code_column(64))
    subject: Mapped[str] = mapped_column(code_column(32))
    state: Mapped[JobState] = mapped_column(enum_column(JobState), default=JobState.WAITING)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    actor_person: Mapped[str | None] = mapped_column(code_column())
    actor_company: Mapped[str | None] = mapped_column(code_column())
    on_behalf_of: Mapped[str | None] = mapped_column(code_column())
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Heartbeat(Base):
    """When a worker's lane last looked for work; `/readyz` reads it."""

    __tablename__ = "worker_heartbeat"

    lane: Mapped[Lane] = mapped_column(enum_column(Lane), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
