"""Goods: the tree, listings in their two halves, favourites."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "slug",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "path",
            sa.String(length=648).with_variant(sa.String(length=648, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_leaf", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column(
            "source",
            sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "source_code",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (depth = 0)", name=op.f("ck_category_top_has_no_parent")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("path", name=op.f("uq_category_path")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
        sa.UniqueConstraint("source", "source_code", name=op.f("uq_category_source_source_code")),
    )
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_category_parent_id_rank"), ["parent_id", "rank"], unique=False
        )

    op.create_table(
        "category_hs",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=6).with_variant(sa.String(length=6, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_hs_category_id")
        ),
        sa.PrimaryKeyConstraint("category_id", "code", name=op.f("pk_category_hs")),
    )
    op.create_table(
        "category_name",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column(
            "key",
            sa.String(length=2880).with_variant(
                sa.String(length=2880, collation="C"), "postgresql"
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_name_category_id")
        ),
        sa.PrimaryKeyConstraint("category_id", "language", name=op.f("pk_category_name")),
    )
    with op.batch_alter_table("category_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_category_name_language"), ["language"], unique=False)

    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "shown",
                "hidden",
                "taken_down",
                "archived",
                "deleted",
                name="listingstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("seller_code", sa.String(length=60), nullable=False),
        sa.Column(
            "seller_code_key",
            sa.String(length=240).with_variant(sa.String(length=240, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "unit",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "price_shown",
            sa.Enum(
                "everyone",
                "checked_buyers",
                "on_request",
                name="priceshown",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("moq", sa.BigInteger(), nullable=True),
        sa.Column(
            "basis_mode",
            sa.Enum(
                "courier",
                "post",
                "air",
                "sea",
                "road",
                "rail",
                name="transportmode",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "basis_incoterm",
            sa.String(length=3).with_variant(sa.String(length=3, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("basis_place", sa.String(length=100), nullable=False),
        sa.Column(
            "basis_port",
            sa.String(length=5).with_variant(sa.String(length=5, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column(
            "sample",
            sa.Enum(
                "none",
                "free",
                "paid",
                name="sampleoffer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("sample_price_minor", sa.BigInteger(), nullable=True),
        sa.Column(
            "sample_price_currency",
            sa.String(length=3).with_variant(sa.String(length=3, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("sample_units", sa.BigInteger(), nullable=True),
        sa.Column("sample_note", sa.String(length=300), nullable=False),
        sa.Column("sample_deducted", sa.Boolean(), nullable=False),
        sa.Column("carton_units", sa.BigInteger(), nullable=True),
        sa.Column("carton_net_g", sa.BigInteger(), nullable=True),
        sa.Column("carton_gross_g", sa.BigInteger(), nullable=True),
        sa.Column("carton_length_mm", sa.Integer(), nullable=True),
        sa.Column("carton_width_mm", sa.Integer(), nullable=True),
        sa.Column("carton_height_mm", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(sample = 'paid') = (sample_price_minor IS NOT NULL)",
            name=op.f("ck_listing_paid_sample_has_price"),
        ),
        sa.CheckConstraint(
            "(seller_code = '') = (seller_code_key IS NULL)",
            name=op.f("ck_listing_seller_code_key"),
        ),
        sa.CheckConstraint(
            "state <> 'deleted' OR deleted_at IS NOT NULL",
            name=op.f("ck_listing_deleted_has_time"),
        ),
        sa.CheckConstraint(
            "state <> 'shown' OR listed_at IS NOT NULL", name=op.f("ck_listing_shown_was_listed")
        ),
        sa.CheckConstraint(
            "(sample_price_minor IS NULL) = (sample_price_currency IS NULL)",
            name=op.f("ck_listing_sample_price_is_whole"),
        ),
        sa.CheckConstraint(
            "carton_net_g IS NULL OR carton_gross_g IS NULL OR carton_gross_g >= carton_net_g",
            name=op.f("ck_listing_gross_not_below_net"),
        ),
        sa.CheckConstraint(
            "carton_units IS NULL OR carton_units > 0", name=op.f("ck_listing_carton_holds_some")
        ),
        sa.CheckConstraint(
            "lead_days IS NULL OR lead_days >= 0", name=op.f("ck_listing_lead_not_negative")
        ),
        sa.CheckConstraint(
            "length(sample_price_currency) = 3", name=op.f("ck_listing_sample_price_has_currency")
        ),
        sa.CheckConstraint("moq IS NULL OR moq > 0", name=op.f("ck_listing_moq_above_zero")),
        sa.CheckConstraint(
            "sample_price_minor >= 0", name=op.f("ck_listing_sample_price_minor_least")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_listing_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_code")),
        sa.UniqueConstraint(
            "company_id", "seller_code_key", name=op.f("uq_listing_company_id_seller_code_key")
        ),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_company_id_changed_at_code"),
            ["company_id", "changed_at", "code"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_listing_state_listed_at_code"),
            ["state", "listed_at", "code"],
            unique=False,
        )

    op.create_table(
        "category_listing",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "listing_code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_category_listing_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_category_listing_listing_id")
        ),
        sa.PrimaryKeyConstraint("category_id", "listing_id", name=op.f("pk_category_listing")),
    )
    with op.batch_alter_table("category_listing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_category_listing_category_id_listed_at_listing_code"),
            ["category_id", "listed_at", "listing_code"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_category_listing_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "favourite",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_favourite_listing_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_favourite_person_id")),
        sa.PrimaryKeyConstraint("person_id", "listing_id", name=op.f("pk_favourite")),
    )
    with op.batch_alter_table("favourite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_favourite_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_favourite_person_id_saved_at"), ["person_id", "saved_at"], unique=False
        )

    op.create_table(
        "listing_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("sku", sa.String(length=60), nullable=False),
        sa.Column(
            "sku_key",
            sa.String(length=240).with_variant(sa.String(length=240, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "barcode",
            sa.String(length=14).with_variant(sa.String(length=14, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column(
            "price_currency",
            sa.String(length=3).with_variant(sa.String(length=3, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("price_per", sa.BigInteger(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(sku = '') = (sku_key IS NULL)", name=op.f("ck_listing_option_sku_has_key")
        ),
        sa.CheckConstraint(
            "(price_minor IS NULL) = (price_currency IS NULL)"
            " AND (price_minor IS NULL) = (price_per IS NULL)",
            name=op.f("ck_listing_option_price_is_whole"),
        ),
        sa.CheckConstraint(
            "length(price_currency) = 3", name=op.f("ck_listing_option_price_has_currency")
        ),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_listing_option_price_minor_least")),
        sa.CheckConstraint("price_per >= 1", name=op.f("ck_listing_option_price_per_least")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_listing_option_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_option_listing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_option")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_option_code")),
    )
    with op.batch_alter_table("listing_option", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_option_listing_id_rank"), ["listing_id", "rank"], unique=False
        )
        batch_op.create_index(
            "uq_listing_option_sku",
            ["company_id", "sku_key"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.create_table(
        "listing_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "asked",
                "live",
                "replaced",
                "rejected",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "original",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("brand", sa.String(length=80), nullable=False),
        sa.Column("maker", sa.String(length=160), nullable=False),
        sa.Column(
            "origin_country",
            sa.String(length=2).with_variant(sa.String(length=2, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("net_thousandths", sa.BigInteger(), nullable=True),
        sa.Column(
            "net_unit",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_code",
            sa.String(length=6).with_variant(sa.String(length=6, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_edition",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_national",
            sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_country",
            sa.String(length=2).with_variant(sa.String(length=2, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_national_edition",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "hs_chosen_by",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("hs_unsure", sa.Boolean(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("contents_stated", sa.Boolean(), nullable=False),
        sa.Column(
            "cover",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(hs_code = '') = (hs_edition = '')", name=op.f("ck_listing_version_hs_has_edition")
        ),
        sa.CheckConstraint(
            "(hs_national = '') = (hs_country = '')",
            name=op.f("ck_listing_version_hs_national_has_country"),
        ),
        sa.CheckConstraint(
            "(net_thousandths IS NULL) = (net_unit = '')",
            name=op.f("ck_listing_version_net_has_unit"),
        ),
        sa.CheckConstraint(
            "state <> 'submitted' OR submitted_at IS NOT NULL",
            name=op.f("ck_listing_version_submitted_has_time"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('live', 'replaced', 'rejected') OR decided_at IS NOT NULL",
            name=op.f("ck_listing_version_decided_has_time"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_listing_version_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_version_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_listing_version_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_version_code")),
        sa.UniqueConstraint(
            "listing_id", "number", name=op.f("uq_listing_version_listing_id_number")
        ),
    )
    with op.batch_alter_table("listing_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_version_category_id"), ["category_id"], unique=False
        )
        batch_op.create_index(
            "uq_listing_version_live",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('live')"),
            postgresql_where=sa.text("state IN ('live')"),
        )
        batch_op.create_index(
            "uq_listing_version_open",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'submitted', 'asked')"),
            postgresql_where=sa.text("state IN ('draft', 'submitted', 'asked')"),
        )

    op.create_table(
        "price_tier",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("from_quantity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column(
            "price_currency",
            sa.String(length=3).with_variant(sa.String(length=3, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("price_per", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(price_minor IS NULL) = (price_currency IS NULL)"
            " AND (price_minor IS NULL) = (price_per IS NULL)",
            name=op.f("ck_price_tier_price_is_whole"),
        ),
        sa.CheckConstraint("from_quantity > 0", name=op.f("ck_price_tier_from_above_zero")),
        sa.CheckConstraint(
            "length(price_currency) = 3", name=op.f("ck_price_tier_price_has_currency")
        ),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_price_tier_price_minor_least")),
        sa.CheckConstraint("price_per >= 1", name=op.f("ck_price_tier_price_per_least")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_price_tier_listing_id")
        ),
        sa.PrimaryKeyConstraint("listing_id", "from_quantity", name=op.f("pk_price_tier")),
    )
    op.create_table(
        "listing_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "iso_9001",
                "iso_13485",
                "iso_14001",
                "iso_22000",
                "iso_22716",
                "haccp",
                "gmp",
                "halal",
                "kosher",
                "vegan",
                "organic",
                "ce",
                "fda",
                "fcc",
                "rohs",
                "cpnp",
                "national_safety",
                "oeko_tex",
                "test_report",
                "other",
                name="certificatekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "document",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'other') = (name <> '')", name=op.f("ck_listing_certificate_other_has_name")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["listing_version.id"], name=op.f("fk_listing_certificate_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_certificate_code")),
    )
    with op.batch_alter_table("listing_certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_certificate_document"), ["document"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_listing_certificate_version_id_id"), ["version_id", "id"], unique=False
        )

    op.create_table(
        "listing_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column(
            "picture",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["listing_version.id"], name=op.f("fk_listing_image_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_image")),
        sa.UniqueConstraint("code", name=op.f("uq_listing_image_code")),
        sa.UniqueConstraint(
            "version_id", "picture", name=op.f("uq_listing_image_version_id_picture")
        ),
    )
    with op.batch_alter_table("listing_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_image_picture"), ["picture"], unique=False)

    op.create_table(
        "listing_text",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column(
            "title_key",
            sa.String(length=320).with_variant(sa.String(length=320, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("summary", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=6000), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "written",
                "translated",
                "machine",
                "outdated",
                name="textorigin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["listing_version.id"], name=op.f("fk_listing_text_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "language", name=op.f("pk_listing_text")),
    )
