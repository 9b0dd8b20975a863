"""editing together

Revision: 0006
Follows: 0005
Created: 2026-11-22 04:11:00.000000+00:00
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
