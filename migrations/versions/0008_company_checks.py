"""Company checks, and the documents of companies that they look at."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "company_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "seller", "buyer", name="side", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "asked",
                "approved",
                "refused",
                "suspended",
                "ended",
                name="checkstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_latin", sa.String(length=160), nullable=False),
        sa.Column(
            "country",
            sa.String(length=2).with_variant(sa.String(length=2, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column(
            "number_key",
            sa.String(length=160).with_variant(sa.String(length=160, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=1000), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("seen", sa.String(length=2000), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'ended' OR ended_at IS NOT NULL", name=op.f("ck_company_check_ended_has_time")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'refused', 'suspended')"
            " OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_company_check_decided_has_decider"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'suspended') OR until IS NOT NULL",
            name=op.f("ck_company_check_approved_has_end"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('open', 'asked') OR due_at IS NOT NULL",
            name=op.f("ck_company_check_undecided_has_due"),
        ),
        sa.CheckConstraint(
            "(taken_by_id IS NULL) = (taken_at IS NULL)",
            name=op.f("ck_company_check_taken_has_time"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_check_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_company_check_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_company_check_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_company_check_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_company_check_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_check")),
        sa.UniqueConstraint("code", name=op.f("uq_company_check_code")),
    )
    with op.batch_alter_table("company_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_check_company_id_opened_at"),
            ["company_id", "opened_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_company_check_due",
            ["due_at", "code"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            batch_op.f("ix_company_check_number_key"), ["number_key"], unique=False
        )
        batch_op.create_index(
            "uq_company_check_number",
            ["country", "number_key", "side"],
            unique=True,
            sqlite_where=sa.text("state = 'approved'"),
            postgresql_where=sa.text("state = 'approved'"),
        )
        batch_op.create_index(
            "uq_company_check_standing",
            ["company_id", "side"],
            unique=True,
            sqlite_where=sa.text("state IN ('approved', 'suspended')"),
            postgresql_where=sa.text("state IN ('approved', 'suspended')"),
        )
        batch_op.create_index(
            "uq_company_check_undecided",
            ["company_id", "side"],
            unique=True,
            sqlite_where=sa.text("state IN ('open', 'asked')"),
            postgresql_where=sa.text("state IN ('open', 'asked')"),
        )

    op.create_table(
        "company_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "business_registration",
                "certificate",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "file",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "media_type",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_company_document_not_empty")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_document_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["person.id"], name=op.f("fk_company_document_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_document")),
        sa.UniqueConstraint("code", name=op.f("uq_company_document_code")),
    )
    with op.batch_alter_table("company_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_document_company_id"), ["company_id"], unique=False
        )

    op.create_table(
        "company_check_document",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["company_check.id"], name=op.f("fk_company_check_document_check_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["company_document.id"],
            name=op.f("fk_company_check_document_document_id"),
        ),
        sa.PrimaryKeyConstraint("check_id", "document_id", name=op.f("pk_company_check_document")),
    )
    op.create_table(
        "company_check_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "answered",
                "asked",
                "approved",
                "refused",
                "suspended",
                "lifted",
                name="checkstep",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_company_check_note_by_id")),
        sa.ForeignKeyConstraint(
            ["check_id"], ["company_check.id"], name=op.f("fk_company_check_note_check_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_check_note")),
    )
    with op.batch_alter_table("company_check_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_check_note_check_id"), ["check_id"], unique=False
        )
