"""What is said and kept in a deal's room: messages, files, notes for colleagues, reports."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    text_column,
)
from marketplace.deals.enums import FileKind, ReportReason, ReportState
from marketplace.deals.models.deal import Deal
from marketplace.deals.models.inquiry import Inquiry

WORDS_LENGTH = 4000
NOTE_LENGTH = 2000
TITLE_LENGTH = 80
NUMBER_LENGTH = 60
FILE_NAME_LENGTH = 200


class DealMessage(Base):
    """A message of one side, in its writer's language. Append-only.

    `phrases` are questions and answers of the trade that each side reads in its own language:
    `{"code": …, "blanks": {…}}` in the order given. `signals` are codes with facts, as in an
    inquiry: both sides read a warning beside the message.
    """

    __tablename__ = "deal_message"
    __table_args__ = (Index(None, "deal_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Instant)
    language: Mapped[str] = mapped_column(code_column(8))
    words: Mapped[str] = mapped_column(text_column(WORDS_LENGTH), default="")
    phrases: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    signals: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    by: Mapped[Person] = relationship()


class DealFile(Base):
    """A file of a deal, of a kind, with the number and date that the paper carries.

    It came with a message (`deal_id`, `message_id`) or with an inquiry (`inquiry_id` alone: nothing
    of it exists for the seller before that is passed on). Another one is another row; only a
    draft's file is ever deleted. `file` is the SHA-256 of the stored bytes, `size` in bytes.
    """

    __tablename__ = "deal_file"
    __table_args__ = (
        CheckConstraint("size > 0", name="not_empty"),
        CheckConstraint("(deal_id IS NULL) <> (inquiry_id IS NULL)", name="of_deal_or_inquiry"),
        Index(None, "deal_id"),
        Index(None, "inquiry_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"))
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("inquiry.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("deal_message.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    kind: Mapped[FileKind] = mapped_column(enum_column(FileKind))
    number: Mapped[str] = mapped_column(text_column(NUMBER_LENGTH), default="")
    dated: Mapped[date | None]
    file: Mapped[str] = mapped_column(code_column(64))
    media_type: Mapped[str] = mapped_column(code_column(64))
    name: Mapped[str] = mapped_column(text_column(FILE_NAME_LENGTH))
    size: Mapped[int]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)

    deal: Mapped[Deal | None] = relationship()
    inquiry: Mapped[Inquiry | None] = relationship()
    uploaded_by: Mapped[Person] = relationship()


class ColleagueNote(Base):
    """A note about a deal that only colleagues of one company read. Append-only."""

    __tablename__ = "colleague_note"
    __table_args__ = (Index(None, "deal_id", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    language: Mapped[str] = mapped_column(code_column(8))
    words: Mapped[str] = mapped_column(text_column(NOTE_LENGTH))

    by: Mapped[Person] = relationship()


class SavedReply(Base):
    """Words that a company keeps, to send again and again. `version` is carried by forms."""

    __tablename__ = "saved_reply"
    __table_args__ = (Index(None, "company_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    title: Mapped[str] = mapped_column(text_column(TITLE_LENGTH))
    words: Mapped[str] = mapped_column(text_column(WORDS_LENGTH))
    language: Mapped[str] = mapped_column(code_column(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)


class DealReport(Base):
    """What one side told the house about the other in a deal; an operator looks into it."""

    __tablename__ = "deal_report"
    __table_args__ = (
        CheckConstraint(
            "state <> 'closed' OR (closed_by_id IS NOT NULL AND closed_at IS NOT NULL)",
            name="closed_has_closer",
        ),
        Index(None, "state", "at", "code"),
        Index(None, "deal_id"),
    )
    lock_rank: ClassVar[int | None] = 52

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    state: Mapped[ReportState] = mapped_column(enum_column(ReportState))
    reason: Mapped[ReportReason] = mapped_column(enum_column(ReportReason))
    words: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    deal: Mapped[Deal] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
