"""withdrawn statements

Revision: 0012
Follows: 0011
Created: 2026-11-22 04:17:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.add_column("statement", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    op.add_column("statement", sa.Column("withdrawn_reason", sa.Text(), nullable=True))
    op.create_table(
        "statement_revision",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=False),
        sa.Column("text", JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_statement_revision_statement_id_statement"
        ),
        sa.PrimaryKeyConstraint("statement_id", name="pk_statement_revision"),
    )
    _refuse_changes("statement_revision")


def downgrade():
    op.drop_table("statement_revision")
    op.drop_column("statement", "withdrawn_reason")
    op.drop_column("statement", "withdrawn_on")


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
