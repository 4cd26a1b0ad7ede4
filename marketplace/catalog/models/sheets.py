"""Sheets of goods that were uploaded: what became of them, remarks on their cells, their goods."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.catalog.enums import AfterCheck, SheetState
from marketplace.catalog.models.listing import Listing
from marketplace.companies.models import Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)

FILE_NAME_LENGTH = 200
COLUMN_LENGTH = 32
REMARK_LENGTH = 48
KEY_LENGTH = 72


class Sheet(Base):
    """A sheet that a seller uploaded: read and checked first, then, if wanted, taken in.

    `upload`, `pictures` and `table` are keys in the storage ("" for none). `language` is the one of
    whoever uploaded it, in which numbers are read. `rows` are those with something in them,
    `faulty` those that stay out, `look` those that go in and have a remark; `new`, `changed` and
    `same` count listings: what the check foresaw until the sheet goes in, then what became of it.
    `job` is the public id of the work under way or done last, `problem` says why the file was
    refused or the work ended.
    """

    __tablename__ = "sheet"
    __table_args__ = (
        CheckConstraint("state <> 'done' OR ended_at IS NOT NULL", name="done_has_time"),
        Index(None, "company_id", "made_at", "code"),
    )
    lock_rank: ClassVar[int | None] = 35

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[SheetState] = mapped_column(enum_column(SheetState))
    then: Mapped[AfterCheck] = mapped_column(enum_column(AfterCheck))
    file_name: Mapped[str] = mapped_column(text_column(FILE_NAME_LENGTH))
    language: Mapped[str] = mapped_column(code_column(8))
    upload: Mapped[str] = mapped_column(code_column(KEY_LENGTH))
    pictures: Mapped[str] = mapped_column(code_column(KEY_LENGTH), default="")
    table: Mapped[str] = mapped_column(code_column(KEY_LENGTH), default="")
    job: Mapped[str] = mapped_column(code_column(), default="")
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    rows: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    look: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    submitted: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Instant)
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    company: Mapped[Company] = relationship()
    made_by: Mapped[Person | None] = relationship()


class SheetRemark(Base):
    """A remark on a cell of a sheet: a code and its facts; the sentence is made when it is read.

    `row` is as the file shows it, 0 for the whole sheet; `column_key` is the key of the column, ""
    for the whole row. Where `is_fault`, the row stays out.
    """

    __tablename__ = "sheet_remark"
    __table_args__ = (Index(None, "sheet_id", "row", "id"), Index(None, "sheet_id", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    row: Mapped[int]
    column_key: Mapped[str] = mapped_column(code_column(COLUMN_LENGTH), default="")
    code: Mapped[str] = mapped_column(code_column(REMARK_LENGTH))
    is_fault: Mapped[bool]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class SheetGoods(Base):
    """A listing that a sheet made, changed or found as it was (`outcome`), and its first row.

    `submitted` is the public id of the version that was handed in with the sheet, "" for none, and
    `remarks` is what the house noticed about it then.
    """

    __tablename__ = "sheet_goods"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    row: Mapped[int]
    outcome: Mapped[str] = mapped_column(code_column())
    submitted: Mapped[str] = mapped_column(code_column(), default="")
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    listing: Mapped[Listing] = relationship()


class SheetPicture(Base):
    """A picture of a sheet's zip that was taken in: its key and size.

    One that cannot be has no key, and `problem` is a `PictureFault`; `width` and `height` are known
    where it is too small.
    """

    __tablename__ = "sheet_picture"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    name_key: Mapped[str] = mapped_column(key_column(FILE_NAME_LENGTH), primary_key=True)
    picture: Mapped[str] = mapped_column(code_column(64), default="")
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(code_column(), default="")
