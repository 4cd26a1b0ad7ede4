"""The home country, the settings of the house, and people's currency and time zone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "home_country",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("country", code(2), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_home_country_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_country")),
    )
    create_setting_changes()
    op.add_column("person", sa.Column("currency", code(3), nullable=True))
    op.add_column("person", sa.Column("time_zone", code(64), nullable=True))


def create_setting_changes() -> None:
    op.create_table(
        "setting_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code(16), nullable=False),
        sa.Column("key", code(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("previous", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", code(16), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_setting_change_version_above_zero")),
        sa.CheckConstraint(
            "restores IS NULL OR restores < version",
            name=op.f("ck_setting_change_restores_older"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
        sa.UniqueConstraint("code", name=op.f("uq_setting_change_code")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_setting_change_key_version")),
    )
