"""The half of a listing that an operator looks at: texts, facts, certificates, images."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.catalog.enums import CertificateKind, TextOrigin, VersionState
from marketplace.catalog.models.categories import Category
from marketplace.catalog.models.listing import UNIT_LENGTH, Listing
from marketplace.core.db import (
    Base,
    Instant,
    PublicId,
    code_column,
    enum_column,
    key_column,
    text_column,
)

TITLE_LENGTH = 80
SUMMARY_LENGTH = 120
DESCRIPTION_LENGTH = 6000
KEYWORD_LENGTH = 40
LEAST_KEYWORDS = 3
MOST_KEYWORDS = 12
BRAND_LENGTH = 80
MAKER_LENGTH = 160
ALT_LENGTH = 160
MOST_IMAGES = 12
CERTIFICATE_NAME_LENGTH = 100
CERTIFICATE_NUMBER_LENGTH = 60
ISSUER_LENGTH = 120
NATIONAL_LENGTH = 10
MOST_CERTIFICATES = 20


def _one_a_listing(name: str, states: str) -> Index:
    condition = text(f"state IN ({states})")
    return Index(
        name, "listing_id", unique=True, sqlite_where=condition, postgresql_where=condition
    )


class ListingVersion(Base):
    """One version of what a listing says of its goods; at most one is live and one open.

    `original` is the language that its seller writes first. `maker` is "" where the seller makes
    the goods. `net_thousandths` is the net content of one unit in thousandths of `net_unit`
    (30 ml: 30000). `hs_code` has six digits of `hs_edition`; `hs_national` more, of `hs_country`
    and `hs_national_edition`; `hs_chosen_by` is the public id of who chose. `hs_unsure`: the seller
    leaves the choice to the operator. `contents` are values of `Contents`, `contents_stated`
    whether the question has been answered at all. `cover` is the key of the first image.
    """

    __tablename__ = "listing_version"
    __table_args__ = (
        CheckConstraint(
            "state <> 'submitted' OR submitted_at IS NOT NULL", name="submitted_has_time"
        ),
        CheckConstraint(
            "state NOT IN ('live', 'replaced', 'rejected') OR decided_at IS NOT NULL",
            name="decided_has_time",
        ),
        CheckConstraint("(net_thousandths IS NULL) = (net_unit = '')", name="net_has_unit"),
        CheckConstraint("(hs_code = '') = (hs_edition = '')", name="hs_has_edition"),
        CheckConstraint("(hs_national = '') = (hs_country = '')", name="hs_national_has_country"),
        UniqueConstraint("listing_id", "number"),
        _one_a_listing("uq_listing_version_live", "'live'"),
        _one_a_listing("uq_listing_version_open", "'draft', 'submitted', 'asked'"),
        Index(None, "category_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(enum_column(VersionState))
    original: Mapped[str] = mapped_column(code_column(8))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    brand: Mapped[str] = mapped_column(text_column(BRAND_LENGTH), default="")
    maker: Mapped[str] = mapped_column(text_column(MAKER_LENGTH), default="")
    origin_country: Mapped[str] = mapped_column(code_column(2), default="")
    net_thousandths: Mapped[int | None] = mapped_column(BigInteger)
    net_unit: Mapped[str] = mapped_column(code_column(UNIT_LENGTH), default="")
    hs_code: Mapped[str] = mapped_column(code_column(6), default="")
    hs_edition: Mapped[str] = mapped_column(code_column(), default="")
    hs_national: Mapped[str] = mapped_column(code_column(NATIONAL_LENGTH), default="")
    hs_country: Mapped[str] = mapped_column(code_column(2), default="")
    hs_national_edition: Mapped[str] = mapped_column(code_column(), default="")
    hs_chosen_by: Mapped[str] = mapped_column(code_column(), default="")
    hs_unsure: Mapped[bool] = mapped_column(default=False)
    contents: Mapped[list[str]] = mapped_column(JSON, default=list)
    contents_stated: Mapped[bool] = mapped_column(default=False)
    cover: Mapped[str] = mapped_column(code_column(64), default="")
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing] = relationship()
    category: Mapped[Category | None] = relationship()
    submitted_by: Mapped[Person | None] = relationship()


class ListingText(Base):
    """What a version says in one language; `description` is the house's small Markdown.

    `title_key` is the title as `core.text.text_key` compares it, "" for none.
    """

    __tablename__ = "listing_text"

    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"), primary_key=True)
    language: Mapped[str] = mapped_column(code_column(8), primary_key=True)
    title: Mapped[str] = mapped_column(text_column(TITLE_LENGTH), default="")
    title_key: Mapped[str] = mapped_column(key_column(4 * TITLE_LENGTH), default="")
    summary: Mapped[str] = mapped_column(text_column(SUMMARY_LENGTH), default="")
    description: Mapped[str] = mapped_column(text_column(DESCRIPTION_LENGTH), default="")
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    origin: Mapped[TextOrigin] = mapped_column(enum_column(TextOrigin))
    version: Mapped[int] = mapped_column(default=1)


class ListingImage(Base):
    """A picture of the goods (the key of `core.images`), with a text alternative per language."""

    __tablename__ = "listing_image"
    __table_args__ = (UniqueConstraint("version_id", "picture"), Index(None, "picture"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"))
    rank: Mapped[int]
    picture: Mapped[str] = mapped_column(code_column(64))
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)


class ListingCertificate(Base):
    """A certificate that the seller states; its `document` is the public id of a stored file.

    `valid_until` is the last day, None where it does not end.
    """

    __tablename__ = "listing_certificate"
    __table_args__ = (
        CheckConstraint("(kind = 'other') = (name <> '')", name="other_has_name"),
        Index(None, "version_id", "id"),
        Index(None, "document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    version_id: Mapped[int] = mapped_column(ForeignKey("listing_version.id"))
    kind: Mapped[CertificateKind] = mapped_column(enum_column(CertificateKind))
    name: Mapped[str] = mapped_column(text_column(CERTIFICATE_NAME_LENGTH), default="")
    number: Mapped[str] = mapped_column(text_column(CERTIFICATE_NUMBER_LENGTH), default="")
    issuer: Mapped[str] = mapped_column(text_column(ISSUER_LENGTH), default="")
    valid_until: Mapped[date | None]
    document: Mapped[str] = mapped_column(code_column(), default="")
    version: Mapped[int] = mapped_column(default=1)
