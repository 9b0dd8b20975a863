"""changing the rules

Revision: 0002
Follows: 0001
Created: 2026-11-22 01:20:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
APPEND_ONLY = ("rule_draft_event", "rule_trial", "rule_adoption", "grade_decision")
SHOWN = ("statement", "register_entry")


def upgrade():
    op.create_table(
        "rule_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("reason", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        _person("rule_draft", "saved_by_id"),
        _person("rule_draft", "proposed_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_draft"),
    )
    op.create_table(
        "rule_draft_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _person("rule_draft_event", "by_id"),
        _draft("rule_draft_event"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_draft_event"),
    )
    op.create_table(
        "rule_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_sha256", sa.String(length=64), nullable=False),
        sa.Column("after_sha256", sa.String(length=64), nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _draft("rule_trial"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_trial"),
    )
    op.create_table(
        "rule_adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", JSON, nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("adopted_by_id <> proposed_by_id", name="ck_rule_adoption_two_people"),
        _person("rule_adoption", "proposed_by_id"),
        _person("rule_adoption", "adopted_by_id"),
        _draft("rule_adoption"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_adoption"),
        sa.UniqueConstraint("draft_id", name="uq_rule_adoption_draft_id"),
        sa.UniqueConstraint("label", name="uq_rule_adoption_label"),
        sa.UniqueConstraint("sha256", name="uq_rule_adoption_sha256"),
    )
    op.create_table(
        "grade_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _person("grade_decision", "by_id"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_grade_decision_statement_id_statement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_grade_decision"),
    )
    for table in ("rule_draft_event", "rule_trial"):
        op.create_index(f"ix_{table}_draft_id", table, ["draft_id"])
    op.create_index("ix_grade_decision_statement_id", "grade_decision", ["statement_id"])
    for table in SHOWN:
        op.add_column(table, sa.Column("grade_withdrawn_on", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("grade_withdrawn_reason", sa.Text(), nullable=True))
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade():
    for table in SHOWN:
        op.drop_column(table, "grade_withdrawn_reason")
        op.drop_column(table, "grade_withdrawn_on")
    for table in ("grade_decision", "rule_adoption", "rule_trial", "rule_draft_event"):
        op.drop_table(table)
    op.drop_table("rule_draft")


def _person(table, column):
    return sa.ForeignKeyConstraint([column], ["user.id"], name=f"fk_{table}_{column}_user")


def _draft(table):
    return sa.ForeignKeyConstraint(
        ["draft_id"], ["rule_draft.id"], name=f"fk_{table}_draft_id_rule_draft"
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
