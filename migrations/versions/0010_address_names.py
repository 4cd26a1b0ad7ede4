"""Names of sellers' pages in addresses; sellers that are there get theirs."""

import re
import unicodedata
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

LONGEST = 72


def upgrade() -> None:
    code = sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql")
    op.create_table(
        "company_address_name",
        sa.Column("name", code, nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_company_address_name_company_id"),
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_company_address_name")),
    )
    with op.batch_alter_table("company_address_name", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_address_name_company_id"), ["company_id"], unique=False
        )
        batch_op.create_index(
            "uq_company_address_name_present",
            ["company_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
    _name_sellers(op.get_bind())


def _name_sellers(connection: sa.Connection) -> None:
    metadata = sa.MetaData()
    company = sa.Table("company", metadata, autoload_with=connection)
    names = sa.Table("company_address_name", metadata, autoload_with=connection)
    taken: set[str] = set()
    sellers = sa.select(
        company.c.id, company.c.code, company.c.trade_name, company.c.name_latin, company.c.name
    )
    for row in connection.execute(sellers.where(company.c.side == "seller").order_by("id")).all():
        name = _free(_wanted(row), taken)
        taken.add(name)
        connection.execute(
            names.insert().values(name=name, company_id=row.id, given_at=datetime.now(UTC))
        )


def _wanted(row: sa.Row) -> str:  # type: ignore[type-arg]
    own = (row.trade_name, row.name_latin, row.name)
    latin = (name for name in own if name and _is_latin(name))
    return next((form for form in map(_form, latin) if form), row.code.lower())


def _is_latin(name: str) -> bool:
    letters = (letter for letter in name if letter.isalpha())
    return all(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters)


def _form(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST].strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
