"""change feed

Revision: 0020
Follows: 0019
Created: 2026-11-22 07:20:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.create_table(
        "data_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("files", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["ledger_event.id"], name="fk_data_edition_event_id_ledger_event"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_edition"),
    )
    _refuse_changes("data_edition")
    op.create_index("ix_statement_published_at", "statement", ["published_at", "id"])


def downgrade():
    op.drop_index("ix_statement_published_at", "statement")
    op.drop_table("data_edition")


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
