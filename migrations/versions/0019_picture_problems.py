"""Why a picture of a sheet's zip cannot be taken."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column(
        "sheet_picture",
        sa.Column(
            "problem",
            sa.String(length=16).with_variant(sa.String(length=16, collation="C"), "postgresql"),
            nullable=False,
            server_default="",
        ),
    )
