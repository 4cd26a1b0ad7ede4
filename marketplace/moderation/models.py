"""The table of reviews."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.models import Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    text_column,
)
from marketplace.moderation.enums import ReviewState

NOTE_LENGTH = 1000
_OPEN = text("state IN ('waiting', 'taken')")


class Review(Base):
    """A look at something of a company before it is shown: known by its kind and public id only.

    `remarks` were found automatically when it was opened, `reasons` are codes of the subject's room
    that the company reads translated, `note` is the operator's own word in `note_language`.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(
            "state <> 'taken' OR (taken_by_id IS NOT NULL AND taken_at IS NOT NULL)",
            name="taken_by_somebody",
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'revision', 'rejected')"
            " OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name="decided_by_somebody",
        ),
        CheckConstraint("(note = '') = (note_language = '')", name="note_has_language"),
        Index(
            "uq_review_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_review_queue",
            "company_id",
            "opened_at",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "kind", "subject", "opened_at"),
        Index(None, "state", "decided_at", "code"),
    )
    lock_rank: ClassVar[int | None] = 45

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(code_column())
    subject: Mapped[str] = mapped_column(code_column())
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    state: Mapped[ReviewState] = mapped_column(enum_column(ReviewState))
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    note_language: Mapped[str] = mapped_column(code_column(8), default="")

    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)
    taken_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[taken_by_id])
    decided_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[decided_by_id])
