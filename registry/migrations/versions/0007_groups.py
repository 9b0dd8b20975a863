"""groups

Revision: 0007
Follows: 0006
Created: 2026-11-22 04:12:00.000000+00:00
"""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
