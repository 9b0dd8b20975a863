"""kept pages: nothing to change, they are kept in a file beside the database

Revision: 0016
Follows: 0015
Created: 2026-11-22 07:20:00.000000+00:00
"""

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
