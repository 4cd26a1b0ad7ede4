"""The goods that a deal is about where its seller opened it."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base

#: Goods that a seller names at most when they write first.
MOST_GOODS = 10


class DealGoods(Base):
    """Goods that a seller wrote first about, in their order; `version_id` is what was shown then.

    A deal that a buyer opened has the lines of its inquiry instead.
    """

    __tablename__ = "deal_goods"
    __table_args__ = (Index(None, "deal_id", "rank"), Index(None, "listing_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    rank: Mapped[int]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("listing_version.id"))
