"""agencies

Revision: 0013
Follows: 0012
Created: 2026-11-22 06:05:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("ssm_number", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        *_keys("agency", asked_by_id="user", decided_by_id="user"),
    )
    _one_at_a_time("uq_agency_ssm_number", "agency", ["ssm_number"], "refused_at")
    op.create_table(
        "agency_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by_id", sa.Integer(), nullable=True),
        *_keys("agency_member", agency_id="agency", user_id="user", left_by_id="user"),
    )
    op.create_index("ix_agency_member_user_id", "agency_member", ["user_id"])
    _one_at_a_time("uq_agency_member_staying", "agency_member", ["agency_id", "user_id"], "left_at")
    _appointments()
    with op.batch_alter_table("authority") as batch:
        batch.add_column(sa.Column("agency_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_authority_agency_id_agency", "agency", ["agency_id"], ["id"])
        batch.create_index("ix_authority_agency_id", ["agency_id"])


def _appointments():
    op.create_table(
        "agency_appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointed_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        *_keys(
            "agency_appointment",
            organisation_id="organisation",
            agency_id="agency",
            appointed_by_id="user",
            ended_by_id="user",
        ),
    )
    op.create_index("ix_agency_appointment_agency_id", "agency_appointment", ["agency_id"])
    _one_at_a_time(
        "uq_agency_appointment_standing",
        "agency_appointment",
        ["organisation_id", "agency_id"],
        "ended_at",
    )


def downgrade():
    with op.batch_alter_table("authority") as batch:
        batch.drop_index("ix_authority_agency_id")
        batch.drop_constraint("fk_authority_agency_id_agency", type_="foreignkey")
        batch.drop_column("agency_id")
    for table in ("agency_appointment", "agency_member", "agency"):
        op.drop_table(table)


def _keys(table, **points_to):
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
            for column, other in points_to.items()
        ),
    )


def _one_at_a_time(name, table, columns, ended):
    standing = sa.text(f"{ended} IS NULL")
    op.create_index(
        name, table, columns, unique=True, sqlite_where=standing, postgresql_where=standing
    )
