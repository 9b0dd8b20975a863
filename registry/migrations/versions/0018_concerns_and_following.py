"""concerns and following

Revision: 0018
Follows: 0017
Created: 2026-11-22 07:20:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade():
    op.add_column("outbox_message", sa.Column("unsubscribe", sa.Text(), nullable=True))
    op.add_column("outbox_message", sa.Column("forget_on", sa.Date(), nullable=True))
    op.create_index("ix_outbox_message_forget_on", "outbox_message", ["forget_on"])
    _create_concerns()
    _create_following()


def _create_concerns():
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("name_shown", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("public_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_concern_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_concern"),
        sa.UniqueConstraint("link_sha256", name="uq_concern_link_sha256"),
        sa.UniqueConstraint(
            "organisation_id", "text_sha256", name="uq_concern_organisation_id_text_sha256"
        ),
        sa.UniqueConstraint("reference", name="uq_concern_reference"),
    )
    op.create_index("ix_concern_state", "concern", ["state", "sent_at"])
    op.create_index("ix_concern_sent_at", "concern", ["sent_at"])
    op.create_table(
        "concern_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_concern_act_by_id_user"),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name="fk_concern_act_concern_id_concern"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_concern_act"),
    )
    op.create_index("ix_concern_act_concern_id", "concern_act", ["concern_id"])
    _refuse_changes("concern_act")
    op.create_table(
        "concern_address",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("link_sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name="fk_concern_address_concern_id_concern"
        ),
        sa.PrimaryKeyConstraint("concern_id", name="pk_concern_address"),
        sa.UniqueConstraint("link_sha256", name="uq_concern_address_link_sha256"),
    )
    op.create_index("ix_concern_address_email", "concern_address", ["email"])


def _create_following():
    op.create_table(
        "supplier_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_list"),
    )
    op.create_table(
        "supplier_line",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["supplier_list.id"],
            name="fk_supplier_line_list_id_supplier_list",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_supplier_line_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("list_id", "number", name="pk_supplier_line"),
    )
    op.create_index("ix_supplier_line_organisation_id", "supplier_line", ["organisation_id"])
    op.create_table(
        "following",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("told_up_to", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["supplier_list.id"],
            name="fk_following_list_id_supplier_list",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_following"),
        sa.UniqueConstraint("email", "topic", name="uq_following_email_topic"),
    )
    op.create_index("ix_following_told", "following", ["confirmed_at", "told_on"])
    op.create_index("ix_following_nonce", "following", ["nonce"])
    op.create_index("ix_following_list_id", "following", ["list_id"])


def downgrade():
    op.drop_table("following")
    op.drop_table("supplier_line")
    op.drop_table("supplier_list")
    op.drop_table("concern_address")
    op.drop_table("concern_act")
    op.drop_table("concern")
    op.drop_index("ix_outbox_message_forget_on", "outbox_message")
    op.drop_column("outbox_message", "forget_on")
    op.drop_column("outbox_message", "unsubscribe")


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
