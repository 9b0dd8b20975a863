"""groups

Revision: 0007
Follows: 0006
Created: 2026-11-22 04:12:00.000000+00:00

What is published already is read into these tables by ``registry index-statements``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "statement_company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number_said", sa.String(length=80), nullable=False),
        sa.Column("share_percent", sa.String(length=10), nullable=True),
        sa.Column("covered", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_company_statement_id_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["organisation.id"],
            name=op.f("fk_statement_company_parent_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_company")),
    )
    op.create_index(
        "ix_statement_company_key", "statement_company", ["key", "year", "statement_id"]
    )
    op.create_index(
        "ix_statement_company_statement", "statement_company", ["statement_id", "row"]
    )
    op.create_table(
        "subsidiary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", _byte_ordered(200), nullable=False),
        sa.Column("number_said", sa.String(length=80), nullable=False),
        sa.Column("is_covered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidiary")),
        sa.UniqueConstraint("key", "year", name=op.f("uq_subsidiary_key_year")),
    )
    op.create_index(
        "ix_subsidiary_covered", "subsidiary", ["year", "is_covered", "name_key", "id"]
    )
    op.create_table(
        "subsidiary_word",
        sa.Column("word", _byte_ordered(60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("word", "key", name=op.f("pk_subsidiary_word")),
    )
    op.create_index("ix_subsidiary_word_key", "subsidiary_word", ["key", "word"])


def downgrade():
    op.drop_table("subsidiary_word")
    op.drop_table("subsidiary")
    op.drop_table("statement_company")


def _byte_ordered(length):
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
