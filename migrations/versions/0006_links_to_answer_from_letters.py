"""Links that let someone answer from a letter, and calls that people ask for."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "answer_links",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["to_id"], ["accounts.id"], name=op.f("fk_answer_links_to_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_answer_links_secret_hash")),
    )
    op.create_index(op.f("ix_answer_links_to_id"), "answer_links", ["to_id"])
    op.create_index(op.f("ix_answer_links_expires_at"), "answer_links", ["expires_at"])
    op.create_table(
        "call_wishes",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_call_wishes_volunteer_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["accounts.id"], name=op.f("fk_call_wishes_done_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_wishes")),
        sa.UniqueConstraint("token", name=op.f("uq_call_wishes_token")),
    )
    op.create_index(op.f("ix_call_wishes_volunteer_id"), "call_wishes", ["volunteer_id"])
    op.create_index(op.f("ix_call_wishes_done_at"), "call_wishes", ["done_at"])


def downgrade():
    op.drop_table("call_wishes")
    op.drop_table("answer_links")
