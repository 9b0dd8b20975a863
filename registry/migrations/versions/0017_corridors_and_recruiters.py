"""corridors and recruiters

Revision: 0017
Follows: 0016
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
