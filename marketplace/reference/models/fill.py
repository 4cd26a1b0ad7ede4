"""What of the reference data was filled in from packages and our own lists."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, code_column


class ReferenceFill(Base):
    """A part (rates, HS codes, ports) that is filled, and the edition it was filled from."""

    __tablename__ = "reference_fill"

    part: Mapped[str] = mapped_column(code_column(32), primary_key=True)
    edition: Mapped[str] = mapped_column(code_column(64))
    filled_at: Mapped[datetime] = mapped_column(Instant)
