"""What the house itself is: its home country, and its settings as rows that are only added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, PublicId, code_column

KEY_LENGTH = 32


class HomeCountry(Base):
    """The country in which this house was begun: one row, written at the first start."""

    __tablename__ = "home_country"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    country: Mapped[str] = mapped_column(code_column(2))
    since: Mapped[datetime] = mapped_column(Instant)


class SettingChange(Base):
    """One change of one setting, append-only: the newest row of a key is its value.

    `value` and `previous` are NULL where the house's own default stands. `version` counts the
    changes of the key from 1; `restores` is the version whose value was put back, 0 for the
    default. `person` is the public id of who did it, NULL for a command.
    """

    __tablename__ = "setting_change"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version > 0", name="version_above_zero"),
        CheckConstraint("restores IS NULL OR restores < version", name="restores_older"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    key: Mapped[str] = mapped_column(code_column(KEY_LENGTH))
    version: Mapped[int]
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    previous: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    restores: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[str | None] = mapped_column(code_column())
