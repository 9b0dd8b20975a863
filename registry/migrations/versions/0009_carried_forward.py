"""carried forward

Revision: 0009
Follows: 0008
Created: 2026-11-22 04:14:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade():
    op.create_table(
        "carried_page",
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=24), nullable=False),
        sa.Column("corridor", sa.String(length=40), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        _refers("carried_page", "filing_id", "filing"),
        _refers("carried_page", "version_id", "filing_version"),
        _refers("carried_page", "confirmed_by_id", "user"),
        sa.PrimaryKeyConstraint("filing_id", "page", "corridor", name="pk_carried_page"),
    )
    op.create_table(
        "promise",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("followed", JSON, nullable=False),
        _refers("promise", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("organisation_id", "number", name="pk_promise"),
    )


def downgrade():
    op.drop_table("promise")
    op.drop_table("carried_page")


def _refers(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}"
    )
