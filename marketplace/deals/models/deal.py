"""Everything between one buyer and one seller about some goods: the deal and its timeline."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.enums import Side
from marketplace.companies.models import Company
from marketplace.core.db import Base, Instant, PublicId, enum_column, text_column
from marketplace.deals.enums import CloseReason, DealState, EntryKind

NOTE_LENGTH = 1000


class Deal(Base):
    """One buyer, one seller, some goods.

    `shown_at` is the instant from which the deal exists for the seller; before it, NULL, nothing of
    it may reach them. `turn` is the side that must act and `turn_until` the instant by which, both
    NULL where nobody has to. `first_answer_at` is the seller's (or, where the seller opened it, the
    buyer's) first message: from it on both sides see mail and telephone. `last_at` and `last_side`
    tell of the newest thing on the timeline that both sides see. The assignees are whom each
    company put in charge. `version` is carried by forms.
    """

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("buyer_id <> seller_id", name="two_companies"),
        CheckConstraint(
            "state <> 'closed' OR (closed_at IS NOT NULL AND close_reason IS NOT NULL)",
            name="closed_has_reason",
        ),
        CheckConstraint(
            "state NOT IN ('open', 'frozen') OR shown_at IS NOT NULL", name="open_is_shown"
        ),
        CheckConstraint("state <> 'waiting' OR shown_at IS NULL", name="waiting_is_hidden"),
        CheckConstraint("(turn IS NULL) = (turn_until IS NULL)", name="turn_has_time"),
        CheckConstraint("state = 'open' OR turn IS NULL", name="turn_while_open"),
        Index(None, "seller_id", "last_at", "code"),
        Index(None, "buyer_id", "last_at", "code"),
        Index(None, "seller_id", "turn", "turn_until"),
        Index(None, "buyer_id", "turn", "turn_until"),
    )
    lock_rank: ClassVar[int | None] = 50

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    buyer_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    state: Mapped[DealState] = mapped_column(enum_column(DealState))
    opened_side: Mapped[Side] = mapped_column(enum_column(Side, "opened_side"))
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    shown_at: Mapped[datetime | None] = mapped_column(Instant)
    first_answer_at: Mapped[datetime | None] = mapped_column(Instant)
    turn: Mapped[Side | None] = mapped_column(enum_column(Side, "turn"))
    turn_until: Mapped[datetime | None] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    last_side: Mapped[Side | None] = mapped_column(enum_column(Side, "last_side"))
    seller_assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    buyer_assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_side: Mapped[Side | None] = mapped_column(enum_column(Side, "closed_side"))
    close_reason: Mapped[CloseReason | None] = mapped_column(enum_column(CloseReason))
    close_note: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    version: Mapped[int] = mapped_column(default=1)

    buyer: Mapped[Company] = relationship(foreign_keys=[buyer_id], lazy="joined", innerjoin=True)
    seller: Mapped[Company] = relationship(foreign_keys=[seller_id], lazy="joined", innerjoin=True)
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])
    seller_assignee: Mapped[Person | None] = relationship(foreign_keys=[seller_assignee_id])
    buyer_assignee: Mapped[Person | None] = relationship(foreign_keys=[buyer_assignee_id])

    def company_of(self, side: Side) -> Company:
        """Return the company on that side."""
        return self.seller if side is Side.SELLER else self.buyer


class DealEntry(Base):
    """Something on a deal's timeline. Append-only.

    `ref` is the public id of the row that the entry speaks of ("" where there is none), `facts`
    codes and ids, never texts of people. `side` is who did it, NULL for the house. `for_side` is
    set where only that side sees it.
    """

    __tablename__ = "deal_entry"
    __table_args__ = (Index(None, "deal_id", "at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    kind: Mapped[EntryKind] = mapped_column(enum_column(EntryKind))
    ref: Mapped[str] = mapped_column(text_column(32), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    side: Mapped[Side | None] = mapped_column(enum_column(Side))
    for_side: Mapped[Side | None] = mapped_column(enum_column(Side, "for_side"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person | None] = relationship()


class DealSeen(Base):
    """Until when a person has read a deal; written after the response, may be lost."""

    __tablename__ = "deal_seen"

    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
