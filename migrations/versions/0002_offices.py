"""Offices with their countries; operators belong to one and hold roles."""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from stdnum import luhn

revision = "0002"
down_revision = "0001"

#: Crockford base32, as public ids are drawn from it.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def roles() -> sa.Enum:
    return choice("operatorrole", "moderator", "verifier", "finance", "administrator")


def upgrade() -> None:
    create_offices()
    op.create_table(
        "office_country",
        sa.Column("country", code(2), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_office_country_office_id")
        ),
        sa.PrimaryKeyConstraint("country", name=op.f("pk_office_country")),
    )
    op.create_index(op.f("ix_office_country_office_id"), "office_country", ["office_id"])
    op.create_table(
        "operator_grant",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", roles(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["operator.person_id"], name=op.f("fk_operator_grant_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_operator_grant")),
    )
    op.execute("INSERT INTO operator_grant (person_id, role) SELECT person_id, role FROM operator")
    move_operators()


def create_offices() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", code(320), nullable=False),
        sa.Column("name_local", sa.String(80), nullable=False),
        sa.Column("is_headquarters", sa.Boolean(), nullable=False),
        sa.Column("time_zone", code(64), nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("state", choice("officestate", "open", "closed"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'closed' OR closed_at IS NOT NULL", name=op.f("ck_office_closed_has_time")
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR NOT is_headquarters", name=op.f("ck_office_headquarters_open")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
        sa.UniqueConstraint("name_key", name=op.f("uq_office_name_key")),
    )
    op.create_index(
        "uq_office_headquarters",
        "office",
        ["is_headquarters"],
        unique=True,
        sqlite_where=sa.text("is_headquarters"),
        postgresql_where=sa.text("is_headquarters"),
    )


def move_operators() -> None:
    """Let operators belong to headquarters, which are made when there are any."""
    op.add_column("operator", sa.Column("office_id", sa.Integer(), nullable=True))
    op.add_column("operator", sa.Column("version", sa.Integer(), nullable=True))
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM operator")):
        op.execute(first_headquarters())
        op.execute("UPDATE operator SET version = 1, office_id = (SELECT id FROM office)")
    with op.batch_alter_table("operator") as batch:
        batch.drop_constraint(op.f("ck_operator_operatorrole"), type_="check")
        batch.drop_column("role")
        batch.alter_column("office_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_operator_office_id"), "office", ["office_id"], ["id"])
        batch.create_index(
            op.f("ix_operator_office_id_appointed_at"), ["office_id", "appointed_at"]
        )


def first_headquarters() -> sa.Insert:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    symbols = drawn + luhn.calc_check_digit(drawn, ALPHABET)
    columns = (
        *(sa.column(name) for name in ("code", "name", "name_key", "name_local", "time_zone")),
        *(sa.column(name) for name in ("mail", "phone", "state", "version")),
        sa.column("is_headquarters", sa.Boolean()),
        sa.column("opened_at", sa.DateTime(timezone=True)),
    )
    return sa.insert(sa.table("office", *columns)).values(
        code=f"OFF-{symbols[:4]}-{symbols[4:]}",
        name="Headquarters",
        name_key="headquarters",
        name_local="",
        is_headquarters=True,
        time_zone="UTC",
        mail="",
        phone="",
        state="open",
        opened_at=datetime.now(UTC),
        version=1,
    )
