"""corridors and recruiters

Revision: 0017
Follows: 0016
Created: 2026-11-22 07:20:00.000000+00:00

What is published already is read into these tables by ``registry index-statements``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "corridor_figure",
        *_of_statement("corridor_figure"),
        sa.Column("origin", sa.String(length=3), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("recruits", sa.Integer(), nullable=True),
        sa.Column("direct_recruits", sa.Integer(), nullable=True),
        sa.Column("layers", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("payers", sa.Integer(), nullable=False),
        sa.Column("workers_repaid", sa.Integer(), nullable=False),
        sa.Column("worker_paid_sen", sa.BigInteger(), nullable=True),
        sa.Column("reimbursed_sen", sa.BigInteger(), nullable=True),
        sa.Column("per_worker_sen", sa.BigInteger(), nullable=True),
        sa.Column("gross_months_e4", sa.Integer(), nullable=True),
        sa.Column("net_months_e4", sa.Integer(), nullable=True),
    )
    op.create_index("ix_corridor_figure_year", "corridor_figure", ["year", "origin"])
    op.create_index("ix_corridor_figure_origin", "corridor_figure", ["origin", "year"])
    _index_organisation("corridor_figure")
    op.create_table(
        "corridor_cost",
        *_of_statement("corridor_cost"),
        sa.Column("origin", sa.String(length=3), nullable=False),
        sa.Column("category", sa.String(length=12), nullable=False),
        sa.Column("payer", sa.String(length=12), nullable=False),
        sa.Column("amount_sen", sa.BigInteger(), nullable=False),
        sa.Column("reimbursed_sen", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_corridor_cost_origin", "corridor_cost", ["origin", "year"])
    _index_organisation("corridor_cost")
    op.create_table(
        "recruiter_use",
        *_of_statement("recruiter_use"),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("licence_no", sa.String(length=80), nullable=False),
        sa.Column("licence_class", sa.String(length=8), nullable=False),
        sa.Column("licence_expiry", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("subagents_found", sa.String(length=16), nullable=False),
        sa.Column("blacklist_hit", sa.String(length=16), nullable=False),
        sa.Column("recruits", sa.Integer(), nullable=True),
    )
    op.create_index("ix_recruiter_use_key", "recruiter_use", ["key", "year"])
    _index_organisation("recruiter_use")
    _create_recruiters()


def _create_recruiters():
    op.create_table(
        "recruiter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", _byte_ordered(200), nullable=False),
        sa.Column("licence_no", sa.String(length=80), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("recruits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter")),
        sa.UniqueConstraint("key", name=op.f("uq_recruiter_key")),
    )
    op.create_index("ix_recruiter_name_key", "recruiter", ["name_key", "id"])
    op.create_index("ix_recruiter_country", "recruiter", ["country", "name_key", "id"])
    op.create_table(
        "recruiter_word",
        sa.Column("word", _byte_ordered(60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("word", "key", name=op.f("pk_recruiter_word")),
    )
    op.create_index("ix_recruiter_word_key", "recruiter_word", ["key"])


def downgrade():
    for table in (
        "recruiter_word", "recruiter", "recruiter_use", "corridor_cost", "corridor_figure",
    ):
        op.drop_table(table)


def _of_statement(table):
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f(f"fk_{table}_statement_id_statement")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index_organisation(table):
    op.create_index(f"ix_{table}_organisation", table, ["organisation_id", "year"])


def _byte_ordered(length):
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
