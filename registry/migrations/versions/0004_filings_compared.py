"""filings compared

Revision: 0004
Follows: 0003
Created: 2026-11-22 01:40:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "statement_passage",
        sa.Column("id", sa.Integer(), nullable=False),
        *_owner("statement_passage"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_copied", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_passage")),
    )
    op.create_index(op.f("ix_statement_passage_filing_id"), "statement_passage", ["filing_id"])
    op.create_table(
        "passage_band",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["statement_passage.id"],
            name=op.f("fk_passage_band_passage_id_statement_passage"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", "passage_id", name=op.f("pk_passage_band")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_passage_band_passage_id"), "passage_band", ["passage_id"])
    op.create_table(
        "filing_mention",
        sa.Column("id", sa.Integer(), nullable=False),
        *_owner("filing_mention"),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_mention")),
    )
    op.create_index(op.f("ix_filing_mention_filing_id"), "filing_mention", ["filing_id"])
    op.create_index("ix_filing_mention_kind_key", "filing_mention", ["kind", "key", "year"])


def downgrade():
    op.drop_table("filing_mention")
    op.drop_table("passage_band")
    op.drop_table("statement_passage")


def _owner(table):
    return (
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["filing.id"], name=op.f(f"fk_{table}_filing_id_filing")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id_organisation"),
        ),
    )
