"""Sheets of goods, remarks on them, their goods and pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "refused",
                "checked",
                "going_in",
                "stopped",
                "done",
                "cancelled",
                name="sheetstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "then",
            sa.Enum(
                "ask",
                "if_all_good",
                "good_rows",
                name="aftercheck",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "upload",
            sa.String(length=72).with_variant(sa.String(length=72, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "pictures",
            sa.String(length=72).with_variant(sa.String(length=72, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "table",
            sa.String(length=72).with_variant(sa.String(length=72, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "job",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("problem", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'done' OR ended_at IS NOT NULL", name=op.f("ck_sheet_done_has_time")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_sheet_company_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_sheet_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_sheet_code")),
    )
    with op.batch_alter_table("sheet") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_company_id_made_at_code"),
            ["company_id", "made_at", "code"],
            unique=False,
        )

    op.create_table(
        "sheet_goods",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "submitted",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_sheet_goods_listing_id")
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_goods_sheet_id")),
        sa.PrimaryKeyConstraint("sheet_id", "listing_id", name=op.f("pk_sheet_goods")),
    )
    with op.batch_alter_table("sheet_goods") as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_goods_listing_id"), ["listing_id"], unique=False)

    op.create_table(
        "sheet_picture",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column(
            "name_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "picture",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_picture_sheet_id")),
        sa.PrimaryKeyConstraint("sheet_id", "name_key", name=op.f("pk_sheet_picture")),
    )
    op.create_table(
        "sheet_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "column_key",
            sa.String(length=32).with_variant(sa.String(length=32, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "code",
            sa.String(length=48).with_variant(sa.String(length=48, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("is_fault", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_remark_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_remark")),
    )
    with op.batch_alter_table("sheet_remark") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_remark_sheet_id_code"), ["sheet_id", "code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sheet_remark_sheet_id_row_id"), ["sheet_id", "row", "id"], unique=False
        )
