"""text searched

Revision: 0015
Follows: 0014
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
