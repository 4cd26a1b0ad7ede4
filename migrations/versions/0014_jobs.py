"""Long pieces of work: how far they came, and from where they go on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", _code(16), nullable=False),
        sa.Column("kind", _code(64), nullable=False),
        sa.Column("subject", _code(32), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "cancelled",
                "failed",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("problem", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("actor_person", _code(16), nullable=True),
        sa.Column("actor_company", _code(16), nullable=True),
        sa.Column("on_behalf_of", _code(16), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'failed' OR problem IS NOT NULL", name=op.f("ck_job_failed_has_problem")
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'cancelled', 'failed')) = (ended_at IS NOT NULL)",
            name=op.f("ck_job_ended_has_time"),
        ),
        sa.CheckConstraint(
            "done >= 0 AND (total IS NULL OR total >= 0)", name=op.f("ck_job_figures_count")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("code", name=op.f("uq_job_code")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_subject", ["subject", "id"], unique=False)
