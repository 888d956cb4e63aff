"""Accompaniments, contracts, workshops, papers, figures, and what privacy asks."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "access_anchors",
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_anchors")),
    )
    op.create_table(
        "accesses",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=True),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accesses")),
        sa.UniqueConstraint("rank", name=op.f("uq_accesses_rank")),
    )
    with op.batch_alter_table("accesses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accesses_at"), ["at"], unique=False)
        batch_op.create_index("ix_accesses_person", ["person", "at"], unique=False)

    op.create_table(
        "activity_rules",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_activity_rules")),
    )
    op.create_table(
        "column_mappings",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("separator", sa.String(length=3), nullable=False),
        sa.Column("identifier", sa.String(length=12), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mappings")),
        sa.UniqueConstraint("name", name=op.f("uq_column_mappings_name")),
        sa.UniqueConstraint("token", name=op.f("uq_column_mappings_token")),
    )
    op.create_table(
        "exit_mappings",
        sa.Column("exit_type", sa.String(length=30), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("exit_type", name=op.f("pk_exit_mappings")),
    )
    op.create_table(
        "programmes",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("is_yearly", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("name", name=op.f("uq_programmes_name")),
        sa.UniqueConstraint("token", name=op.f("uq_programmes_token")),
    )
    op.create_table(
        "purges",
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
    )
    with op.batch_alter_table("purges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purges_started_at"), ["started_at"], unique=False)

    op.create_table(
        "reporting_periods",
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until >= since", name=op.f("ck_reporting_periods_ends_after_its_start")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_periods")),
        sa.UniqueConstraint("since", "until", name=op.f("uq_reporting_periods_since")),
        sa.UniqueConstraint("token", name=op.f("uq_reporting_periods_token")),
    )
    op.create_table(
        "fte_grants",
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("fte", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_fte_grants_operator_id_operators")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fte_grants")),
        sa.UniqueConstraint("token", name=op.f("uq_fte_grants_token")),
    )
    with op.batch_alter_table("fte_grants", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fte_grants_operator_id"), ["operator_id"], unique=False
        )

    op.create_table(
        "opening_notices",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["communes.code"],
            name=op.f("fk_opening_notices_commune_code_communes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_notices")),
        sa.UniqueConstraint("email", "commune_code", name=op.f("uq_opening_notices_email")),
    )
    with op.batch_alter_table("opening_notices", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opening_notices_commune_code"), ["commune_code"], unique=False
        )

    op.create_table(
        "programme_operators",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operators.id"],
            name=op.f("fk_programme_operators_operator_id_operators"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_programme_operators_programme_id_programmes"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "operator_id", name=op.f("pk_programme_operators")),
    )
    op.create_table(
        "ambassador_referrals",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("ambassador_id", sa.Integer(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("released", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambassador_id"],
            ["accounts.id"],
            name=op.f("fk_ambassador_referrals_ambassador_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["referent_id"],
            ["accounts.id"],
            name=op.f("fk_ambassador_referrals_referent_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["accounts.id"],
            name=op.f("fk_ambassador_referrals_volunteer_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_referrals")),
        sa.UniqueConstraint("token", name=op.f("uq_ambassador_referrals_token")),
    )
    with op.batch_alter_table("ambassador_referrals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ambassador_referrals_ambassador_id"), ["ambassador_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_ambassador_referrals_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_ambassador_referrals_referred_on"), ["referred_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_ambassador_referrals_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_ambassador_referrals_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "authenticators",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_authenticators_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticators")),
        sa.UniqueConstraint("account_id", name=op.f("uq_authenticators_account_id")),
    )
    op.create_table(
        "barriers",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=30), nullable=False),
        sa.Column("need", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["accounts.id"], name=op.f("fk_barriers_opened_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_barriers_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barriers")),
        sa.UniqueConstraint("token", name=op.f("uq_barriers_token")),
    )
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_barriers_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "booklets",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("studies", sa.Text(), nullable=False),
        sa.Column("jobs", sa.Text(), nullable=False),
        sa.Column("shares", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_booklets_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booklets")),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_booklets_volunteer_id")),
    )
    op.create_table(
        "contact_attempts",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_contact_attempts_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["accounts.id"],
            name=op.f("fk_contact_attempts_volunteer_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_attempts")),
    )
    with op.batch_alter_table("contact_attempts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_attempts_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "documents",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("subject_type", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_documents_asked_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name=op.f("fk_documents_owner_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("token", name=op.f("uq_documents_token")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_state"), ["state"], unique=False)
        batch_op.create_index("ix_documents_subject", ["subject_type", "subject_id"], unique=False)

    op.create_table(
        "emergency_accesses",
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referent_id"],
            ["accounts.id"],
            name=op.f("fk_emergency_accesses_referent_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["accounts.id"],
            name=op.f("fk_emergency_accesses_volunteer_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_accesses")),
        sa.UniqueConstraint("token", name=op.f("uq_emergency_accesses_token")),
    )
    with op.batch_alter_table("emergency_accesses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_emergency_accesses_opened_at"), ["opened_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_accesses_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_accesses_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "encounters",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(length=160), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_encounters_people_are_counted")),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["accounts.id"], name=op.f("fk_encounters_noted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_encounters_territory_id_territories"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encounters")),
        sa.UniqueConstraint("token", name=op.f("uq_encounters_token")),
    )
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_encounters_noted_by_id"), ["noted_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_encounters_on"), ["on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_encounters_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "episodes",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("pathway", sa.String(length=20), nullable=True),
        sa.Column("next_step", sa.String(length=300), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("may_contact_after", sa.Boolean(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("exit_type", sa.String(length=30), nullable=True),
        sa.Column("exit_also", sa.JSON(), nullable=False),
        sa.Column("exit_detail", sa.String(length=200), nullable=False),
        sa.Column("exit_evidence", sa.String(length=200), nullable=False),
        sa.Column("exit_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_episodes_ends_after_its_start"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_episodes_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_episodes_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sa.UniqueConstraint("token", name=op.f("uq_episodes_token")),
    )
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episodes_ended_on"), ["ended_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_episodes_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_episodes_started_on"), ["started_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_episodes_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_episodes_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_episodes_open",
            ["volunteer_id"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "erasure_requests",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_the_clock", sa.Boolean(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_erasure_requests_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_requests")),
        sa.UniqueConstraint("token", name=op.f("uq_erasure_requests_token")),
    )
    with op.batch_alter_table("erasure_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_erasure_requests_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_erasure_requests_due_at"), ["due_at"], unique=False)
        batch_op.create_index(
            "uq_erasure_requests_waiting",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL AND taken_back_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND taken_back_at IS NULL"),
        )

    op.create_table(
        "extractions",
        sa.Column("mapping_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_extractions_asked_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["mapping_id"],
            ["column_mappings.id"],
            name=op.f("fk_extractions_mapping_id_column_mappings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extractions")),
        sa.UniqueConstraint("token", name=op.f("uq_extractions_token")),
    )
    with op.batch_alter_table("extractions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extractions_asked_by_id"), ["asked_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_extractions_mapping_id"), ["mapping_id"], unique=False)

    op.create_table(
        "hand_overs",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["accounts.id"], name=op.f("fk_hand_overs_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["accounts.id"], name=op.f("fk_hand_overs_from_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["accounts.id"], name=op.f("fk_hand_overs_to_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint("token", name=op.f("uq_hand_overs_token")),
    )
    with op.batch_alter_table("hand_overs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_overs_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_overs_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_overs_to_id"), ["to_id"], unique=False)

    op.create_table(
        "last_contacts",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("warned_again_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_last_contacts_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_last_contacts")),
    )
    with op.batch_alter_table("last_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_last_contacts_on"), ["on"], unique=False)

    op.create_table(
        "notes",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_notes_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_notes_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("token", name=op.f("uq_notes_token")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "own_engagements",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("asks_association", sa.Boolean(), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("setting", sa.String(length=20), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_own_engagements_association_id_associations"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["accounts.id"],
            name=op.f("fk_own_engagements_confirmed_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_own_engagements_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_engagements")),
        sa.UniqueConstraint("once", name=op.f("uq_own_engagements_once")),
        sa.UniqueConstraint("token", name=op.f("uq_own_engagements_token")),
    )
    with op.batch_alter_table("own_engagements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_own_engagements_association_id"), ["association_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_own_engagements_started_on"), ["started_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_own_engagements_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_own_engagements_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "passkeys",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=400), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_passkeys_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
        sa.UniqueConstraint("token", name=op.f("uq_passkeys_token")),
    )
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkeys_account_id"), ["account_id"], unique=False)

    op.create_table(
        "prescribers",
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("body", sa.String(length=120), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("link_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_prescribers_created_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_prescribers_territory_id_territories"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescribers")),
        sa.UniqueConstraint("digest", name=op.f("uq_prescribers_digest")),
        sa.UniqueConstraint("token", name=op.f("uq_prescribers_token")),
    )
    with op.batch_alter_table("prescribers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prescribers_email"), ["email"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_prescribers_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "prospects",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("next_step", sa.String(length=200), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("followed_by_id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_prospects_association_id_associations"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_prospects_commune_code_communes")
        ),
        sa.ForeignKeyConstraint(
            ["followed_by_id"], ["accounts.id"], name=op.f("fk_prospects_followed_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospects")),
        sa.UniqueConstraint("token", name=op.f("uq_prospects_token")),
    )
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prospects_association_id"), ["association_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prospects_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prospects_followed_by_id"), ["followed_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_prospects_next_step_on"), ["next_step_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_prospects_state"), ["state"], unique=False)

    op.create_table(
        "provider_identities",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_provider_identities_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_identities")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_provider_identities_issuer")),
        sa.UniqueConstraint("token", name=op.f("uq_provider_identities_token")),
    )
    with op.batch_alter_table("provider_identities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_provider_identities_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_codes_code_hash")),
    )
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recovery_codes_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "reports",
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_reports_ends_after_its_start")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["accounts.id"], name=op.f("fk_reports_opened_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_reports_operator_id_operators")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_reports_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("token", name=op.f("uq_reports_token")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_operator_id"), ["operator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_state"), ["state"], unique=False)

    op.create_table(
        "testimonies",
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed_as", sa.String(length=80), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("gathered_by_id", sa.Integer(), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_testimonies_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["gathered_by_id"], ["accounts.id"], name=op.f("fk_testimonies_gathered_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimonies")),
        sa.UniqueConstraint("token", name=op.f("uq_testimonies_token")),
    )
    with op.batch_alter_table("testimonies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_testimonies_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_testimonies_state"), ["state"], unique=False)

    op.create_table(
        "workshops",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("speaker", sa.String(length=120), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["accounts.id"], name=op.f("fk_workshops_organiser_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_workshops_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territories.id"], name=op.f("fk_workshops_territory_id_territories")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("once", name=op.f("uq_workshops_once")),
        sa.UniqueConstraint("token", name=op.f("uq_workshops_token")),
    )
    with op.batch_alter_table("workshops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshops_kind"), ["kind"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_workshops_organiser_id"), ["organiser_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_workshops_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_workshops_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "activity_starts",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_activity_starts_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["accounts.id"], name=op.f("fk_activity_starts_noted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_activity_starts_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_starts")),
        sa.UniqueConstraint("token", name=op.f("uq_activity_starts_token")),
    )
    with op.batch_alter_table("activity_starts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_starts_episode_id"), ["episode_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_starts_started_on"), ["started_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_starts_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "ambassador_contacts",
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("means", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_ambassador_contacts_mission_id_missions")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["ambassador_referrals.id"],
            name=op.f("fk_ambassador_contacts_referral_id_ambassador_referrals"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_contacts")),
    )
    with op.batch_alter_table("ambassador_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ambassador_contacts_mission_id"), ["mission_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_ambassador_contacts_referral_id"), ["referral_id"], unique=False
        )

    op.create_table(
        "archives",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_archives_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archives")),
        sa.UniqueConstraint("document_id", name=op.f("uq_archives_document_id")),
        sa.UniqueConstraint("token", name=op.f("uq_archives_token")),
    )
    with op.batch_alter_table("archives", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archives_keep_until"), ["keep_until"], unique=False)

    op.create_table(
        "contracts",
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("anchor_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("copy_given_on", sa.Date(), nullable=True),
        sa.Column("copy_medium", sa.String(length=12), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("pathway", sa.String(length=20), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("person_signed_on", sa.Date(), nullable=True),
        sa.Column("referent_signed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.String(length=300), nullable=False),
        sa.Column("backdating_reason", sa.String(length=300), nullable=False),
        sa.Column("in_error", sa.Boolean(), nullable=False),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on >= effective_on", name=op.f("ck_contracts_ends_after_its_start")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_contracts_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["contracts.id"], name=op.f("fk_contracts_follows_id_contracts")
        ),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_contracts_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_contracts_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("token", name=op.f("uq_contracts_token")),
    )
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contracts_decided_on"), ["decided_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contracts_effective_on"), ["effective_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contracts_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_referent_id"), ["referent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contracts_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_contracts_being_written",
            ["volunteer_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'proposed')"),
            postgresql_where=sa.text("state IN ('draft', 'proposed')"),
        )
        batch_op.create_index(
            "uq_contracts_follows",
            ["follows_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
        )

    op.create_table(
        "follow_ups",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("situation", sa.String(length=20), nullable=True),
        sa.Column("still_volunteering", sa.Boolean(), nullable=True),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("isolation", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("network", sa.Integer(), nullable=True),
        sa.Column("french", sa.Integer(), nullable=True),
        sa.Column("mobility", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("filled_by_id", sa.Integer(), nullable=True),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_follow_ups_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["filled_by_id"], ["accounts.id"], name=op.f("fk_follow_ups_filled_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_follow_ups_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_follow_ups_episode_id")),
        sa.UniqueConstraint("token", name=op.f("uq_follow_ups_token")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_due_on"), ["due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_follow_ups_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "hand_over_moves",
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hand_over_id"],
            ["hand_overs.id"],
            name=op.f("fk_hand_over_moves_hand_over_id_hand_overs"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_hand_over_moves_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_moves")),
        sa.UniqueConstraint(
            "hand_over_id", "volunteer_id", name=op.f("uq_hand_over_moves_hand_over_id")
        ),
    )
    with op.batch_alter_table("hand_over_moves", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hand_over_moves_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "interviews",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was_planned", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_interviews_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_interviews_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_interviews_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.UniqueConstraint("token", name=op.f("uq_interviews_token")),
    )
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interviews_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interviews_on"), ["on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interviews_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_interviews_state"), ["state"], unique=False)
        batch_op.create_index("ix_interviews_volunteer_on", ["volunteer_id", "on"], unique=False)
        batch_op.create_index(
            "uq_interviews_day",
            ["volunteer_id", "on"],
            unique=True,
            sqlite_where=sa.text("state IN ('planned', 'held')"),
            postgresql_where=sa.text("state IN ('planned', 'held')"),
        )

    op.create_table(
        "proofs",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_proofs_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_proofs_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proofs")),
        sa.UniqueConstraint("token", name=op.f("uq_proofs_token")),
    )
    with op.batch_alter_table("proofs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proofs_volunteer_id"), ["volunteer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proofs_words_hash"), ["words_hash"], unique=False)

    op.create_table(
        "prospect_contacts",
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prospect_id"],
            ["prospects.id"],
            name=op.f("fk_prospect_contacts_prospect_id_prospects"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospect_contacts")),
        sa.UniqueConstraint("token", name=op.f("uq_prospect_contacts_token")),
    )
    with op.batch_alter_table("prospect_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prospect_contacts_prospect_id"), ["prospect_id"], unique=False
        )

    op.create_table(
        "referrals",
        sa.Column("prescriber_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("once", sa.String(length=32), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["accounts.id"], name=op.f("fk_referrals_answered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_referrals_commune_code_communes")
        ),
        sa.ForeignKeyConstraint(
            ["prescriber_id"],
            ["prescribers.id"],
            name=op.f("fk_referrals_prescriber_id_prescribers"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_referrals_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("once", name=op.f("uq_referrals_once")),
        sa.UniqueConstraint("token", name=op.f("uq_referrals_token")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referrals_answered_by_id"), ["answered_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referrals_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referrals_prescriber_id"), ["prescriber_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referrals_referred_on"), ["referred_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_referrals_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referrals_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "report_versions",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(length=20), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"], ["accounts.id"], name=op.f("fk_report_versions_frozen_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_versions_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_versions")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_versions_report_id")),
        sa.UniqueConstraint("token", name=op.f("uq_report_versions_token")),
    )
    with op.batch_alter_table("report_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_report_versions_report_id"), ["report_id"], unique=False
        )

    op.create_table(
        "reviews",
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("was_hard", sa.Text(), nullable=False),
        sa.Column("comes_next", sa.Text(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_reviews_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["accounts.id"], name=op.f("fk_reviews_written_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("episode_id", "side", name=op.f("uq_reviews_episode_id")),
    )
    op.create_table(
        "signatures",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("signer_role", sa.String(length=120), nullable=False),
        sa.Column("mode", sa.String(length=15), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_seal", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_signatures_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["documents.id"], name=op.f("fk_signatures_scan_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["accounts.id"], name=op.f("fk_signatures_signer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
        sa.UniqueConstraint("previous_seal", name=op.f("uq_signatures_previous_seal")),
        sa.UniqueConstraint("seal", name=op.f("uq_signatures_seal")),
    )
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_signatures_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_signatures_signer_id"), ["signer_id"], unique=False)

    op.create_table(
        "suspensions",
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_suspensions_episode_id_episodes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
    )
    with op.batch_alter_table("suspensions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspensions_episode_id"), ["episode_id"], unique=False)

    op.create_table(
        "workshop_operators",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operators.id"],
            name=op.f("fk_workshop_operators_operator_id_operators"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_workshop_operators_workshop_id_workshops"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "operator_id", name=op.f("pk_workshop_operators")),
    )
    with op.batch_alter_table("workshop_operators", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_workshop_operators_operator_id"), ["operator_id"], unique=False
        )

    op.create_table(
        "workshop_partners",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_workshop_partners_association_id_associations"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_workshop_partners_workshop_id_workshops"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "association_id", name=op.f("pk_workshop_partners")),
    )
    with op.batch_alter_table("workshop_partners", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_workshop_partners_association_id"), ["association_id"], unique=False
        )

    op.create_table(
        "workshop_sessions",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attendance_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_workshop_sessions_room_for_someone")),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_workshop_sessions_workshop_id_workshops"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_sessions")),
        sa.UniqueConstraint("token", name=op.f("uq_workshop_sessions_token")),
    )
    with op.batch_alter_table("workshop_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshop_sessions_on"), ["on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_workshop_sessions_starts_at"), ["starts_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_workshop_sessions_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "amendments",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.JSON(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_amendments_contract_id_contracts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("token", name=op.f("uq_amendments_token")),
    )
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_amendments_contract_id"), ["contract_id"], unique=False
        )

    op.create_table(
        "civic_commitments",
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("setting", sa.String(length=20), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("job_link", sa.Text(), nullable=False),
        sa.Column("leaves_time", sa.Boolean(), nullable=False),
        sa.Column("counts_toward_weekly_hours", sa.Boolean(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("pathway", sa.String(length=20), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("person_signed_on", sa.Date(), nullable=True),
        sa.Column("referent_signed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.String(length=300), nullable=False),
        sa.Column("backdating_reason", sa.String(length=300), nullable=False),
        sa.Column("in_error", sa.Boolean(), nullable=False),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_civic_commitments_contract_id_contracts"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_civic_commitments_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["civic_commitments.id"],
            name=op.f("fk_civic_commitments_follows_id_civic_commitments"),
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_civic_commitments_mission_id_missions")
        ),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_civic_commitments_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["accounts.id"],
            name=op.f("fk_civic_commitments_volunteer_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_civic_commitments")),
        sa.UniqueConstraint("token", name=op.f("uq_civic_commitments_token")),
    )
    with op.batch_alter_table("civic_commitments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_civic_commitments_contract_id"), ["contract_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_civic_commitments_decided_on"), ["decided_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_civic_commitments_episode_id"), ["episode_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_civic_commitments_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_civic_commitments_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_civic_commitments_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_civic_commitments_being_written",
            ["volunteer_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'proposed')"),
            postgresql_where=sa.text("state IN ('draft', 'proposed')"),
        )
        batch_op.create_index(
            "uq_civic_commitments_follows",
            ["follows_id"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
        )

    op.create_table(
        "commitments",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_commitments_contract_id_contracts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitments_contract_id"), ["contract_id"], unique=False
        )

    op.create_table(
        "enrolments",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enrolled_by_id", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("walked_in", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attendance", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolled_by_id"], ["accounts.id"], name=op.f("fk_enrolments_enrolled_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["workshop_sessions.id"],
            name=op.f("fk_enrolments_session_id_workshop_sessions"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_enrolments_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("session_id", "volunteer_id", name=op.f("uq_enrolments_session_id")),
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolments_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_enrolments_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "planned_activities",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("counts_toward_weekly_hours", sa.Boolean(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_planned_activities_contract_id_contracts"),
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_planned_activities_mission_id_missions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_activities")),
        sa.UniqueConstraint("token", name=op.f("uq_planned_activities_token")),
    )
    with op.batch_alter_table("planned_activities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_planned_activities_contract_id"), ["contract_id"], unique=False
        )

    op.create_table(
        "report_sendings",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["accounts.id"], name=op.f("fk_report_sendings_noted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["report_versions.id"],
            name=op.f("fk_report_sendings_version_id_report_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sendings")),
    )
    with op.batch_alter_table("report_sendings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_report_sendings_version_id"), ["version_id"], unique=False
        )

    op.create_table(
        "sharing_consents",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_sharing_consents_contract_id_contracts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_consents")),
        sa.UniqueConstraint("token", name=op.f("uq_sharing_consents_token")),
    )
    with op.batch_alter_table("sharing_consents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sharing_consents_contract_id"), ["contract_id"], unique=False
        )

    op.create_table(
        "passport_entries",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("association_name", sa.String(length=120), nullable=False),
        sa.Column("association_facts", sa.String(length=300), nullable=False),
        sa.Column("association_purpose", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("rhythm", sa.String(length=120), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("responsibilities", sa.Text(), nullable=False),
        sa.Column("autonomy", sa.String(length=1), nullable=False),
        sa.Column("tools", sa.JSON(), nullable=False),
        sa.Column("trainings", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("attester_email", sa.String(length=254), nullable=False),
        sa.Column("ask", sa.String(length=32), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attester_id", sa.Integer(), nullable=True),
        sa.Column("attester_name", sa.String(length=120), nullable=False),
        sa.Column("attester_role", sa.String(length=120), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hours IS NULL OR hours >= 0", name=op.f("ck_passport_entries_hours_positive")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_passport_entries_association_id_associations"),
        ),
        sa.ForeignKeyConstraint(
            ["attester_id"], ["accounts.id"], name=op.f("fk_passport_entries_attester_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placements.id"],
            name=op.f("fk_passport_entries_placement_id_placements"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["passport_entries.id"],
            name=op.f("fk_passport_entries_replaces_id_passport_entries"),
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["accounts.id"],
            name=op.f("fk_passport_entries_volunteer_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_entries")),
        sa.UniqueConstraint(
            "placement_id", "number", name=op.f("uq_passport_entries_placement_id")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_passport_entries_token")),
    )
    with op.batch_alter_table("passport_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passport_entries_association_id"), ["association_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_passport_entries_placement_id"), ["placement_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_passport_entries_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_passport_entries_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "credentials",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("status_index", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("jwt", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["passport_entries.id"],
            name=op.f("fk_credentials_entry_id_passport_entries"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_credentials_entry_id")),
        sa.UniqueConstraint("status_index", name=op.f("uq_credentials_status_index")),
        sa.UniqueConstraint("token", name=op.f("uq_credentials_token")),
    )
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("is_proven", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("provider", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("id_token", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_practice", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("operator_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("territory_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_assignments_volunteer_id"))
        batch_op.create_index(
            batch_op.f("ix_assignments_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assignments_territory_id"), ["territory_id"], unique=False
        )
        batch_op.create_index(
            "ix_assignments_volunteer_days", ["volunteer_id", "since", "until"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_assignments_territory_id_territories"),
            "territories",
            ["territory_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_assignments_operator_id_operators"), "operators", ["operator_id"], ["id"]
        )

    with op.batch_alter_table("associations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verified_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))

    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arranged_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("token", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_covers_arranged_by_id_accounts"), "accounts", ["arranged_by_id"], ["id"]
        )

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fte", sa.Numeric(precision=4, scale=2), nullable=True))

    with op.batch_alter_table("territories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens_on", sa.Date(), nullable=True))
    _fill()
    _require()


def _fill():
    """Write in the rows of before what they would hold had the columns always been there."""
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE account_sessions SET seen_at = created_at"))
    connection.execute(
        sa.text(
            "UPDATE assignments SET"
            " operator_id = (SELECT operator_id FROM posts"
            " WHERE posts.account_id = assignments.referent_id),"
            " territory_id = (SELECT MIN(places.territory_id) FROM territory_communes AS places"
            " JOIN accounts ON accounts.commune_code = places.commune_code"
            " WHERE accounts.id = assignments.volunteer_id)"
        )
    )
    for held, column in (("state <> 'closed'", "verified_on"), ("state = 'closed'", "closed_on")):
        connection.execute(
            sa.text(
                f"UPDATE associations SET {column} = DATE(state_since)"
                f" WHERE state IN ('verified', 'suspended', 'closed') AND {held}"
            )
        )
    for (cover,) in connection.execute(sa.text("SELECT id FROM covers")).all():
        connection.execute(
            sa.text("UPDATE covers SET token = :token WHERE id = :id"),
            {"token": secrets.token_urlsafe(16), "id": cover},
        )


def _require():
    """Ask of every row what the site asks from now on."""
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.alter_column("seen_at", nullable=False)
        for name in ("is_proven", "provider", "id_token"):
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.alter_column("is_practice", server_default=None)
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.alter_column("token", nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_covers_token"), ["token"])
        batch_op.create_check_constraint(
            batch_op.f("ck_covers_by_someone_else"), "colleague_id <> absent_id"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_covers_ends_after_its_start"), "until >= since"
        )


def downgrade():
    with op.batch_alter_table("territories", schema=None) as batch_op:
        batch_op.drop_column("opens_on")

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_column("fte")

    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_covers_arranged_by_id_accounts"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("ck_covers_ends_after_its_start"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_covers_by_someone_else"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_covers_token"), type_="unique")
        batch_op.drop_column("token")
        batch_op.drop_column("arranged_by_id")

    with op.batch_alter_table("associations", schema=None) as batch_op:
        batch_op.drop_column("closed_on")
        batch_op.drop_column("verified_on")

    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_assignments_operator_id_operators"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_assignments_territory_id_territories"), type_="foreignkey"
        )
        batch_op.drop_index("ix_assignments_volunteer_days")
        batch_op.drop_index(batch_op.f("ix_assignments_territory_id"))
        batch_op.drop_index(batch_op.f("ix_assignments_operator_id"))
        batch_op.create_index(
            batch_op.f("ix_assignments_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.drop_column("territory_id")
        batch_op.drop_column("operator_id")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("is_practice")

    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.drop_column("id_token")
        batch_op.drop_column("provider")
        batch_op.drop_column("is_proven")
        batch_op.drop_column("seen_at")

    op.drop_table("credentials")
    with op.batch_alter_table("passport_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passport_entries_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_passport_entries_state"))
        batch_op.drop_index(batch_op.f("ix_passport_entries_placement_id"))
        batch_op.drop_index(batch_op.f("ix_passport_entries_association_id"))

    op.drop_table("passport_entries")
    with op.batch_alter_table("sharing_consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sharing_consents_contract_id"))

    op.drop_table("sharing_consents")
    with op.batch_alter_table("report_sendings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_sendings_version_id"))

    op.drop_table("report_sendings")
    with op.batch_alter_table("planned_activities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_activities_contract_id"))

    op.drop_table("planned_activities")
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolments_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_enrolments_session_id"))

    op.drop_table("enrolments")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitments_contract_id"))

    op.drop_table("commitments")
    with op.batch_alter_table("civic_commitments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_civic_commitments_follows",
            sqlite_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
        )
        batch_op.drop_index(
            "uq_civic_commitments_being_written",
            sqlite_where=sa.text("state IN ('draft', 'proposed')"),
            postgresql_where=sa.text("state IN ('draft', 'proposed')"),
        )
        batch_op.drop_index(batch_op.f("ix_civic_commitments_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_civic_commitments_state"))
        batch_op.drop_index(batch_op.f("ix_civic_commitments_referent_id"))
        batch_op.drop_index(batch_op.f("ix_civic_commitments_episode_id"))
        batch_op.drop_index(batch_op.f("ix_civic_commitments_decided_on"))
        batch_op.drop_index(batch_op.f("ix_civic_commitments_contract_id"))

    op.drop_table("civic_commitments")
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendments_contract_id"))

    op.drop_table("amendments")
    with op.batch_alter_table("workshop_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workshop_sessions_workshop_id"))
        batch_op.drop_index(batch_op.f("ix_workshop_sessions_starts_at"))
        batch_op.drop_index(batch_op.f("ix_workshop_sessions_on"))

    op.drop_table("workshop_sessions")
    with op.batch_alter_table("workshop_partners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workshop_partners_association_id"))

    op.drop_table("workshop_partners")
    with op.batch_alter_table("workshop_operators", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workshop_operators_operator_id"))

    op.drop_table("workshop_operators")
    with op.batch_alter_table("suspensions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suspensions_episode_id"))

    op.drop_table("suspensions")
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatures_signer_id"))
        batch_op.drop_index(batch_op.f("ix_signatures_document_id"))

    op.drop_table("signatures")
    op.drop_table("reviews")
    with op.batch_alter_table("report_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_versions_report_id"))

    op.drop_table("report_versions")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referrals_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_state"))
        batch_op.drop_index(batch_op.f("ix_referrals_referred_on"))
        batch_op.drop_index(batch_op.f("ix_referrals_prescriber_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_commune_code"))
        batch_op.drop_index(batch_op.f("ix_referrals_answered_by_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("prospect_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prospect_contacts_prospect_id"))

    op.drop_table("prospect_contacts")
    with op.batch_alter_table("proofs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proofs_words_hash"))
        batch_op.drop_index(batch_op.f("ix_proofs_volunteer_id"))

    op.drop_table("proofs")
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_interviews_day",
            sqlite_where=sa.text("state IN ('planned', 'held')"),
            postgresql_where=sa.text("state IN ('planned', 'held')"),
        )
        batch_op.drop_index("ix_interviews_volunteer_on")
        batch_op.drop_index(batch_op.f("ix_interviews_state"))
        batch_op.drop_index(batch_op.f("ix_interviews_referent_id"))
        batch_op.drop_index(batch_op.f("ix_interviews_on"))
        batch_op.drop_index(batch_op.f("ix_interviews_episode_id"))

    op.drop_table("interviews")
    with op.batch_alter_table("hand_over_moves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_over_moves_volunteer_id"))

    op.drop_table("hand_over_moves")
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_due_on"))

    op.drop_table("follow_ups")
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_contracts_follows",
            sqlite_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
            postgresql_where=sa.text("state NOT IN ('refused', 'withdrawn', 'cancelled')"),
        )
        batch_op.drop_index(
            "uq_contracts_being_written",
            sqlite_where=sa.text("state IN ('draft', 'proposed')"),
            postgresql_where=sa.text("state IN ('draft', 'proposed')"),
        )
        batch_op.drop_index(batch_op.f("ix_contracts_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_state"))
        batch_op.drop_index(batch_op.f("ix_contracts_referent_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_episode_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_ends_on"))
        batch_op.drop_index(batch_op.f("ix_contracts_effective_on"))
        batch_op.drop_index(batch_op.f("ix_contracts_decided_on"))

    op.drop_table("contracts")
    with op.batch_alter_table("archives", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_archives_keep_until"))

    op.drop_table("archives")
    with op.batch_alter_table("ambassador_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ambassador_contacts_referral_id"))
        batch_op.drop_index(batch_op.f("ix_ambassador_contacts_mission_id"))

    op.drop_table("ambassador_contacts")
    with op.batch_alter_table("activity_starts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_starts_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_activity_starts_started_on"))
        batch_op.drop_index(batch_op.f("ix_activity_starts_episode_id"))

    op.drop_table("activity_starts")
    with op.batch_alter_table("workshops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workshops_territory_id"))
        batch_op.drop_index(batch_op.f("ix_workshops_programme_id"))
        batch_op.drop_index(batch_op.f("ix_workshops_organiser_id"))
        batch_op.drop_index(batch_op.f("ix_workshops_kind"))

    op.drop_table("workshops")
    with op.batch_alter_table("testimonies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_testimonies_state"))
        batch_op.drop_index(batch_op.f("ix_testimonies_author_id"))

    op.drop_table("testimonies")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reports_state"))
        batch_op.drop_index(batch_op.f("ix_reports_programme_id"))
        batch_op.drop_index(batch_op.f("ix_reports_operator_id"))

    op.drop_table("reports")
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_codes_account_id"))

    op.drop_table("recovery_codes")
    with op.batch_alter_table("provider_identities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_identities_account_id"))

    op.drop_table("provider_identities")
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prospects_state"))
        batch_op.drop_index(batch_op.f("ix_prospects_next_step_on"))
        batch_op.drop_index(batch_op.f("ix_prospects_followed_by_id"))
        batch_op.drop_index(batch_op.f("ix_prospects_commune_code"))
        batch_op.drop_index(batch_op.f("ix_prospects_association_id"))

    op.drop_table("prospects")
    with op.batch_alter_table("prescribers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prescribers_territory_id"))
        batch_op.drop_index(batch_op.f("ix_prescribers_email"))

    op.drop_table("prescribers")
    with op.batch_alter_table("passkeys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkeys_account_id"))

    op.drop_table("passkeys")
    with op.batch_alter_table("own_engagements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_engagements_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_own_engagements_state"))
        batch_op.drop_index(batch_op.f("ix_own_engagements_started_on"))
        batch_op.drop_index(batch_op.f("ix_own_engagements_association_id"))

    op.drop_table("own_engagements")
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_volunteer_id"))

    op.drop_table("notes")
    with op.batch_alter_table("last_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_last_contacts_on"))

    op.drop_table("last_contacts")
    with op.batch_alter_table("hand_overs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_overs_to_id"))
        batch_op.drop_index(batch_op.f("ix_hand_overs_from_id"))
        batch_op.drop_index(batch_op.f("ix_hand_overs_at"))

    op.drop_table("hand_overs")
    with op.batch_alter_table("extractions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extractions_mapping_id"))
        batch_op.drop_index(batch_op.f("ix_extractions_asked_by_id"))

    op.drop_table("extractions")
    with op.batch_alter_table("erasure_requests", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_erasure_requests_waiting",
            sqlite_where=sa.text("done_at IS NULL AND taken_back_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND taken_back_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_erasure_requests_due_at"))
        batch_op.drop_index(batch_op.f("ix_erasure_requests_account_id"))

    op.drop_table("erasure_requests")
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_episodes_open",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_episodes_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_episodes_state"))
        batch_op.drop_index(batch_op.f("ix_episodes_started_on"))
        batch_op.drop_index(batch_op.f("ix_episodes_programme_id"))
        batch_op.drop_index(batch_op.f("ix_episodes_ended_on"))

    op.drop_table("episodes")
    with op.batch_alter_table("encounters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_encounters_territory_id"))
        batch_op.drop_index(batch_op.f("ix_encounters_on"))
        batch_op.drop_index(batch_op.f("ix_encounters_noted_by_id"))

    op.drop_table("encounters")
    with op.batch_alter_table("emergency_accesses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_emergency_accesses_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_emergency_accesses_referent_id"))
        batch_op.drop_index(batch_op.f("ix_emergency_accesses_opened_at"))

    op.drop_table("emergency_accesses")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index("ix_documents_subject")
        batch_op.drop_index(batch_op.f("ix_documents_state"))
        batch_op.drop_index(batch_op.f("ix_documents_sha256"))
        batch_op.drop_index(batch_op.f("ix_documents_owner_id"))
        batch_op.drop_index(batch_op.f("ix_documents_asked_by_id"))

    op.drop_table("documents")
    with op.batch_alter_table("contact_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_attempts_volunteer_id"))

    op.drop_table("contact_attempts")
    op.drop_table("booklets")
    with op.batch_alter_table("barriers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_barriers_volunteer_id"))

    op.drop_table("barriers")
    op.drop_table("authenticators")
    with op.batch_alter_table("ambassador_referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ambassador_referrals_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_ambassador_referrals_state"))
        batch_op.drop_index(batch_op.f("ix_ambassador_referrals_referred_on"))
        batch_op.drop_index(batch_op.f("ix_ambassador_referrals_referent_id"))
        batch_op.drop_index(batch_op.f("ix_ambassador_referrals_ambassador_id"))

    op.drop_table("ambassador_referrals")
    op.drop_table("programme_operators")
    with op.batch_alter_table("opening_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opening_notices_commune_code"))

    op.drop_table("opening_notices")
    with op.batch_alter_table("fte_grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fte_grants_operator_id"))

    op.drop_table("fte_grants")
    op.drop_table("reporting_periods")
    with op.batch_alter_table("purges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_purges_started_at"))

    op.drop_table("purges")
    op.drop_table("programmes")
    op.drop_table("exit_mappings")
    op.drop_table("column_mappings")
    op.drop_table("activity_rules")
    with op.batch_alter_table("accesses", schema=None) as batch_op:
        batch_op.drop_index("ix_accesses_person")
        batch_op.drop_index(batch_op.f("ix_accesses_at"))

    op.drop_table("accesses")
    op.drop_table("access_anchors")
