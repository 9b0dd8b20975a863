"""newest of a sector

What came about last in a sector, organisations by sector or state, and entries by their score,
each read along an index.

Revision: 0028
Follows: 0027
Created: 2026-11-22 21:50:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PARTS = ("sector", "state")
DAYS = {"due_on": "status = 'due'", "grade_public_on": "grade IS NOT NULL"}


def upgrade():
    by_score = ["year", "score_tenths", "organisation_id"]
    op.create_index("ix_register_entry_score", "register_entry", by_score)
    for part in PARTS:
        op.create_index(f"ix_organisation_{part}", "organisation", [part, "name_key", "id"])
    for day, where in DAYS.items():
        op.create_index(
            f"ix_register_entry_newest_{day}",
            "register_entry",
            ["sector", day, "organisation_id", "year"],
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def downgrade():
    op.drop_index("ix_register_entry_score", "register_entry")
    for day in DAYS:
        op.drop_index(f"ix_register_entry_newest_{day}", "register_entry")
    for part in PARTS:
        op.drop_index(f"ix_organisation_{part}", "organisation")
