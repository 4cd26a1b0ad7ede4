"""Ports and airports, by UN/LOCODE."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, code_column, key_column, text_column

LOCODE_LENGTH = 5
NAME_LENGTH = 120


class Port(Base):
    """A place where ships or aircraft call; `main` ones are offered first."""

    __tablename__ = "port"
    __table_args__ = (
        CheckConstraint(f"length(code) = {LOCODE_LENGTH}", name="code_is_locode"),
        CheckConstraint("sea OR air", name="has_a_kind"),
        Index(None, "country", "name_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_column(LOCODE_LENGTH), unique=True)
    country: Mapped[str] = mapped_column(code_column(2))
    name: Mapped[str] = mapped_column(text_column(NAME_LENGTH))
    name_key: Mapped[str] = mapped_column(key_column(NAME_LENGTH))
    iata: Mapped[str] = mapped_column(code_column(3), default="")
    sea: Mapped[bool]
    air: Mapped[bool]
    main: Mapped[bool] = mapped_column(default=False)
