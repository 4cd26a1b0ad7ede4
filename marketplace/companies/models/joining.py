"""How people come to a company, and how one of them hands it over."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.accounts.models.person import MAIL_KEY_LENGTH, MAIL_LENGTH
from marketplace.companies.enums import InvitationState, MemberRole, OfferState
from marketplace.companies.models.company import POSITION_LENGTH, Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)

_OPEN = text("state = 'open'")


class Invitation(Base):
    """The word of an owner that whoever reads an address may join, in a role, within seven days.

    `language` is the tag that the mail is written in. Raising `link_version` revokes its link.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(
            "state <> 'accepted' OR accepted_by_id IS NOT NULL", name="accepted_by_somebody"
        ),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_time"),
        Index(
            "uq_invitation_open",
            "company_id",
            "mail_key",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "company_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    state: Mapped[InvitationState] = mapped_column(enum_column(InvitationState))
    mail: Mapped[str] = mapped_column(text_column(MAIL_LENGTH))
    mail_key: Mapped[str] = mapped_column(key_column(MAIL_KEY_LENGTH))
    role: Mapped[MemberRole] = mapped_column(enum_column(MemberRole))
    position: Mapped[str] = mapped_column(text_column(POSITION_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    link_version: Mapped[int] = mapped_column(default=1)

    company: Mapped[Company] = relationship()
    invited_by: Mapped[Person] = relationship(foreign_keys=[invited_by_id])


class OwnershipOffer(Base):
    """An owner's offer to hand the company over to a colleague, who accepts it within seven days.

    `role_after` is what the giver is afterwards.
    """

    __tablename__ = "ownership_offer"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_time"),
        CheckConstraint("giver_id <> taker_id", name="two_people"),
        Index(
            "uq_ownership_offer_open",
            "company_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    state: Mapped[OfferState] = mapped_column(enum_column(OfferState))
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role_after: Mapped[MemberRole] = mapped_column(enum_column(MemberRole))
    offered_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    company: Mapped[Company] = relationship()
    giver: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[giver_id])
    taker: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[taker_id])
