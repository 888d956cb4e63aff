"""Amendments that both sign, and the next step that a report may give back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KNOWN = sa.table(
    "amendments",
    sa.column("state", sa.String),
    sa.column("agreed", sa.Boolean),
    sa.column("answered_on", sa.Date),
)


def upgrade():
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_signed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("referent_signed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "backdating_reason", sa.String(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("code_hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("state", sa.String(length=30), nullable=False, server_default="proposed")
        )
        batch_op.add_column(
            sa.Column(
                "state_since",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default="2026-11-24 00:00:00+00:00",
            )
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute(KNOWN.update().where(KNOWN.c.agreed.is_(True)).values(state="signed"))
    op.execute(KNOWN.update().where(KNOWN.c.agreed.is_(False)).values(state="refused"))
    # what waits was never given as a document to sign: it is proposed again
    op.execute(KNOWN.update().where(KNOWN.c.answered_on.is_(None)).values(state="withdrawn"))
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        for column in ("backdating_reason", "state", "state_since", "version"):
            batch_op.alter_column(column, server_default=None)
        batch_op.create_index(batch_op.f("ix_amendments_state"), ["state"], unique=False)
        batch_op.drop_column("agreed")
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaced", sa.JSON(none_as_null=True), nullable=True))


def downgrade():
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_column("replaced")
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agreed", sa.Boolean(), nullable=True))
    op.execute(KNOWN.update().where(KNOWN.c.state == "signed").values(agreed=True))
    op.execute(KNOWN.update().where(KNOWN.c.state == "refused").values(agreed=False))
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendments_state"))
        for column in (
            "version",
            "state_since",
            "state",
            "code_sent_at",
            "code_hash",
            "backdating_reason",
            "referent_signed_on",
            "person_signed_on",
        ):
            batch_op.drop_column(column)
