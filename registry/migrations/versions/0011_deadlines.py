"""deadlines

Revision: 0011
Follows: 0010
Created: 2026-11-22 04:16:00.000000+00:00
"""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
