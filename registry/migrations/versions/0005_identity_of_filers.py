"""identity of filers

Revision: 0005
Follows: 0004
Created: 2026-11-22 04:10:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = sa.text("accepted_at IS NULL AND withdrawn_at IS NULL")


def upgrade():
    op.add_column(
        "organisation",
        sa.Column("secretary_email", sa.String(length=255), nullable=False, server_default=""),
    )
    op.create_table(
        "assurance_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("assurance_fact", "user_id", "by_id"),
    )
    op.create_index(
        "ix_assurance_fact_organisation_user", "assurance_fact", ["organisation_id", "user_id"]
    )
    op.create_table(
        "secretary_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=255), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_to", sa.String(length=255), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("secretary_code", "user_id"),
        sa.UniqueConstraint("link_sha256", name="uq_secretary_code_link_sha256"),
    )
    op.create_index(
        "ix_secretary_code_organisation_user", "secretary_code", ["organisation_id", "user_id"]
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("invitation", "invited_by_id", "accepted_by_id"),
        sa.UniqueConstraint("link_sha256", name="uq_invitation_link_sha256"),
    )
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["organisation_id", "email", "role"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _refuse_changes("assurance_fact")


def downgrade():
    for table in ("invitation", "secretary_code", "assurance_fact"):
        op.drop_table(table)
    op.drop_column("organisation", "secretary_email")


def _keys(table, *people):
    """The primary key, the organisation, and the people of a table."""
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=f"fk_{table}_organisation_id_organisation",
        ),
        *(
            sa.ForeignKeyConstraint([column], ["user.id"], name=f"fk_{table}_{column}_user")
            for column in people
        ),
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
