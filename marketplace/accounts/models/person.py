"""A person and what they agreed to."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.enums import ConsentKind, PersonState
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)

if TYPE_CHECKING:
    from marketplace.accounts.models.office import Operator

NAME_LENGTH = 80
MAIL_LENGTH = 254
TIME_ZONE_LENGTH = 64
#: Longer than the address: NFKC and case folding may turn one character into several.
MAIL_KEY_LENGTH = 4 * MAIL_LENGTH


class Person(Base):
    """Someone who signs in. An address belongs to one active person; unconfirmed ones only say so.

    `link_version` is carried by mail links: raising it revokes those sent. `version` is carried by
    forms. `last_code_step` is the 30-second step of the newest code accepted from the app.
    `currency` (ISO 4217) and `time_zone` (IANA) are NULL until the person chooses them: their
    browser says them meanwhile. `browser_zone` is what it said at the newest sign-in, for mails.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("state <> 'active' OR confirmed_at IS NOT NULL", name="active_confirmed"),
        CheckConstraint("state = 'lapsed' OR mail IS NOT NULL", name="reachable"),
        CheckConstraint("app_secret IS NULL OR app_set_up_at IS NOT NULL", name="app_has_time"),
        Index(
            "uq_person_active_mail",
            "mail_key",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
        Index("ix_person_mail_key", "mail_key"),
    )
    lock_rank: ClassVar[int | None] = 10

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    state: Mapped[PersonState] = mapped_column(enum_column(PersonState))
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    mail: Mapped[str | None] = mapped_column(text_column(MAIL_LENGTH))
    mail_key: Mapped[str | None] = mapped_column(key_column(MAIL_KEY_LENGTH))
    language: Mapped[str] = mapped_column(code_column(8))
    currency: Mapped[str | None] = mapped_column(code_column(3))
    time_zone: Mapped[str | None] = mapped_column(code_column(TIME_ZONE_LENGTH))
    browser_zone: Mapped[str | None] = mapped_column(code_column(TIME_ZONE_LENGTH))
    password_hash: Mapped[str | None] = mapped_column(text_column(255))
    app_secret: Mapped[str | None] = mapped_column(text_column(255))
    app_set_up_at: Mapped[datetime | None] = mapped_column(Instant)
    last_code_step: Mapped[int] = mapped_column(default=0)
    registered_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    link_version: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)

    operator: Mapped["Operator | None"] = relationship(back_populates="person", lazy="joined")

    @property
    def is_operator(self) -> bool:
        """Whether the person is one of the organisation's staff."""
        return self.operator is not None

    @property
    def has_app(self) -> bool:
        """Whether sign-in asks for the authenticator app's code."""
        return self.app_secret is not None


class Consent(Base):
    """One thing a person agreed to (or refused: `given` is false), append-only."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[ConsentKind] = mapped_column(enum_column(ConsentKind))
    given: Mapped[bool]
    text_version: Mapped[str] = mapped_column(code_column())
    language: Mapped[str] = mapped_column(code_column(8))
    at: Mapped[datetime] = mapped_column(Instant)
