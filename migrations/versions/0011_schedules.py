"""The long lane; indexes for what the house forgets by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

LANES = "lane IN ('act', 'mail', 'long')"


def upgrade() -> None:
    done = sa.text("state = 'done'")
    with op.batch_alter_table("worker_heartbeat") as batch_op:
        batch_op.drop_constraint(op.f("ck_worker_heartbeat_lane"), type_="check")
        batch_op.create_check_constraint(op.f("ck_worker_heartbeat_lane"), LANES)
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.drop_constraint(op.f("ck_delivery_lane"), type_="check")
        batch_op.create_check_constraint(op.f("ck_delivery_lane"), LANES)
        batch_op.create_index(batch_op.f("ix_delivery_event_id"), ["event_id"], unique=False)
        batch_op.create_index(
            "ix_delivery_done",
            ["done_at"],
            unique=False,
            sqlite_where=done,
            postgresql_where=done,
        )
    with op.batch_alter_table("event") as batch_op:
        batch_op.create_index(batch_op.f("ix_event_at"), ["at"], unique=False)
    with op.batch_alter_table("once_key") as batch_op:
        batch_op.create_index(batch_op.f("ix_once_key_used_at"), ["used_at"], unique=False)
