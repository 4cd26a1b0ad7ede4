"""Letters: what this house tells people by mail, written with the act that tells it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, PublicId, code_column, enum_column, text_column
from marketplace.notices.enums import LetterState

MAIL_LENGTH = 254
NAME_LENGTH = 80
MESSAGE_LENGTH = 64


class Letter(Base):
    """One mail to one reader: which message (a folder of templates/mail), and what it says.

    `code` is its Message-ID too, so that a letter sent twice is seen to be one. `person` is the
    public id of the reader where the house knows them; `language` is a tag. `parameters` are as
    `notices.parameters` stores them: no token stands there, links are written when it is sent.
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
    queued_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
