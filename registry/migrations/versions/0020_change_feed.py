"""change feed

Revision: 0020
Follows: 0019
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
