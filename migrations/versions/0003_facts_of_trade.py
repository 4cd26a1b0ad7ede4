"""Exchange rates, HS codes and their texts, ports, and what of it was filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def code(length: int = 16) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    create_rates()
    create_hs_codes()
    create_ports()
    op.create_table(
        "reference_fill",
        sa.Column("part", code(32), nullable=False),
        sa.Column("edition", code(64), nullable=False),
        sa.Column("filled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_reference_fill")),
    )


def create_rates() -> None:
    op.create_table(
        "exchange_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("base", code(3), nullable=False),
        sa.Column("quote", code(3), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "ecb",
                "file",
                "peg",
                name="ratesource",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("base <> quote", name=op.f("ck_exchange_rate_two_currencies")),
        sa.CheckConstraint("rate > 0", name=op.f("ck_exchange_rate_rate_above_zero")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rate")),
        sa.UniqueConstraint("base", "quote", "day", name=op.f("uq_exchange_rate_base_quote_day")),
    )
    op.create_index(op.f("ix_exchange_rate_day"), "exchange_rate", ["day"])
    op.create_index(op.f("ix_exchange_rate_source"), "exchange_rate", ["source"])


def create_hs_codes() -> None:
    op.create_table(
        "hs_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code(10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("country", code(2), nullable=False),
        sa.Column("edition", code(), nullable=False),
        sa.CheckConstraint("level = length(code)", name=op.f("ck_hs_code_level_is_digits")),
        sa.CheckConstraint(
            "(country = '') = (level <= 6)", name=op.f("ck_hs_code_country_beyond_six_digits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hs_code")),
        sa.UniqueConstraint(
            "country", "edition", "code", name=op.f("uq_hs_code_country_edition_code")
        ),
    )
    op.create_index(op.f("ix_hs_code_code"), "hs_code", ["code"])
    op.create_table(
        "hs_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hs_code_id", sa.Integer(), nullable=False),
        sa.Column("language", code(8), nullable=False),
        sa.Column("text", sa.String(2500), nullable=False),
        sa.Column("key", code(5000), nullable=False),
        sa.ForeignKeyConstraint(["hs_code_id"], ["hs_code.id"], name=op.f("fk_hs_text_hs_code_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hs_text")),
        sa.UniqueConstraint("hs_code_id", "language", name=op.f("uq_hs_text_hs_code_id_language")),
    )
    op.create_index(op.f("ix_hs_text_language"), "hs_text", ["language"])


def create_ports() -> None:
    op.create_table(
        "port",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code(5), nullable=False),
        sa.Column("country", code(2), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", code(120), nullable=False),
        sa.Column("iata", code(3), nullable=False),
        sa.Column("sea", sa.Boolean(), nullable=False),
        sa.Column("air", sa.Boolean(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(code) = 5", name=op.f("ck_port_code_is_locode")),
        sa.CheckConstraint("sea OR air", name=op.f("ck_port_has_a_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_port")),
        sa.UniqueConstraint("code", name=op.f("uq_port_code")),
    )
    op.create_index(op.f("ix_port_country_name_key"), "port", ["country", "name_key"])
