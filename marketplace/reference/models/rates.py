"""Exchange rates, each with its day."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, code_column, enum_column, text_column
from marketplace.core.money.currencies import CODE_LENGTH
from marketplace.reference.enums import RateSource

#: A rate is stored in integer billionths.
RATE_SCALE = 10**9
ORIGIN_LENGTH = 200


class ExchangeRate(Base):
    """One `base` costs `rate` / RATE_SCALE of `quote`, from `day` on until a newer row.

    A peg holds until its authority changes it; every other rate grows old.
    """

    __tablename__ = "exchange_rate"
    __table_args__ = (
        UniqueConstraint("base", "quote", "day"),
        CheckConstraint("rate > 0", name="rate_above_zero"),
        CheckConstraint("base <> quote", name="two_currencies"),
        Index(None, "day"),
        Index(None, "source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    base: Mapped[str] = mapped_column(code_column(CODE_LENGTH))
    quote: Mapped[str] = mapped_column(code_column(CODE_LENGTH))
    rate: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[RateSource] = mapped_column(enum_column(RateSource))
    origin: Mapped[str] = mapped_column(text_column(ORIGIN_LENGTH))
    read_at: Mapped[dt.datetime] = mapped_column(Instant)
