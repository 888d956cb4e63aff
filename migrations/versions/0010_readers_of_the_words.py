"""Links for the people who read the site’s words, and what they say."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reading_links",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["accounts.id"], name=op.f("fk_reading_links_made_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["accounts.id"], name=op.f("fk_reading_links_person_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_reading_links_digest")),
        sa.UniqueConstraint("token", name=op.f("uq_reading_links_token")),
    )
    op.create_table(
        "remarks",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["reading_links.id"], name=op.f("fk_remarks_link_id_reading_links")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["accounts.id"], name=op.f("fk_remarks_settled_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sa.UniqueConstraint("token", name=op.f("uq_remarks_token")),
    )
    op.create_index(op.f("ix_remarks_link_id"), "remarks", ["link_id"])
    op.create_index(op.f("ix_remarks_standing"), "remarks", ["standing"])


def downgrade():
    op.drop_table("remarks")
    op.drop_table("reading_links")
