"""What a company showed us: documents that never change once they are there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.companies.enums import DocumentKind
from marketplace.companies.models.company import Company
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    text_column,
)

HASH_LENGTH = 64
MEDIA_TYPE_LENGTH = 64
FILE_NAME_LENGTH = 200


class CompanyDocument(Base):
    """A document of a company, as it was uploaded. Append-only: another one is another row.

    `file` is the SHA-256 of the stored bytes, under which `core.storage` keeps them; `size` is in
    bytes; `name` is what the file was called where it came from.
    """

    __tablename__ = "company_document"
    __table_args__ = (CheckConstraint("size > 0", name="not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(enum_column(DocumentKind))
    file: Mapped[str] = mapped_column(code_column(HASH_LENGTH))
    media_type: Mapped[str] = mapped_column(code_column(MEDIA_TYPE_LENGTH))
    name: Mapped[str] = mapped_column(text_column(FILE_NAME_LENGTH))
    size: Mapped[int]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)

    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)
    uploaded_by: Mapped[Person] = relationship()
