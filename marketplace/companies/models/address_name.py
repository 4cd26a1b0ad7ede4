"""Under which name a seller's page is found: `/s/<name>`."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Base, Instant, code_column

ADDRESS_NAME_LENGTH = 80


class CompanyAddressName(Base):
    """A name in addresses that belongs to a company for good; an old one leads to the present one.

    `until` is when another took its place, None for the present one.
    """

    __tablename__ = "company_address_name"
    __table_args__ = (
        Index(
            "uq_company_address_name_present",
            "company_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index(None, "company_id"),
    )

    name: Mapped[str] = mapped_column(code_column(ADDRESS_NAME_LENGTH), primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    given_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
