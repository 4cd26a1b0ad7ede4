"""The organisation's offices, and the operators who belong to them."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.enums import OfficeState, OperatorRole
from marketplace.accounts.models.person import MAIL_LENGTH, TIME_ZONE_LENGTH, Person
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)

OFFICE_NAME_LENGTH = 80
#: Longer than the name: NFKC and case folding may turn one character into several.
OFFICE_NAME_KEY_LENGTH = 4 * OFFICE_NAME_LENGTH
PHONE_LENGTH = 40


class Office(Base):
    """A place of the operating organisation that looks after some countries.

    `name` is in Latin letters; `name_local`, "" when there is none, is what readers of the home
    country's language are shown. Headquarters look after every country that no office has, and
    cannot be closed. `version` is carried by forms.
    """

    __tablename__ = "office"
    __table_args__ = (
        CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", name="closed_has_time"),
        CheckConstraint("state <> 'closed' OR NOT is_headquarters", name="headquarters_open"),
        Index(
            "uq_office_headquarters",
            "is_headquarters",
            unique=True,
            sqlite_where=text("is_headquarters"),
            postgresql_where=text("is_headquarters"),
        ),
    )
    lock_rank: ClassVar[int | None] = 15

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    name: Mapped[str] = mapped_column(text_column(OFFICE_NAME_LENGTH))
    name_key: Mapped[str] = mapped_column(key_column(OFFICE_NAME_KEY_LENGTH), unique=True)
    name_local: Mapped[str] = mapped_column(text_column(OFFICE_NAME_LENGTH))
    is_headquarters: Mapped[bool]
    time_zone: Mapped[str] = mapped_column(code_column(TIME_ZONE_LENGTH))
    mail: Mapped[str] = mapped_column(text_column(MAIL_LENGTH))
    phone: Mapped[str] = mapped_column(text_column(PHONE_LENGTH))
    state: Mapped[OfficeState] = mapped_column(enum_column(OfficeState))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)


class OfficeCountry(Base):
    """A country (ISO 3166 code) that an office looks after; no other office has it too."""

    __tablename__ = "office_country"

    country: Mapped[str] = mapped_column(code_column(2), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)


class Operator(Base):
    """A person of the organisation's staff, who belongs to one office. `version` is for forms."""

    __tablename__ = "operator"
    __table_args__ = (Index(None, "office_id", "appointed_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    appointed_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship(back_populates="operator")
    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
    grants: Mapped[list["OperatorGrant"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", back_populates="operator"
    )

    @property
    def code(self) -> str:
        """The person's public id."""
        return self.person.code

    @property
    def roles(self) -> frozenset[OperatorRole]:
        """What the operator may do within the countries of the office."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_administrator(self) -> bool:
        """Whether the operator looks after operators, of this office or of all."""
        return OperatorRole.ADMINISTRATOR in self.roles

    @property
    def administers_house(self) -> bool:
        """Whether the operator is an administrator of headquarters, who changes settings."""
        return self.is_administrator and self.office.is_headquarters


class OperatorGrant(Base):
    """One role of one operator; it holds where their office does."""

    __tablename__ = "operator_grant"

    person_id: Mapped[int] = mapped_column(ForeignKey("operator.person_id"), primary_key=True)
    role: Mapped[OperatorRole] = mapped_column(enum_column(OperatorRole), primary_key=True)

    operator: Mapped[Operator] = relationship(back_populates="grants", lazy="raise")
