"""ledger by class

Revision: 0022
Follows: 0021
Created: 2026-11-22 08:43:00.000000+00:00
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(
        "ix_register_entry_class",
        "register_entry",
        ["year", "reporting_class", "name_key", "organisation_id"],
    )


def downgrade():
    op.drop_index("ix_register_entry_class", "register_entry")
