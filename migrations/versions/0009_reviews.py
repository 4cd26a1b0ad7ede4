"""Reviews of what companies submit."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "subject",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "taken",
                "approved",
                "revision",
                "rejected",
                "withdrawn",
                name="reviewstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column(
            "note_language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(note = '') = (note_language = '')", name=op.f("ck_review_note_has_language")
        ),
        sa.CheckConstraint(
            "state <> 'taken' OR (taken_by_id IS NOT NULL AND taken_at IS NOT NULL)",
            name=op.f("ck_review_taken_by_somebody"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'revision', 'rejected')"
            " OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_review_decided_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_review_company_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_review_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_review_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("code", name=op.f("uq_review_code")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_kind_subject_opened_at"),
            ["kind", "subject", "opened_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_review_queue",
            ["company_id", "opened_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'taken')"),
            postgresql_where=sa.text("state IN ('waiting', 'taken')"),
        )
        batch_op.create_index(
            batch_op.f("ix_review_state_decided_at_code"),
            ["state", "decided_at", "code"],
            unique=False,
        )
        batch_op.create_index(
            "uq_review_open",
            ["kind", "subject"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'taken')"),
            postgresql_where=sa.text("state IN ('waiting', 'taken')"),
        )
