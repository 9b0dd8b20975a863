"""signing off

Revision: 0010
Follows: 0009
Created: 2026-11-22 04:15:00.000000+00:00
"""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
