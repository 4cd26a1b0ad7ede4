"""An operator who acts for a company that cannot act itself."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.enums import ActingState
from marketplace.companies.models.company import Company
from marketplace.core.db import Base, Instant, PublicId, enum_column, text_column

REASON_LENGTH = 500


class ActingFor(Base):
    """From when until when an operator acts for a company, and why; its owners read the reason."""

    __tablename__ = "acting_for"
    __table_args__ = (
        CheckConstraint("state <> 'ended' OR ended_at IS NOT NULL", name="ended_has_time"),
        Index(
            "uq_acting_for_open",
            "company_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(None, "company_id", "began_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[ActingState] = mapped_column(enum_column(ActingState))
    reason: Mapped[str] = mapped_column(text_column(REASON_LENGTH))
    began_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    company: Mapped[Company] = relationship()
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
