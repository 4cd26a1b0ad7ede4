"""The half of a listing that changes at once: prices, terms, packing, options, where it shows."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.catalog.enums import ListingState, PriceShown, SampleOffer
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
from marketplace.core.money import (
    Money,
    UnitPrice,
    money_checks,
    money_column,
    unit_price_checks,
    unit_price_column,
)
from marketplace.reference.enums import TransportMode

SELLER_CODE_LENGTH = 60
SKU_LENGTH = 60
BARCODE_LENGTH = 14
OPTION_NAME_LENGTH = 80
PLACE_LENGTH = 100
NOTE_LENGTH = 300
UNIT_LENGTH = 16
#: Price steps, and options, that one listing may have.
MOST_TIERS = 6
MOST_OPTIONS = 60


class Listing(Base):
    """Goods that a seller offers. What an operator looks at stands in its `ListingVersion`s.

    `seller_code` is the seller's own code for it, unique in the company. Quantities (`moq`, price
    steps, `carton_units`) count `unit`, a code of `reference.units`. `lead_days` are working days
    of the seller from the order. Weights are grams, sides of the carton millimetres. `listed_at` is
    when buyers could see it first. `basis_port` is a UN/LOCODE where the place is a known one.
    `version` counts changes of this half, for forms.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint("state <> 'shown' OR listed_at IS NOT NULL", name="shown_was_listed"),
        CheckConstraint("state <> 'deleted' OR deleted_at IS NOT NULL", name="deleted_has_time"),
        CheckConstraint("(seller_code = '') = (seller_code_key IS NULL)", name="seller_code_key"),
        CheckConstraint("moq IS NULL OR moq > 0", name="moq_above_zero"),
        CheckConstraint("lead_days IS NULL OR lead_days >= 0", name="lead_not_negative"),
        CheckConstraint("carton_units IS NULL OR carton_units > 0", name="carton_holds_some"),
        CheckConstraint(
            "carton_net_g IS NULL OR carton_gross_g IS NULL OR carton_gross_g >= carton_net_g",
            name="gross_not_below_net",
        ),
        CheckConstraint(
            "(sample = 'paid') = (sample_price_minor IS NOT NULL)", name="paid_sample_has_price"
        ),
        *money_checks("sample_price", least=0),
        UniqueConstraint("company_id", "seller_code_key"),
        Index(None, "company_id", "changed_at", "code"),
        Index(None, "state", "listed_at", "code"),
    )
    lock_rank: ClassVar[int | None] = 40

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    state: Mapped[ListingState] = mapped_column(enum_column(ListingState))
    seller_code: Mapped[str] = mapped_column(text_column(SELLER_CODE_LENGTH), default="")
    seller_code_key: Mapped[str | None] = mapped_column(key_column(4 * SELLER_CODE_LENGTH))
    unit: Mapped[str] = mapped_column(code_column(UNIT_LENGTH), default="H87")
    price_shown: Mapped[PriceShown | None] = mapped_column(enum_column(PriceShown))
    moq: Mapped[int | None] = mapped_column(BigInteger)
    basis_mode: Mapped[TransportMode | None] = mapped_column(enum_column(TransportMode))
    basis_incoterm: Mapped[str] = mapped_column(code_column(3), default="")
    basis_place: Mapped[str] = mapped_column(text_column(PLACE_LENGTH), default="")
    basis_port: Mapped[str] = mapped_column(code_column(5), default="")
    lead_days: Mapped[int | None]
    sample: Mapped[SampleOffer | None] = mapped_column(enum_column(SampleOffer))
    sample_price: Mapped[Money | None] = money_column("sample_price", nullable=True)
    sample_units: Mapped[int | None] = mapped_column(BigInteger)
    sample_note: Mapped[str] = mapped_column(text_column(NOTE_LENGTH), default="")
    sample_deducted: Mapped[bool] = mapped_column(default=False)
    carton_units: Mapped[int | None] = mapped_column(BigInteger)
    carton_net_g: Mapped[int | None] = mapped_column(BigInteger)
    carton_gross_g: Mapped[int | None] = mapped_column(BigInteger)
    carton_length_mm: Mapped[int | None]
    carton_width_mm: Mapped[int | None]
    carton_height_mm: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    listed_at: Mapped[datetime | None] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    company: Mapped[Company] = relationship()


class PriceTier(Base):
    """From how many units on which unit price holds; all of one listing in one currency."""

    __tablename__ = "price_tier"
    __table_args__ = (
        CheckConstraint("from_quantity > 0", name="from_above_zero"),
        *unit_price_checks("price"),
    )

    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    from_quantity: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    price: Mapped[UnitPrice] = unit_price_column("price")


class ListingOption(Base):
    """A shade, size or model of the goods; a listing without a choice has one without a name.

    `names` are its names by language tag, {} where there is no choice. `sku` is unique in the
    company among options that are not retired. `barcode` is a GTIN of 8, 12, 13 or 14 digits.
    `price`, where it differs, holds at every quantity instead of the listing's steps.
    """

    __tablename__ = "listing_option"
    __table_args__ = (
        CheckConstraint("(sku = '') = (sku_key IS NULL)", name="sku_has_key"),
        *unit_price_checks("price"),
        Index(
            "uq_listing_option_sku",
            "company_id",
            "sku_key",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
        Index(None, "listing_id", "rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[PublicId]
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    rank: Mapped[int]
    names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    sku: Mapped[str] = mapped_column(text_column(SKU_LENGTH), default="")
    sku_key: Mapped[str | None] = mapped_column(key_column(4 * SKU_LENGTH))
    barcode: Mapped[str] = mapped_column(code_column(BARCODE_LENGTH), default="")
    price: Mapped[UnitPrice | None] = unit_price_column("price", nullable=True)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class CategoryListing(Base):
    """A shown listing in its category and in each above it: what category pages page through.

    Written when a version goes live or the listing is hidden; `listed_at` and `listing_code` are
    the listing's, so that a page is one walk along the index.
    """

    __tablename__ = "category_listing"
    __table_args__ = (Index(None, "category_id", "listed_at", "listing_code"),)

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    listed_at: Mapped[datetime] = mapped_column(Instant)
    listing_code: Mapped[str] = mapped_column(code_column())


class Favourite(Base):
    """A listing that a person keeps for later."""

    __tablename__ = "favourite"
    __table_args__ = (Index(None, "person_id", "saved_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    saved_at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship()
    listing: Mapped[Listing] = relationship()
