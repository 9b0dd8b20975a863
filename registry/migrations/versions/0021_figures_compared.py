"""figures compared

Revision: 0021
Follows: 0020
Created: 2026-11-22 07:40:00.000000+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TENTHS = ("completeness", "substance", "verification")
SEN = ("worker_paid", "reimbursed")
TEXTS = ("gross_months", "net_months")
COUNTS = ("headcount", "migrants", "recruits")


def upgrade():
    op.create_table(
        "statement_figures",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{name}_tenths", sa.Integer()) for name in TENTHS),
        *(sa.Column(f"{name}_sen", sa.BigInteger()) for name in SEN),
        *(sa.Column(name, sa.String(length=16)) for name in TEXTS),
        *(sa.Column(name, sa.Integer()) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_figures_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_statement_figures")),
    )
    _write_those_of_what_was_published()
    _refuse_changes("statement_figures")


def downgrade():
    op.drop_table("statement_figures")


def _write_those_of_what_was_published():
    """From the frozen assessments, inside the database; a word in a figure's place is none."""
    at = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    figures = {
        **{f"{name}_tenths": at["times"] % ("marks", name, 10) for name in TENTHS},
        **{f"{name}_sen": at["times"] % ("metrics", name, 100) for name in SEN},
        **{name: at["text"] % ("metrics", name) for name in TEXTS},
        **{name: at["times"] % ("metrics", name, 1) for name in COUNTS},
    }
    op.get_bind().exec_driver_sql(
        f"INSERT INTO statement_figures (statement_id, {', '.join(figures)}) "
        f"SELECT id, {', '.join(figures.values())} FROM statement"
    )


_SQLITE = {
    "text": "json_extract(assessment, '$.%s.%s')",
    "times": "CAST(round(nullif(json_extract(assessment, '$.%s.%s'), 'suppressed') * %d) "
    "AS INTEGER)",
}
_POSTGRESQL = {
    "text": "assessment -> '%s' ->> '%s'",
    "times": "round(nullif(assessment -> '%s' ->> '%s', 'suppressed')::numeric * %d)::bigint",
}


def _refuse_changes(table):
    if op.get_bind().dialect.name == "sqlite":
        for verb, change in (("update", "UPDATE"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
