"""Where a company is, and whom to ask there."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.companies.enums import AddressKind, ContactChannel
from marketplace.core.db import Base, PublicId, code_column, enum_column, text_column

STREET_LENGTH = 200
CITY_LENGTH = 100
POSTAL_LENGTH = 20
CONTACT_NAME_LENGTH = 80
CONTACT_MAIL_LENGTH = 254
#: E.164: a plus and at most fifteen digits.
PHONE_LENGTH = 16


class CompanyAddress(Base):
    """An address in the company's own script and, where that is another, in Latin letters.

    The Latin parts are "" where the own ones are Latin already.
    """

    __tablename__ = "company_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    kind: Mapped[AddressKind] = mapped_column(enum_column(AddressKind))
    country: Mapped[str] = mapped_column(code_column(2))
    postal_code: Mapped[str] = mapped_column(text_column(POSTAL_LENGTH), default="")
    street: Mapped[str] = mapped_column(text_column(STREET_LENGTH))
    city: Mapped[str] = mapped_column(text_column(CITY_LENGTH))
    region: Mapped[str] = mapped_column(text_column(CITY_LENGTH), default="")
    street_latin: Mapped[str] = mapped_column(text_column(STREET_LENGTH), default="")
    city_latin: Mapped[str] = mapped_column(text_column(CITY_LENGTH), default="")
    region_latin: Mapped[str] = mapped_column(text_column(CITY_LENGTH), default="")
    version: Mapped[int] = mapped_column(default=1)


class CompanyContact(Base):
    """Somebody to ask at a company, who need not be a member. `phone` is in E.164."""

    __tablename__ = "company_contact"
    __table_args__ = (
        CheckConstraint("mail <> '' OR phone <> ''", name="reachable"),
        CheckConstraint("mail <> '' OR channel <> 'mail'", name="mail_to_write_to"),
        CheckConstraint("phone <> '' OR channel = 'mail'", name="phone_to_call"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(text_column(CONTACT_NAME_LENGTH))
    role: Mapped[str] = mapped_column(text_column(CONTACT_NAME_LENGTH), default="")
    mail: Mapped[str] = mapped_column(text_column(CONTACT_MAIL_LENGTH), default="")
    phone: Mapped[str] = mapped_column(code_column(PHONE_LENGTH), default="")
    channel: Mapped[ContactChannel] = mapped_column(enum_column(ContactChannel))
    version: Mapped[int] = mapped_column(default=1)
