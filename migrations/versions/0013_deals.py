"""Deals: inquiries, the timeline, messages and files."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "deal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("buyer_id", sa.Integer(), nullable=False),
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "open",
                "frozen",
                "closed",
                name="dealstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "opened_side",
            sa.Enum(
                "seller",
                "buyer",
                name="opened_side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_answer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "turn",
            sa.Enum(
                "seller", "buyer", name="turn", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("turn_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "last_side",
            sa.Enum(
                "seller",
                "buyer",
                name="last_side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("seller_assignee_id", sa.Integer(), nullable=True),
        sa.Column("buyer_assignee_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_side",
            sa.Enum(
                "seller",
                "buyer",
                name="closed_side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "close_reason",
            sa.Enum(
                "agreed_elsewhere",
                "price",
                "terms",
                "not_offered",
                "no_need",
                "no_answer",
                "other",
                "not_valid",
                name="closereason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("close_note", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'closed' OR (closed_at IS NOT NULL AND close_reason IS NOT NULL)",
            name=op.f("ck_deal_closed_has_reason"),
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR shown_at IS NULL", name=op.f("ck_deal_waiting_is_hidden")
        ),
        sa.CheckConstraint("state = 'open' OR turn IS NULL", name=op.f("ck_deal_turn_while_open")),
        sa.CheckConstraint(
            "state NOT IN ('open', 'frozen') OR shown_at IS NOT NULL",
            name=op.f("ck_deal_open_is_shown"),
        ),
        sa.CheckConstraint(
            "(turn IS NULL) = (turn_until IS NULL)", name=op.f("ck_deal_turn_has_time")
        ),
        sa.CheckConstraint("buyer_id <> seller_id", name=op.f("ck_deal_two_companies")),
        sa.ForeignKeyConstraint(
            ["buyer_assignee_id"], ["person.id"], name=op.f("fk_deal_buyer_assignee_id")
        ),
        sa.ForeignKeyConstraint(["buyer_id"], ["company.id"], name=op.f("fk_deal_buyer_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_deal_opened_by_id")),
        sa.ForeignKeyConstraint(
            ["seller_assignee_id"], ["person.id"], name=op.f("fk_deal_seller_assignee_id")
        ),
        sa.ForeignKeyConstraint(["seller_id"], ["company.id"], name=op.f("fk_deal_seller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal")),
        sa.UniqueConstraint("code", name=op.f("uq_deal_code")),
    )
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deal_buyer_id_last_at_code"),
            ["buyer_id", "last_at", "code"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_deal_buyer_id_turn_turn_until"),
            ["buyer_id", "turn", "turn_until"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_deal_seller_id_last_at_code"),
            ["seller_id", "last_at", "code"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_deal_seller_id_turn_turn_until"),
            ["seller_id", "turn", "turn_until"],
            unique=False,
        )

    op.create_table(
        "saved_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=4000), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_saved_reply_by_id")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_saved_reply_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_reply")),
        sa.UniqueConstraint("code", name=op.f("uq_saved_reply_code")),
    )
    with op.batch_alter_table("saved_reply", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_reply_company_id_title"), ["company_id", "title"], unique=False
        )

    op.create_table(
        "colleague_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_colleague_note_by_id")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_colleague_note_company_id")
        ),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_colleague_note_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague_note")),
    )
    with op.batch_alter_table("colleague_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_colleague_note_deal_id_company_id"),
            ["deal_id", "company_id"],
            unique=False,
        )

    op.create_table(
        "deal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
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
                name="entrykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "seller", "buyer", name="side", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column(
            "for_side",
            sa.Enum(
                "seller",
                "buyer",
                name="for_side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_deal_entry_by_id")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_entry_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_entry")),
    )
    with op.batch_alter_table("deal_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deal_entry_deal_id_at_id"), ["deal_id", "at", "id"], unique=False
        )

    op.create_table(
        "deal_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "seller", "buyer", name="side", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=4000), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_deal_message_by_id")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_message_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_message")),
        sa.UniqueConstraint("code", name=op.f("uq_deal_message_code")),
    )
    with op.batch_alter_table("deal_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_message_deal_id"), ["deal_id"], unique=False)

    op.create_table(
        "deal_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("deal_id", sa.Integer(), nullable=False),
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
                "closed",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "spam",
                "fraud",
                "payment_outside",
                "rude",
                "other",
                name="reportreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=2000), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'closed' OR (closed_by_id IS NOT NULL AND closed_at IS NOT NULL)",
            name=op.f("ck_deal_report_closed_has_closer"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_deal_report_by_id")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_deal_report_closed_by_id")
        ),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_report_deal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_report")),
        sa.UniqueConstraint("code", name=op.f("uq_deal_report_code")),
    )
    with op.batch_alter_table("deal_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_report_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_deal_report_state_at_code"), ["state", "at", "code"], unique=False
        )

    op.create_table(
        "deal_seen",
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_seen_deal_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deal_seen_person_id")),
        sa.PrimaryKeyConstraint("deal_id", "person_id", name=op.f("pk_deal_seen")),
    )
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "waiting",
                "asked",
                "passed_on",
                "not_valid",
                name="inquirystate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("seller_id", sa.Integer(), nullable=False),
        sa.Column("buyer_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "token_digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("waits_check", sa.Boolean(), nullable=False),
        sa.Column("waits_look", sa.Boolean(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("message", sa.String(length=4000), nullable=False),
        sa.Column(
            "language",
            sa.String(length=8).with_variant(sa.String(length=8, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "text_digest",
            sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "country",
            sa.String(length=2).with_variant(sa.String(length=2, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("wants_sample", sa.Boolean(), nullable=False),
        sa.Column("private_label", sa.Boolean(), nullable=False),
        sa.Column("exclusivity", sa.Boolean(), nullable=False),
        sa.Column("certificates", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (deal_id IS NULL)", name=op.f("ck_inquiry_sent_has_deal")
        ),
        sa.CheckConstraint(
            "state <> 'not_valid' OR (decided_at IS NOT NULL AND decided_by_id IS NOT NULL)",
            name=op.f("ck_inquiry_not_valid_has_decider"),
        ),
        sa.CheckConstraint(
            "state <> 'passed_on' OR passed_on_at IS NOT NULL",
            name=op.f("ck_inquiry_passed_on_has_time"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR buyer_id IS NOT NULL", name=op.f("ck_inquiry_sent_has_buyer")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR person_id IS NOT NULL", name=op.f("ck_inquiry_sent_has_person")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR sent_at IS NOT NULL", name=op.f("ck_inquiry_sent_has_time")
        ),
        sa.CheckConstraint(
            "state NOT IN ('waiting', 'asked') OR waits_check OR waits_look",
            name=op.f("ck_inquiry_waits_for_reason"),
        ),
        sa.CheckConstraint(
            "(taken_by_id IS NULL) = (taken_at IS NULL)", name=op.f("ck_inquiry_taken_has_time")
        ),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR token_digest IS NOT NULL", name=op.f("ck_inquiry_has_holder")
        ),
        sa.ForeignKeyConstraint(["buyer_id"], ["company.id"], name=op.f("fk_inquiry_buyer_id")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_inquiry_deal_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_inquiry_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inquiry_person_id")),
        sa.ForeignKeyConstraint(["seller_id"], ["company.id"], name=op.f("fk_inquiry_seller_id")),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_inquiry_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("code", name=op.f("uq_inquiry_code")),
        sa.UniqueConstraint("deal_id", name=op.f("uq_inquiry_deal_id")),
    )
    with op.batch_alter_table("inquiry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_buyer_id_sent_at"), ["buyer_id", "sent_at"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_expires",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
        batch_op.create_index(
            batch_op.f("ix_inquiry_person_id_state"), ["person_id", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_inquiry_text_digest_sent_at"), ["text_digest", "sent_at"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_to_look_at",
            ["due_at", "code"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(batch_op.f("ix_inquiry_token_digest"), ["token_digest"], unique=False)

    op.create_table(
        "deal_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("inquiry_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column(
            "side",
            sa.Enum(
                "seller", "buyer", name="side", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "bill_of_lading",
                "certificate_of_origin",
                "certificate",
                "analysis",
                "safety_sheet",
                "purchase_order",
                "other",
                name="filekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
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
        sa.CheckConstraint(
            "(deal_id IS NULL) <> (inquiry_id IS NULL)",
            name=op.f("ck_deal_file_of_deal_or_inquiry"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_deal_file_not_empty")),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name=op.f("fk_deal_file_deal_id")),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_deal_file_inquiry_id")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["deal_message.id"], name=op.f("fk_deal_file_message_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["person.id"], name=op.f("fk_deal_file_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_file")),
        sa.UniqueConstraint("code", name=op.f("uq_deal_file_code")),
    )
    with op.batch_alter_table("deal_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deal_file_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deal_file_inquiry_id"), ["inquiry_id"], unique=False)

    op.create_table(
        "inquiry_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column(
            "unit",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("target_minor", sa.BigInteger(), nullable=True),
        sa.Column(
            "target_currency",
            sa.String(length=3).with_variant(sa.String(length=3, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("target_per", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(target_minor IS NULL) = (target_currency IS NULL)"
            " AND (target_minor IS NULL) = (target_per IS NULL)",
            name=op.f("ck_inquiry_line_target_is_whole"),
        ),
        sa.CheckConstraint(
            "length(target_currency) = 3", name=op.f("ck_inquiry_line_target_has_currency")
        ),
        sa.CheckConstraint(
            "quantity IS NULL OR quantity > 0", name=op.f("ck_inquiry_line_quantity_above_zero")
        ),
        sa.CheckConstraint("target_minor >= 0", name=op.f("ck_inquiry_line_target_minor_least")),
        sa.CheckConstraint("target_per >= 1", name=op.f("ck_inquiry_line_target_per_least")),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_inquiry_line_inquiry_id")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_inquiry_line_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["listing_option.id"], name=op.f("fk_inquiry_line_option_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["listing_version.id"], name=op.f("fk_inquiry_line_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_line")),
    )
    with op.batch_alter_table("inquiry_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_line_inquiry_id_rank"), ["inquiry_id", "rank"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_inquiry_line_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "inquiry_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "asked",
                "answered",
                "not_valid",
                name="inquirystep",
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
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_inquiry_note_by_id")),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_inquiry_note_inquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_note")),
    )
    with op.batch_alter_table("inquiry_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_note_inquiry_id"), ["inquiry_id"], unique=False
        )
