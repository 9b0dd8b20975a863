"""withdrawn statements

Revision: 0012
Follows: 0011
Created: 2026-11-22 04:17:00.000000+00:00
"""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
