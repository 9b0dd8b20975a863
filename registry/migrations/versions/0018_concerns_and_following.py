"""concerns and following

Revision: 0018
Follows: 0017
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
