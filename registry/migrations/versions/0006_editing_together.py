"""editing together

Revision: 0006
Follows: 0005
Created: 2026-11-22 04:11:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "edit_lock",
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["filing.id"], name=op.f("fk_edit_lock_filing_id_filing")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["user.id"], name=op.f("fk_edit_lock_holder_id_user")
        ),
        sa.PrimaryKeyConstraint("filing_id", "sheet", name=op.f("pk_edit_lock")),
    )
    op.create_index(op.f("ix_edit_lock_holder_id"), "edit_lock", ["holder_id"])
    op.create_table(
        "linked_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_linked_identity_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_linked_identity_issuer_subject")),
        sa.UniqueConstraint("user_id", "issuer", name=op.f("uq_linked_identity_user_id_issuer")),
    )


def downgrade():
    op.drop_table("linked_identity")
    op.drop_table("edit_lock")
