"""findings to count

Revision: 0003
Follows: 0002
Created: 2026-11-22 01:20:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FROM_ASSESSMENTS = {
    "sqlite": """
        INSERT INTO statement_finding (criterion, statement_id, outcome)
        SELECT json_extract(each.value, '$.criterion'), statement.id,
               json_extract(each.value, '$.outcome')
        FROM statement, json_each(statement.assessment, '$.findings') AS each
    """,
    "postgresql": """
        INSERT INTO statement_finding (criterion, statement_id, outcome)
        SELECT found ->> 'criterion', statement.id, found ->> 'outcome'
        FROM statement, jsonb_array_elements(statement.assessment -> 'findings') AS found
    """,
}
"""The findings of what was published before there was a table for them."""


def upgrade():
    op.create_table(
        "statement_finding",
        sa.Column("criterion", sa.String(length=8), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_finding_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("criterion", "statement_id", name=op.f("pk_statement_finding")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_register_entry_statement",
        "register_entry",
        ["statement_id", "year", "sector", "grade_public_on", "grade_withdrawn_on"],
    )
    op.execute(FROM_ASSESSMENTS[op.get_bind().dialect.name])
    _refuse_changes("statement_finding")


def downgrade():
    op.drop_index("ix_register_entry_statement", "register_entry")
    op.drop_table("statement_finding")


def _refuse_changes(table):
    if op.get_bind().dialect.name == "sqlite":
        for verb, change in (("update", "UPDATE"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
