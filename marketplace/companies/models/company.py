"""Companies and the people who act for them."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.enums import CompanyState, MemberRole, Side
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)
from marketplace.core.text import is_latin

NAME_LENGTH = 160
#: Longer than the name: NFKC and case folding may turn one character into several.
NAME_KEY_LENGTH = 4 * NAME_LENGTH
NUMBER_LENGTH = 40
POSITION_LENGTH = 80
PICTURE_LENGTH = 64


class Company(Base):
    """A firm that sells or buys here.

    `name` is its legal name in its own script, `name_latin` the registered one in Latin letters, ""
    where the first one is Latin already. `number` is the business number as its owner typed it, a
    statement and no proof: the same one may stand with several companies until an operator has seen
    the registration document. `logo` is the key of a picture. `sellers_may_write`: whether sellers
    may write to this buyer first.
    """

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", name="closed_has_time"),
        CheckConstraint("(number IS NULL) = (number_key IS NULL)", name="number_has_key"),
        Index(None, "number_key"),
        Index(None, "founded_at", "code"),
    )
    lock_rank: ClassVar[int | None] = 20

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    side: Mapped[Side] = mapped_column(enum_column(Side))
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    name_key: Mapped[str] = mapped_column(key_column(NAME_KEY_LENGTH))
    name_latin: Mapped[str] = mapped_column(text_column(NAME_LENGTH), default="")
    trade_name: Mapped[str] = mapped_column(text_column(NAME_LENGTH), default="")
    country: Mapped[str] = mapped_column(code_column(2))
    number: Mapped[str | None] = mapped_column(text_column(NUMBER_LENGTH))
    number_key: Mapped[str | None] = mapped_column(key_column(NUMBER_LENGTH))
    logo: Mapped[str | None] = mapped_column(code_column(PICTURE_LENGTH), index=True)
    sellers_may_write: Mapped[bool] = mapped_column(default=False)
    state: Mapped[CompanyState] = mapped_column(enum_column(CompanyState))
    founded_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    members: Mapped[list["Member"]] = relationship(back_populates="company", lazy="raise")

    @property
    def latin_name(self) -> str:
        """The legal name in Latin letters; "" when nobody has written it yet."""
        return self.name_latin or (self.name if is_latin(self.name) else "")


class Member(Base):
    """A person who may act for a company, in one role; `position` is their job in own words."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("company_id", "person_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[MemberRole] = mapped_column(enum_column(MemberRole))
    position: Mapped[str] = mapped_column(text_column(POSITION_LENGTH), default="")
    joined_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    company: Mapped[Company] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()
