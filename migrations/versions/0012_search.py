"""What is to be indexed, which index is in use."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "search_index_state",
        sa.Column(
            "engine",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "live",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("live_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "building",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("building_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("built_to", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(building = '') = (building_since IS NULL)",
            name=op.f("ck_search_index_state_building_has_time"),
        ),
        sa.PrimaryKeyConstraint("engine", name=op.f("pk_search_index_state")),
    )
    op.create_table(
        "search_to_index",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "problem",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_search_to_index_listing_id")
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_search_to_index")),
    )
    with op.batch_alter_table("search_to_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_to_index_due_at"), ["due_at"], unique=False)
