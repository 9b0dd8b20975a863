"""log tree

Revision: 0019
Follows: 0018
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
