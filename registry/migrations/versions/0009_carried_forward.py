"""carried forward

Revision: 0009
Follows: 0008
Created: 2026-11-22 04:14:00.000000+00:00
"""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
