"""Learned weights and evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "evaluations",
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_done_at"), ["done_at"], unique=False)

    op.create_table(
        "weight_versions",
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weight_versions")),
        sa.UniqueConstraint("token", name=op.f("uq_weight_versions_token")),
    )
    op.create_table(
        "weight_uses",
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_weight_uses_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["weight_versions.id"],
            name=op.f("fk_weight_uses_version_id_weight_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weight_uses")),
    )
    with op.batch_alter_table("weight_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weight_uses_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_weight_uses_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_column("rank")

    with op.batch_alter_table("weight_uses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weight_uses_version_id"))
        batch_op.drop_index(batch_op.f("ix_weight_uses_by_id"))

    op.drop_table("weight_uses")
    op.drop_table("weight_versions")
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluations_done_at"))

    op.drop_table("evaluations")
