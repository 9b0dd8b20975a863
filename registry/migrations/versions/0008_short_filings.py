"""short filings

Revision: 0008
Follows: 0007
Created: 2026-11-22 04:13:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
AUDITS = ("audit_draw", "audit_step")
GUARDED = {
    "filing_version": "id, filing_id, number, answers, documents, sha256, submitted_at, "
    "submitted_by_id, change_note",
    "statement": "id, filing_id, organisation_id, year, version, reference, "
    "period_start, period_end, submitted_on, published_at, note, change_note, sha256, "
    "document_sha256, answers, assessment",
}
"""The columns that the tables refuse to change, before this."""


def upgrade():
    for table, columns in GUARDED.items():
        path = sa.Column("path", sa.String(length=32), nullable=False, server_default="full")
        op.add_column(table, path)
        _drop_guard(table)
        _refuse_changes(table, f"UPDATE OF {columns}, path")
    op.add_column("register_entry", sa.Column("path", sa.String(length=32), nullable=True))
    op.execute("UPDATE register_entry SET path = 'full' WHERE statement_id IS NOT NULL")
    op.create_table(
        "audit_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("pool", JSON, nullable=False),
        sa.Column("drawn", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_draw"),
    )
    op.create_index("ix_audit_draw_year", "audit_draw", ["year"])
    op.create_table(
        "audit_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        _key("draw_id", "audit_draw"),
        _key("filing_id", "filing"),
        _key("by_id", "user"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_step"),
        sa.UniqueConstraint("filing_id", "act", name="uq_audit_step_filing_id_act"),
    )
    op.create_index("ix_audit_step_draw_id", "audit_step", ["draw_id"])
    for table in AUDITS:
        _refuse_changes(table, "UPDATE")


def downgrade():
    for table in reversed(AUDITS):
        op.drop_table(table)
    op.drop_column("register_entry", "path")
    for table, columns in GUARDED.items():
        _drop_guard(table)
        op.drop_column(table, "path")
        _refuse_changes(table, f"UPDATE OF {columns}")


def _key(column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_audit_step_{column}_{other}"
    )


def _drop_guard(table):
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    op.execute(f"DROP TRIGGER {table}_append_only ON {table}")


def _refuse_changes(table, update):
    if op.get_bind().dialect.name == "sqlite":
        for verb, change in (("update", update), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE {update} OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
