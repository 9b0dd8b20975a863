"""names searched

Revision: 0014
Follows: 0013
Created: 2026-11-22 07:20:00.000000+00:00

What is in the register already is read into these tables by ``registry index-names``.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BY_ORGANISATION = ("ix_organisation_word_organisation", "organisation_word")


def upgrade():
    op.add_column(
        "organisation_alias",
        sa.Column("kind", sa.String(length=32), server_default="alias", nullable=False),
    )
    op.drop_index(BY_ORGANISATION[0], BY_ORGANISATION[1])
    op.create_index(*BY_ORGANISATION, ["organisation_id", "word"])
    op.create_table(
        "name_start",
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("start", _byte_ordered(80), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint(
            "rank", "start", "organisation_id", "kind", name=op.f("pk_name_start")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_start_organisation", "name_start", ["organisation_id", "rank"])
    op.create_table(
        "name_deletion",
        sa.Column("deletion", _byte_ordered(8), nullable=False),
        sa.Column("word", _byte_ordered(60), nullable=False),
        sa.PrimaryKeyConstraint("deletion", "word", name=op.f("pk_name_deletion")),
        sqlite_with_rowid=False,
    )


def downgrade():
    for table in ("name_deletion", "name_start"):
        op.drop_table(table)
    op.drop_index(BY_ORGANISATION[0], BY_ORGANISATION[1])
    op.create_index(*BY_ORGANISATION, ["organisation_id"])
    op.drop_column("organisation_alias", "kind")


def _byte_ordered(length):
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
