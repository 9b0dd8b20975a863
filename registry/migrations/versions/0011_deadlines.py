"""deadlines

Revision: 0011
Follows: 0010
Created: 2026-11-22 04:16:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

APPEND_ONLY = ("reminder", "extension_request", "extension_decision", "dossier")
HASHES = (("filing_version", "receipt_sha256"), ("statement", "sha256"), ("statement", "document_sha256"))


def upgrade():
    op.add_column("register_entry", sa.Column("first_due_on", sa.Date(), nullable=True))
    op.add_column("register_entry", sa.Column("extended_on", sa.Date(), nullable=True))
    op.add_column("register_entry", sa.Column("extension_reason", sa.Text(), nullable=True))
    op.add_column(
        "register_entry",
        sa.Column("due_revision", sa.Integer(), nullable=False, server_default="0"),
    )
    with op.batch_alter_table("outbox_message") as outbox:
        outbox.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("year", sa.Integer(), nullable=True))
        outbox.create_foreign_key(
            "fk_outbox_message_organisation_id_organisation",
            "organisation",
            ["organisation_id"],
            ["id"],
        )
    op.create_index("ix_outbox_message_about", "outbox_message", ["organisation_id", "year"])
    op.create_table(
        "reminder",
        sa.Column("organisation_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("year", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        _entry("reminder"),
        sa.PrimaryKeyConstraint(
            "organisation_id", "year", "kind", "since", "days", name="pk_reminder"
        ),
    )
    op.create_index("ix_reminder_at", "reminder", ["at"])
    op.create_table(
        "extension_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _entry("extension_request"),
        _person("extension_request", "by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_extension_request"),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "number",
            name="uq_extension_request_organisation_id_year_number",
        ),
    )
    op.create_table(
        "extension_decision",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["extension_request.id"],
            name="fk_extension_decision_request_id_extension_request",
        ),
        _person("extension_decision", "by_id"),
        sa.PrimaryKeyConstraint("request_id", name="pk_extension_decision"),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _person("calendar_feed", "user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_calendar_feed"),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_dossier_organisation_id_organisation",
        ),
        _person("dossier", "by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
        sa.UniqueConstraint("sha256", name="uq_dossier_sha256"),
    )
    op.create_index("ix_dossier_organisation_id", "dossier", ["organisation_id"])
    for table, column in HASHES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade():
    for table, column in HASHES:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_table("dossier")
    op.drop_table("calendar_feed")
    op.drop_table("extension_decision")
    op.drop_table("extension_request")
    op.drop_table("reminder")
    op.drop_index("ix_outbox_message_about", "outbox_message")
    with op.batch_alter_table("outbox_message") as outbox:
        outbox.drop_constraint("fk_outbox_message_organisation_id_organisation", "foreignkey")
        outbox.drop_column("year")
        outbox.drop_column("organisation_id")
    for column in ("due_revision", "extension_reason", "extended_on", "first_due_on"):
        op.drop_column("register_entry", column)


def _person(table, column):
    return sa.ForeignKeyConstraint([column], ["user.id"], name=f"fk_{table}_{column}_user")


def _entry(table):
    return sa.ForeignKeyConstraint(
        ["organisation_id", "year"],
        ["register_entry.organisation_id", "register_entry.year"],
        name=f"fk_{table}_entry",
    )


def _refuse_changes(table):
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
