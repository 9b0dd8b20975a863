"""signing off

Revision: 0010
Follows: 0009
Created: 2026-11-22 04:15:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TABLES = ("page_comment", "page_sign_off", "signature")


def upgrade():
    op.create_table(
        "page_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=24), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("struck_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _key("page_comment", "filing_id", "filing"),
        _key("page_comment", "struck_id", "page_comment"),
        _key("page_comment", "by_id", "user"),
        sa.PrimaryKeyConstraint("id", name="pk_page_comment"),
    )
    op.create_index("ix_page_comment_place", "page_comment", ["filing_id", "page", "field"])
    op.create_table(
        "page_sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filing_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=24), nullable=False),
        sa.Column("signed_off", sa.Boolean(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _key("page_sign_off", "filing_id", "filing"),
        _key("page_sign_off", "by_id", "user"),
        sa.PrimaryKeyConstraint("id", name="pk_page_sign_off"),
    )
    op.create_index("ix_page_sign_off_page", "page_sign_off", ["filing_id", "page"])
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("post", sa.String(length=120), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor", sa.String(length=32), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("declaration", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sign_offs", JSON, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _key("signature", "version_id", "filing_version"),
        _key("signature", "signer_id", "user"),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
        sa.UniqueConstraint("version_id", name="uq_signature_version_id"),
        sa.UniqueConstraint("sha256", name="uq_signature_sha256"),
    )
    op.create_index("ix_signature_signer_id", "signature", ["signer_id"])
    for table in TABLES:
        _refuse_changes(table)


def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)


def _key(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _refuse_changes(table):
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
