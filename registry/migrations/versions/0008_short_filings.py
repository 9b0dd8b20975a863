"""short filings

Revision: 0008
Follows: 0007
Created: 2026-11-22 04:13:00.000000+00:00
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
