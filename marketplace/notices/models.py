"""Letters (mails), notices (in-site), and how often each person wants mails."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, PublicId, code_column, enum_column, text_column
from marketplace.notices.enums import LetterState, Pace

MAIL_LENGTH = 254
NAME_LENGTH = 80
MESSAGE_LENGTH = 64
THREAD_LENGTH = 32


class Letter(Base):
    """One mail to one reader: which message (a folder of templates/mail), and what it says.

    `code` is its Message-ID too, so that a letter sent twice is seen to be one. `person` is the
    public id of the reader where the house knows them; `language` is a tag. `parameters` are as
    `notices.parameters` stores them: no token stands there, links are written when it is sent.
    Mails with the same `thread` (a public id) are shown together by mail programs.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_time"),
        CheckConstraint("state <> 'queued' OR mail IS NOT NULL", name="queued_is_addressed"),
    )
    lock_rank: ClassVar[int | None] = 90

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    state: Mapped[LetterState] = mapped_column(enum_column(LetterState))
    person: Mapped[str | None] = mapped_column(code_column(), index=True)
    mail: Mapped[str | None] = mapped_column(text_column(MAIL_LENGTH))
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    language: Mapped[str] = mapped_column(code_column(8))
    message: Mapped[str] = mapped_column(code_column(MESSAGE_LENGTH))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    thread: Mapped[str | None] = mapped_column(code_column(THREAD_LENGTH))
    queued_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class Notice(Base):
    """What the house tells one person on its pages; `read_at` is set when it was shown.

    `for_digest` marks what waits for the person's daily mail.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "person", "told_at", "code"),
        Index(
            "ix_notice_unread",
            "person",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notice_for_digest",
            "person",
            sqlite_where=text("for_digest"),
            postgresql_where=text("for_digest"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    person: Mapped[str] = mapped_column(code_column())
    message: Mapped[str] = mapped_column(code_column(MESSAGE_LENGTH))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    told_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    for_digest: Mapped[bool] = mapped_column(default=False)


class MailPace(Base):
    """How often a person wants mails; no row means at once."""

    __tablename__ = "mail_pace"

    person: Mapped[str] = mapped_column(code_column(), primary_key=True)
    pace: Mapped[Pace] = mapped_column(enum_column(Pace))
    version: Mapped[int] = mapped_column(default=1)
