"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempts_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_attempts_key"), ["key"], unique=False)

    op.create_table(
        "communes",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "search_name",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("department", sa.String(length=3), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_communes")),
    )
    with op.batch_alter_table("communes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_communes_department"), ["department"], unique=False)
        batch_op.create_index(batch_op.f("ix_communes_search_name"), ["search_name"], unique=False)

    op.create_table(
        "events",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_at"), ["at"], unique=False)

    op.create_table(
        "operators",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operators")),
        sa.UniqueConstraint("name", name=op.f("uq_operators_name")),
        sa.UniqueConstraint("token", name=op.f("uq_operators_token")),
    )
    op.create_table(
        "territories",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territories")),
        sa.UniqueConstraint("name", name=op.f("uq_territories_name")),
        sa.UniqueConstraint("token", name=op.f("uq_territories_token")),
    )
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_table(
        "accounts",
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("postal_address", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("preferred_channel", sa.String(length=10), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=32), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_accounts_commune_code_communes")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["accounts.id"], name=op.f("fk_accounts_opened_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_accounts_code_hash")),
        sa.UniqueConstraint("once", name=op.f("uq_accounts_once")),
        sa.UniqueConstraint("token", name=op.f("uq_accounts_token")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accounts_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_accounts_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_role"), ["role"], unique=False)
        batch_op.create_index(
            "uq_accounts_confirmed_email",
            ["email"],
            unique=True,
            sqlite_where=sa.text("email_confirmed_at IS NOT NULL AND closed_at IS NULL"),
            postgresql_where=sa.text("email_confirmed_at IS NOT NULL AND closed_at IS NULL"),
        )

    op.create_table(
        "associations",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("search_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("rna", sa.String(length=10), nullable=True),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("tribunal", sa.String(length=80), nullable=False),
        sa.Column("volume", sa.String(length=10), nullable=False),
        sa.Column("folio", sa.String(length=10), nullable=False),
        sa.Column("no_number", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("insurer", sa.String(length=120), nullable=False),
        sa.Column("insurance_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_reason", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_associations_commune_code_communes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_associations")),
        sa.UniqueConstraint("token", name=op.f("uq_associations_token")),
    )
    with op.batch_alter_table("associations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_associations_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_associations_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_associations_rna"), ["rna"], unique=False)
        batch_op.create_index(batch_op.f("ix_associations_siren"), ["siren"], unique=False)
        batch_op.create_index(batch_op.f("ix_associations_siret"), ["siret"], unique=False)
        batch_op.create_index(batch_op.f("ix_associations_state"), ["state"], unique=False)

    op.create_table(
        "postal_codes",
        sa.Column(
            "postal_code",
            sa.String(length=5).with_variant(sa.String(length=5, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["communes.code"],
            name=op.f("fk_postal_codes_commune_code_communes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("postal_code", "commune_code", name=op.f("pk_postal_codes")),
    )
    with op.batch_alter_table("postal_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_postal_codes_commune_code"), ["commune_code"], unique=False
        )

    op.create_table(
        "territory_communes",
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["communes.code"],
            name=op.f("fk_territory_communes_commune_code_communes"),
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_territory_communes_territory_id_territories"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("territory_id", "commune_code", name=op.f("pk_territory_communes")),
    )
    with op.batch_alter_table("territory_communes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_territory_communes_commune_code"), ["commune_code"], unique=False
        )

    op.create_table(
        "account_sessions",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("acting_for_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_sessions_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["acting_for_id"],
            ["accounts.id"],
            name=op.f("fk_account_sessions_acting_for_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.UniqueConstraint("token", name=op.f("uq_account_sessions_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_sessions_token_hash")),
    )
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_sessions_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "assignments",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_assignments_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_assignments_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assignments_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assignments_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_assignments_open",
            ["volunteer_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "covers",
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["accounts.id"], name=op.f("fk_covers_absent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["colleague_id"], ["accounts.id"], name=op.f("fk_covers_colleague_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
    )
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covers_absent_id"), ["absent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_covers_colleague_id"), ["colleague_id"], unique=False)

    op.create_table(
        "difficulties",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["accounts.id"], name=op.f("fk_difficulties_closed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"],
            ["accounts.id"],
            name=op.f("fk_difficulties_on_behalf_of_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_difficulties_thread_id_threads")
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["accounts.id"], name=op.f("fk_difficulties_told_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_difficulties_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulties")),
        sa.UniqueConstraint("token", name=op.f("uq_difficulties_token")),
    )
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difficulties_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_difficulties_thread_id"), ["thread_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_difficulties_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "holdings",
        sa.Column("referent_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_holdings_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territories.id"], name=op.f("fk_holdings_territory_id_territories")
        ),
        sa.PrimaryKeyConstraint("referent_id", "territory_id", name=op.f("pk_holdings")),
    )
    op.create_table(
        "invitations",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("territory_ids", sa.JSON(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["accounts.id"], name=op.f("fk_invitations_invited_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token", name=op.f("uq_invitations_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_email"), ["email"], unique=False)

    op.create_table(
        "letters",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attachment_name", sa.String(length=80), nullable=True),
        sa.Column("attachment", sa.Text(), nullable=True),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["to_id"], ["accounts.id"], name=op.f("fk_letters_to_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("token", name=op.f("uq_letters_token")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_not_before"), ["not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_sent_at"), ["sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_to_id"), ["to_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_memberships_association_id_associations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("account_id", name=op.f("uq_memberships_account_id")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_memberships_association_id"), ["association_id"], unique=False
        )

    op.create_table(
        "messages",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_messages_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["accounts.id"], name=op.f("fk_messages_on_behalf_of_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_messages_thread_id_threads")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "missions",
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("domain", sa.String(length=30), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("publics", sa.JSON(), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("place_detail", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("flexible", sa.Boolean(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("one_off", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("places_left", sa.Integer(), nullable=False),
        sa.Column("french", sa.String(length=2), nullable=True),
        sa.Column("driving_licence", sa.Boolean(), nullable=True),
        sa.Column("lifting", sa.Boolean(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("beginners", sa.Boolean(), nullable=True),
        sa.Column("trial", sa.Boolean(), nullable=True),
        sa.Column("welcome", sa.Text(), nullable=False),
        sa.Column("expenses", sa.String(length=200), nullable=False),
        sa.Column("transit", sa.String(length=200), nullable=False),
        sa.Column("not_a_job", sa.Boolean(), nullable=False),
        sa.Column("decision_reason", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("places_left <= places", name=op.f("ck_missions_places_left_within")),
        sa.CheckConstraint("places_left >= 0", name=op.f("ck_missions_places_left_positive")),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["associations.id"],
            name=op.f("fk_missions_association_id_associations"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_missions_commune_code_communes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missions")),
        sa.UniqueConstraint("association_id", "reference", name=op.f("uq_missions_association_id")),
        sa.UniqueConstraint("token", name=op.f("uq_missions_token")),
    )
    with op.batch_alter_table("missions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_missions_association_id"), ["association_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_missions_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_missions_state"), ["state"], unique=False)
        batch_op.create_index(
            "ix_missions_state_updated", ["state", "updated_at", "version"], unique=False
        )

    op.create_table(
        "one_time_links",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_one_time_links_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_links_token_hash")),
    )
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_links_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "posts",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_posts_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_posts_operator_id_operators")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("account_id", name=op.f("uq_posts_account_id")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_operator_id"), ["operator_id"], unique=False)

    op.create_table(
        "profiles",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.Column("max_minutes", sa.Integer(), nullable=True),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("french", sa.String(), nullable=True),
        sa.Column("driving_licence", sa.Boolean(), nullable=True),
        sa.Column("no_lifting", sa.Boolean(), nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=True),
        sa.Column("remote_ok", sa.Boolean(), nullable=True),
        sa.Column("answered", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_profiles_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("account_id", name=op.f("uq_profiles_account_id")),
    )
    op.create_table(
        "choices",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_choices_mission_id_missions")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_choices_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
        sa.UniqueConstraint("volunteer_id", "mission_id", name=op.f("uq_choices_volunteer_id")),
    )
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_choices_mission_id"), ["mission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_choices_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "introductions",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("released", sa.JSON(), nullable=False),
        sa.Column("accompanied", sa.Boolean(), nullable=False),
        sa.Column("holds_place", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("meeting_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_place", sa.String(length=200), nullable=False),
        sa.Column("meeting_with", sa.String(length=80), nullable=False),
        sa.Column("meeting_note", sa.Text(), nullable=False),
        sa.Column("meeting_sequence", sa.Integer(), nullable=False),
        sa.Column("meeting_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_wish", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_introductions_mission_id_missions")
        ),
        sa.ForeignKeyConstraint(
            ["referent_id"], ["accounts.id"], name=op.f("fk_introductions_referent_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_introductions_thread_id_threads")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_introductions_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint("token", name=op.f("uq_introductions_token")),
    )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_introductions_meeting_at"), ["meeting_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_introductions_mission_id"), ["mission_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_introductions_referent_id"), ["referent_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_introductions_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_introductions_thread_id"), ["thread_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_introductions_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_introductions_live",
            ["volunteer_id", "mission_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('suggested','asked','approved','sent','accepted','meeting_planned','met') OR (state = 'placed' AND holds_place)"
            ),
            postgresql_where=sa.text(
                "state IN ('suggested','asked','approved','sent','accepted','meeting_planned','met') OR (state = 'placed' AND holds_place)"
            ),
        )

    op.create_table(
        "placements",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("noticed", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_placements_introduction_id_introductions"),
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["missions.id"], name=op.f("fk_placements_mission_id_missions")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_placements_thread_id_threads")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["accounts.id"], name=op.f("fk_placements_volunteer_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placements")),
        sa.UniqueConstraint("introduction_id", name=op.f("uq_placements_introduction_id")),
        sa.UniqueConstraint("token", name=op.f("uq_placements_token")),
    )
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placements_mission_id"), ["mission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placements_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_placements_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "check_ins",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("volunteer_mood", sa.String(length=10), nullable=True),
        sa.Column("volunteer_words", sa.Text(), nullable=False),
        sa.Column("volunteer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("association_mood", sa.String(length=10), nullable=True),
        sa.Column("association_words", sa.Text(), nullable=False),
        sa.Column("association_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placements.id"], name=op.f("fk_check_ins_placement_id_placements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("placement_id", "due_on", name=op.f("uq_check_ins_placement_id")),
    )
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_ins_due_on"), ["due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_check_ins_placement_id"), ["placement_id"], unique=False
        )

    op.create_table(
        "hours",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("declared_side", sa.String(length=12), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disputed_hours", sa.Double(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hours >= 0 AND hours <= 744", name=op.f("ck_hours_hours_within_a_month")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["accounts.id"], name=op.f("fk_hours_confirmed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["accounts.id"], name=op.f("fk_hours_declared_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placements.id"], name=op.f("fk_hours_placement_id_placements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours")),
        sa.UniqueConstraint("placement_id", "month", name=op.f("uq_hours_placement_id")),
    )
    with op.batch_alter_table("hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hours_placement_id"), ["placement_id"], unique=False)



def downgrade():
    with op.batch_alter_table("hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hours_placement_id"))

    op.drop_table("hours")
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_check_ins_placement_id"))
        batch_op.drop_index(batch_op.f("ix_check_ins_due_on"))

    op.drop_table("check_ins")
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placements_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_placements_state"))
        batch_op.drop_index(batch_op.f("ix_placements_mission_id"))

    op.drop_table("placements")
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_introductions_live",
            sqlite_where=sa.text(
                "state IN ('suggested','asked','approved','sent','accepted','meeting_planned','met') OR (state = 'placed' AND holds_place)"
            ),
            postgresql_where=sa.text(
                "state IN ('suggested','asked','approved','sent','accepted','meeting_planned','met') OR (state = 'placed' AND holds_place)"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_introductions_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_thread_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_state"))
        batch_op.drop_index(batch_op.f("ix_introductions_referent_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_mission_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_meeting_at"))

    op.drop_table("introductions")
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_choices_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_choices_mission_id"))

    op.drop_table("choices")
    op.drop_table("profiles")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_operator_id"))

    op.drop_table("posts")
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_links_account_id"))

    op.drop_table("one_time_links")
    with op.batch_alter_table("missions", schema=None) as batch_op:
        batch_op.drop_index("ix_missions_state_updated")
        batch_op.drop_index(batch_op.f("ix_missions_state"))
        batch_op.drop_index(batch_op.f("ix_missions_commune_code"))
        batch_op.drop_index(batch_op.f("ix_missions_association_id"))

    op.drop_table("missions")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_thread_id"))

    op.drop_table("messages")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_association_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_to_id"))
        batch_op.drop_index(batch_op.f("ix_letters_sent_at"))
        batch_op.drop_index(batch_op.f("ix_letters_not_before"))
        batch_op.drop_index(batch_op.f("ix_letters_about"))

    op.drop_table("letters")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_email"))

    op.drop_table("invitations")
    op.drop_table("holdings")
    with op.batch_alter_table("difficulties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difficulties_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_difficulties_thread_id"))
        batch_op.drop_index(batch_op.f("ix_difficulties_closed_at"))

    op.drop_table("difficulties")
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_covers_colleague_id"))
        batch_op.drop_index(batch_op.f("ix_covers_absent_id"))

    op.drop_table("covers")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignments_open",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assignments_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_assignments_referent_id"))

    op.drop_table("assignments")
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_sessions_account_id"))

    op.drop_table("account_sessions")
    with op.batch_alter_table("territory_communes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_territory_communes_commune_code"))

    op.drop_table("territory_communes")
    with op.batch_alter_table("postal_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postal_codes_commune_code"))

    op.drop_table("postal_codes")
    with op.batch_alter_table("associations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_associations_state"))
        batch_op.drop_index(batch_op.f("ix_associations_siret"))
        batch_op.drop_index(batch_op.f("ix_associations_siren"))
        batch_op.drop_index(batch_op.f("ix_associations_rna"))
        batch_op.drop_index(batch_op.f("ix_associations_name"))
        batch_op.drop_index(batch_op.f("ix_associations_commune_code"))

    op.drop_table("associations")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_accounts_confirmed_email",
            sqlite_where=sa.text("email_confirmed_at IS NOT NULL AND closed_at IS NULL"),
            postgresql_where=sa.text("email_confirmed_at IS NOT NULL AND closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_accounts_role"))
        batch_op.drop_index(batch_op.f("ix_accounts_phone"))
        batch_op.drop_index(batch_op.f("ix_accounts_email"))
        batch_op.drop_index(batch_op.f("ix_accounts_commune_code"))

    op.drop_table("accounts")
    op.drop_table("threads")
    op.drop_table("territories")
    op.drop_table("operators")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_at"))
        batch_op.drop_index(batch_op.f("ix_events_actor_id"))

    op.drop_table("events")
    with op.batch_alter_table("communes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communes_search_name"))
        batch_op.drop_index(batch_op.f("ix_communes_department"))

    op.drop_table("communes")
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempts_key"))
        batch_op.drop_index(batch_op.f("ix_attempts_at"))

    op.drop_table("attempts")
