"""What a buyer asks a seller for: the inquiry, its lines, and what the house said about it."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.catalog.models import Listing, ListingOption, ListingVersion
from marketplace.companies.models import Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)
from marketplace.core.money import UnitPrice, unit_price_checks, unit_price_column
from marketplace.deals.enums import InquiryState, InquiryStep
from marketplace.deals.models.deal import Deal

MESSAGE_LENGTH = 4000
PLACE_LENGTH = 100
WORDS_LENGTH = 2000
#: SHA-256 in hexadecimal digits.
DIGEST_LENGTH = 64
#: Goods that one inquiry may ask for.
MOST_LINES = 40


def _one_draft(name: str, holder: str) -> Index:
    is_draft = text("state = 'draft'")
    return Index(
        name,
        holder,
        "seller_id",
        unique=True,
        sqlite_where=is_draft,
        postgresql_where=is_draft,
    )


class Inquiry(Base):
    """What a buyer asks one seller for.

    A draft has no deal: it belongs to a person (and, once they chose one, to a buyer company) or,
    anonymous, to whoever holds the cookie whose token's digest is `token_digest`; `expires_at` is
    when an anonymous one is deleted. Sent, it belongs to one deal. `waits_check` and `waits_look`
    are the reasons of a waiting one (WaitReason); `signals` what made it one to be looked at, each
    `{"code": …, …}`.
    `due_at` is until when the house must look, NULL while the buyer has the turn or the only reason
    is the buyer's check. `text_digest` is of the folded message, for the same words sent to many.
    `wanted_on` is a plain date in the buyer's zone; `certificates` are codes of Certificate.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint("(state = 'draft') = (deal_id IS NULL)", name="sent_has_deal"),
        CheckConstraint("state = 'draft' OR buyer_id IS NOT NULL", name="sent_has_buyer"),
        CheckConstraint("state = 'draft' OR person_id IS NOT NULL", name="sent_has_person"),
        CheckConstraint("state = 'draft' OR sent_at IS NOT NULL", name="sent_has_time"),
        CheckConstraint(
            "state NOT IN ('waiting', 'asked') OR waits_check OR waits_look",
            name="waits_for_reason",
        ),
        CheckConstraint(
            "state <> 'passed_on' OR passed_on_at IS NOT NULL", name="passed_on_has_time"
        ),
        CheckConstraint(
            "state <> 'not_valid' OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL)",
            name="not_valid_has_decider",
        ),
        CheckConstraint("person_id IS NOT NULL OR token_digest IS NOT NULL", name="has_holder"),
        CheckConstraint("(taken_by_id IS NULL) = (taken_at IS NULL)", name="taken_has_time"),
        UniqueConstraint("deal_id"),
        Index(None, "token_digest"),
        Index(None, "person_id", "state"),
        Index(None, "buyer_id", "sent_at"),
        Index(None, "text_digest", "sent_at"),
        _one_draft("uq_inquiry_draft_of_person", "person_id"),
        _one_draft("uq_inquiry_draft_of_browser", "token_digest"),
        Index(
            "ix_inquiry_to_look_at",
            "due_at",
            "code",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_inquiry_expires",
            "expires_at",
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )
    lock_rank: ClassVar[int | None] = 51

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"))
    state: Mapped[InquiryState] = mapped_column(enum_column(InquiryState))
    seller_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    token_digest: Mapped[str | None] = mapped_column(key_column(DIGEST_LENGTH))
    waits_check: Mapped[bool] = mapped_column(default=False)
    waits_look: Mapped[bool] = mapped_column(default=False)
    signals: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    message: Mapped[str] = mapped_column(text_column(MESSAGE_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8), default="en")
    text_digest: Mapped[str | None] = mapped_column(key_column(DIGEST_LENGTH))
    country: Mapped[str] = mapped_column(code_column(2), default="")
    place: Mapped[str] = mapped_column(text_column(PLACE_LENGTH), default="")
    wanted_on: Mapped[date | None]
    wants_sample: Mapped[bool] = mapped_column(default=False)
    private_label: Mapped[bool] = mapped_column(default=False)
    exclusivity: Mapped[bool] = mapped_column(default=False)
    certificates: Mapped[list[str]] = mapped_column(JSON, default=list)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    passed_on_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    deal: Mapped[Deal | None] = relationship()
    seller: Mapped[Company] = relationship(foreign_keys=[seller_id], lazy="joined", innerjoin=True)
    buyer: Mapped[Company | None] = relationship(foreign_keys=[buyer_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    lines: Mapped[list["InquiryLine"]] = relationship(
        order_by="InquiryLine.rank", cascade="all, delete-orphan", back_populates="inquiry"
    )


class InquiryLine(Base):
    """Goods that an inquiry asks for: so many of a listing's unit, at a target price or none.

    `version_id` is the listing's version that the buyer saw when it was sent; `unit` the unit that
    the quantity counted then.
    """

    __tablename__ = "inquiry_line"
    __table_args__ = (
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_above_zero"),
        *unit_price_checks("target"),
        Index(None, "inquiry_id", "rank"),
        Index(None, "listing_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id"))
    rank: Mapped[int]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    option_id: Mapped[int | None] = mapped_column(ForeignKey("listing_option.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("listing_version.id"))
    quantity: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(code_column(16), default="H87")
    target: Mapped[UnitPrice | None] = unit_price_column("target", nullable=True)

    inquiry: Mapped[Inquiry] = relationship(back_populates="lines")
    listing: Mapped[Listing] = relationship()
    option: Mapped[ListingOption | None] = relationship()
    version: Mapped[ListingVersion | None] = relationship()


class InquiryNote(Base):
    """What was said between the house and the buyer about an inquiry. Append-only.

    `reasons` are codes of NotValidReason; `words` are in `language`.
    """

    __tablename__ = "inquiry_note"
    __table_args__ = (Index(None, "inquiry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id"))
    step: Mapped[InquiryStep] = mapped_column(enum_column(InquiryStep))
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str] = mapped_column(text_column(WORDS_LENGTH), default="")
    language: Mapped[str] = mapped_column(code_column(8))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
