"""text searched

Revision: 0015
Follows: 0014
Created: 2026-11-22 07:20:00.000000+00:00

``registry index-statements`` reads what was published before this into the index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COUNTS = ("ix_register_entry_counts", "register_entry")
COUNTED = (
    "year", "status", "due_on", "reporting_class", "sector", "market", "state", "grade",
    "grade_public_on", "score_tenths", "status_on",
)


def upgrade():
    op.create_table(
        "statement_text",
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_statement_text_statement_id_statement"
        ),
        sa.PrimaryKeyConstraint("statement_id", name="pk_statement_text"),
    )
    op.create_index("ix_statement_text_statement_id", "statement_text", ["statement_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE statement_words USING "
            "fts5(near, far, content='', tokenize=\"ascii tokenchars '+'\")"
        )
    else:
        op.execute(
            "CREATE TABLE statement_words (statement_id INTEGER PRIMARY KEY, words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX statement_words_gin ON statement_words USING gin (words)")
    op.drop_index(*COUNTS)
    op.create_index(*COUNTS, [*COUNTED, "path", "organisation_id"])


def downgrade():
    op.drop_index(*COUNTS)
    op.create_index(*COUNTS, [*COUNTED, "organisation_id"])
    op.execute("DROP TABLE statement_words")
    op.drop_table("statement_text")
