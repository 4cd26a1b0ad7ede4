"""What a company says of itself: what it does, its texts, when it works."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.companies.enums import CompanyKind, StaffBand
from marketplace.core.db import Base, code_column, enum_column, text_column

WEBSITE_LENGTH = 200
HEADLINE_LENGTH = 120
STORY_LENGTH = 4000
DAY_NAME_LENGTH = 80
ZONE_LENGTH = 64
WEEK_LENGTH = 7


class Business(Base):
    """What a company does, as it states: one row a company, its fields empty until someone writes.

    `established` is the year, `website` an address that no request of ours ever opens.
    """

    __tablename__ = "company_business"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    kind: Mapped[CompanyKind | None] = mapped_column(enum_column(CompanyKind))
    does_oem: Mapped[bool] = mapped_column(default=False)
    does_odm: Mapped[bool] = mapped_column(default=False)
    established: Mapped[int | None]
    staff: Mapped[StaffBand | None] = mapped_column(enum_column(StaffBand))
    website: Mapped[str] = mapped_column(text_column(WEBSITE_LENGTH), default="")
    version: Mapped[int] = mapped_column(default=1)


class CompanyLanguage(Base):
    """A language (a tag) that somebody in the company reads."""

    __tablename__ = "company_language"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    language: Mapped[str] = mapped_column(code_column(8), primary_key=True)


class ExportMarket(Base):
    """A country (ISO 3166 code) to which the company has exported, as it states."""

    __tablename__ = "company_export_market"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    country: Mapped[str] = mapped_column(code_column(2), primary_key=True)


class CompanyText(Base):
    """The company's own words in one language."""

    __tablename__ = "company_text"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    language: Mapped[str] = mapped_column(code_column(8), primary_key=True)
    headline: Mapped[str] = mapped_column(text_column(HEADLINE_LENGTH))
    story: Mapped[str] = mapped_column(text_column(STORY_LENGTH))
    version: Mapped[int] = mapped_column(default=1)


class WorkCalendar(Base):
    """When a company works, one row a company.

    `work_week` lists the weekdays as digits (Monday is 0), None for those of its country;
    `opens_at` and `closes_at` are clock times in `time_zone`. Public holidays of its country are
    days off in any case.
    """

    __tablename__ = "company_calendar"
    __table_args__ = (
        CheckConstraint("(opens_at IS NULL) = (closes_at IS NULL)", name="opens_and_closes"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    time_zone: Mapped[str | None] = mapped_column(code_column(ZONE_LENGTH))
    work_week: Mapped[str | None] = mapped_column(code_column(WEEK_LENGTH))
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    version: Mapped[int] = mapped_column(default=1)


class DayOff(Base):
    """A day on which this company does not work, beside weekends and public holidays."""

    __tablename__ = "company_day_off"

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(text_column(DAY_NAME_LENGTH), default="")
