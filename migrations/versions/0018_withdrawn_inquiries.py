"""Inquiries are withdrawn, a turn ends without an answer, sellers name goods when they write."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

INQUIRY_STATES = ("draft", "waiting", "asked", "passed_on", "not_valid", "withdrawn")
ENTRIES = (
    "inquiry",
    "passed_on",
    "message",
    "files",
    "opened",
    "frozen",
    "thawed",
    "closed",
    "reopened",
    "assigned",
    "no_answer_needed",
)
CLOSE_REASONS = (
    "agreed_elsewhere",
    "price",
    "terms",
    "not_offered",
    "no_need",
    "no_answer",
    "other",
    "not_valid",
    "withdrawn",
)


def upgrade() -> None:
    allow("inquiry", "inquirystate", "state", INQUIRY_STATES)
    allow("deal_entry", "entrykind", "kind", ENTRIES)
    allow("deal", "closereason", "close_reason", CLOSE_REASONS)
    op.create_table(
        "deal_goods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_goods_deal_id")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_deal_goods_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["listing_version.id"], name=op.f("fk_deal_goods_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_goods")),
    )
    with op.batch_alter_table("deal_goods") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deal_goods_deal_id_rank"), ["deal_id", "rank"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_deal_goods_listing_id"), ["listing_id"], unique=False)


def allow(table: str, constraint: str, column: str, values: tuple[str, ...]) -> None:
    allowed = ", ".join(f"'{value}'" for value in values)
    name = op.f(f"ck_{table}_{constraint}")
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"{column} IN ({allowed})")
