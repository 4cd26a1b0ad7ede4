"""A holder has one draft of an inquiry towards a seller."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

IS_DRAFT = sa.text("state = 'draft'")
HOLDERS = {
    "uq_inquiry_draft_of_person": "person_id",
    "uq_inquiry_draft_of_browser": "token_digest",
}


def upgrade() -> None:
    for name, holder in HOLDERS.items():
        op.create_index(
            name,
            "inquiry",
            [holder, "seller_id"],
            unique=True,
            sqlite_where=IS_DRAFT,
            postgresql_where=IS_DRAFT,
        )
