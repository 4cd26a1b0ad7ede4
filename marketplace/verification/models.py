"""The tables of company checks: the check, the documents it looks at, what was said in it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Office, Person
from marketplace.companies.enums import Side
from marketplace.companies.models import NAME_LENGTH, NUMBER_LENGTH, Company, CompanyDocument
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)
from marketplace.verification.enums import CheckState, CheckStep

ADDRESS_LENGTH = 400
WEBSITE_LENGTH = 200
PURPOSE_LENGTH = 1000
SEEN_LENGTH = 2000
NOTE_LENGTH = 2000
#: Longer than the number: NFKC and case folding may turn one character into several.
NUMBER_KEY_LENGTH = 4 * NUMBER_LENGTH


def _only_when(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class CompanyCheck(Base):
    """One look of the operators at whether a company is what it says it is.

    `name`, `name_latin`, `country` and `number` are what the company wrote when it opened the
    check, and from the approval on what the document shows; `number_key` is the number as it is
    compared. `address`, `website` and `purpose` are asked of buyers. `seen` is what the operator
    saw, for colleagues. `due_at` is until when whoever has the turn must act, NULL once it is
    decided; `until` is the instant up to which an approval holds; `office` is the one whose
    operator decided. `version` is carried by forms.
    """

    __tablename__ = "company_check"
    __table_args__ = (
        Index(
            "uq_company_check_undecided",
            "company_id",
            "side",
            unique=True,
            **_only_when("state IN ('open', 'asked')"),
        ),
        Index(
            "uq_company_check_standing",
            "company_id",
            "side",
            unique=True,
            **_only_when("state IN ('approved', 'suspended')"),
        ),
        Index(
            "uq_company_check_number",
            "country",
            "number_key",
            "side",
            unique=True,
            **_only_when("state = 'approved'"),
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'refused', 'suspended')"
            " OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name="decided_has_decider",
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'suspended') OR until IS NOT NULL", name="approved_has_end"
        ),
        CheckConstraint("state <> 'ended' OR ended_at IS NOT NULL", name="ended_has_time"),
        CheckConstraint(
            "state NOT IN ('open', 'asked') OR due_at IS NOT NULL", name="undecided_has_due"
        ),
        CheckConstraint("(taken_by_id IS NULL) = (taken_at IS NULL)", name="taken_has_time"),
        Index("ix_company_check_due", "due_at", "code", **_only_when("state = 'open'")),
        Index(None, "company_id", "opened_at"),
        Index(None, "number_key"),
    )
    lock_rank: ClassVar[int | None] = 30

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    state: Mapped[CheckState] = mapped_column(enum_column(CheckState))
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    name_latin: Mapped[str] = mapped_column(text_column(NAME_LENGTH), default="")
    country: Mapped[str] = mapped_column(code_column(2))
    number: Mapped[str] = mapped_column(text_column(NUMBER_LENGTH))
    number_key: Mapped[str] = mapped_column(key_column(NUMBER_KEY_LENGTH))
    address: Mapped[str] = mapped_column(text_column(ADDRESS_LENGTH), default="")
    website: Mapped[str] = mapped_column(text_column(WEBSITE_LENGTH), default="")
    purpose: Mapped[str] = mapped_column(text_column(PURPOSE_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8))
    seen: Mapped[str] = mapped_column(text_column(SEEN_LENGTH), default="")
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    until: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    office: Mapped[Office | None] = relationship()


class CheckDocument(Base):
    """A document of the company that a check looks at."""

    __tablename__ = "company_check_document"

    check_id: Mapped[int] = mapped_column(ForeignKey("company_check.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("company_document.id"), primary_key=True)

    document: Mapped[CompanyDocument] = relationship(lazy="joined", innerjoin=True)


class CheckNote(Base):
    """What was said with a step of a check: reasons (codes) and words in a language. Append-only.

    The newest note of an operator is the one that the company reads; all of them are the history.
    """

    __tablename__ = "company_check_note"
    __table_args__ = (Index(None, "check_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("company_check.id"))
    step: Mapped[CheckStep] = mapped_column(enum_column(CheckStep))
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
