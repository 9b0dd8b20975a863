"""identity of filers

Revision: 0005
Follows: 0004
Created: 2026-11-22 04:10:00.000000+00:00
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
