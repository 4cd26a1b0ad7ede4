"""Sessions, known devices, recovery codes, and the authenticator app being set up."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.enums import SessionState
from marketplace.accounts.models.person import Person
from marketplace.core.db import Base, Instant, PublicId, code_column, enum_column, text_column

DIGEST_LENGTH = 64
LABEL_LENGTH = 120


class SignInSession(Base):
    """One browser's sign-in. The cookie holds a random token, the row its SHA-256 in hex."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        CheckConstraint("state <> 'open' OR opened_at IS NOT NULL", name="open_has_time"),
        CheckConstraint("state <> 'ended' OR ended_at IS NOT NULL", name="ended_has_time"),
        Index(None, "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token_digest: Mapped[str] = mapped_column(code_column(DIGEST_LENGTH), unique=True)
    state: Mapped[SessionState] = mapped_column(enum_column(SessionState))
    device_label: Mapped[str] = mapped_column(text_column(LABEL_LENGTH))
    started_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class KnownDevice(Base):
    """A browser that this person has signed in with; its cookie's SHA-256 in hex."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("person_id", "device_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device_digest: Mapped[str] = mapped_column(code_column(DIGEST_LENGTH))
    first_seen_at: Mapped[datetime] = mapped_column(Instant)


class RecoveryCode(Base):
    """A code for the day the phone is gone: its SHA-256, used once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(code_column(DIGEST_LENGTH))
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class AppSetup(Base):
    """An authenticator app being set up: the secret shown, until its first code proves it."""

    __tablename__ = "app_setup"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(text_column(255))
    started_at: Mapped[datetime] = mapped_column(Instant)
