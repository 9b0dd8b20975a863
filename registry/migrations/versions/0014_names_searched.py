"""names searched

Revision: 0014
Follows: 0013
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
