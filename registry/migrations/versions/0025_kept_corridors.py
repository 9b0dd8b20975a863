"""kept corridors

Revision: 0025
Follows: 0024
Created: 2026-11-22 17:45:00.000000+00:00

What pages of corridors add up is kept as the counts of entries are; the triggers are made as in
0024, on other tables.
"""

from importlib import import_module

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

kept = import_module("registry.migrations.versions.0024_kept_counts")

COLUMNS = {
    "year": sa.Integer(),
    "origin": sa.String(length=3),
    "sector": sa.String(length=40),
    "layers": sa.Integer(),
    "width": sa.Integer(),
    "category": sa.String(length=12),
    "payer": sa.String(length=12),
}
STEP_TYPES = {"corridor_sum": sa.Integer(), "corridor_spread": sa.BigInteger()}
WIDTHS = (200_000, 5_000, 100, 1)
STEPS = 10
NOT_SAID = -1


def _own(*columns):
    return {column: f"{{entry}}.{column}" for column in columns}


SAYS_DIRECT = "{entry}.recruits IS NOT NULL AND {entry}.direct_recruits IS NOT NULL"
WHOLE = "(SELECT 0 AS whole UNION ALL SELECT 1) AS parts"
STEPPED = f"(SELECT {WIDTHS[0]} AS width {{}}) AS steps".format(
    " ".join(f"UNION ALL SELECT {width}" for width in WIDTHS[1:])
)


def _if(condition, value="1"):
    return f"CASE WHEN {condition} THEN {value} ELSE 0 END"


def _months(name):
    """Months of wages times the workers concerned, and how many these are."""
    months = f"{{entry}}.{name}_months_e4"
    return {
        name: f"coalesce(CAST({months} AS bigint) * {{entry}}.people, 0)",
        f"{name}_people": _if(f"{months} IS NOT NULL", "{entry}.people"),
    }


PER_WORKER = "{entry}.per_worker_sen IS NOT NULL"
SAYS_PAID = "{entry}.worker_paid_sen IS NOT NULL"
SUMS = {
    "n": "1",
    "disclosing": _if(SAYS_PAID),
    "hiring_directly": _if("{entry}.direct_recruits > 0"),
    "recruits": "coalesce({entry}.recruits, 0)",
    "people": _if(PER_WORKER, "{entry}.people"),
    "paid_by_people": _if(PER_WORKER, "{entry}.worker_paid_sen"),
    "paid": "coalesce({entry}.worker_paid_sen, 0)",
    "reimbursed": _if(SAYS_PAID, "coalesce({entry}.reimbursed_sen, 0)"),
    **_own("payers", "workers_repaid"),
    **_months("gross"),
    **_months("net"),
    "direct": _if(SAYS_DIRECT, "{entry}.direct_recruits"),
    "direct_of": _if(SAYS_DIRECT, "{entry}.recruits"),
}
STEP = (
    f"CASE WHEN {{entry}}.per_worker_sen IS NULL THEN {NOT_SAID}"
    f" WHEN {{entry}}.per_worker_sen > {STEPS * WIDTHS[0]} THEN {STEPS + 1}"
    f" ELSE ({{entry}}.per_worker_sen + {WIDTHS[0] - 1}) / {WIDTHS[0]} END"
)
PLACE = ("year", "origin", "sector")
COST = ("people", "per_worker_sen")
SAID = ("recruits", "direct_recruits", "layers", "payers", "workers_repaid")
MONEY = ("worker_paid_sen", "reimbursed_sen", "gross_months_e4", "net_months_e4")

SUMS = (
    kept.Kept(
        "corridor_sum",
        (*PLACE, *COST, *SAID, *MONEY),
        {**_own(*PLACE), "layers": f"coalesce({{entry}}.layers, {NOT_SAID})", "step": STEP},
        SUMS,
    ),
    kept.Kept(
        "corridor_spread",
        (*PLACE, *COST),
        {
            **_own("year", "origin"),
            "sector": "CASE parts.whole WHEN 1 THEN '' ELSE {entry}.sector END",
            "width": "steps.width",
            "step": "({entry}.per_worker_sen + steps.width - 1) / steps.width",
        },
        {"n": "1", **_own("people")},
        beside=dict.fromkeys(("sqlite", "postgresql"), f"{WHOLE} CROSS JOIN {STEPPED}"),
        where=PER_WORKER,
    ),
    kept.Kept(
        "corridor_reach_count",
        ("year", "origin", "discloses", "hires_directly"),
        _own("year", "origin"),
        {
            "n": "1",
            "disclosing": _if("{entry}.discloses"),
            "hiring_directly": _if("{entry}.hires_directly"),
        },
    ),
    kept.Kept(
        "corridor_cost_sum",
        ("year", "origin", "category", "payer", "amount_sen", "reimbursed_sen"),
        _own("year", "origin", "category", "payer"),
        {"n": "1", **_own("amount_sen", "reimbursed_sen")},
    ),
)

OF = {
    "corridor_sum": "corridor_figure",
    "corridor_spread": "corridor_figure",
    "corridor_reach_count": "corridor_reach",
    "corridor_cost_sum": "corridor_cost",
}
"""Whose rows each adds up."""

REACH = """
INSERT INTO corridor_reach
  (organisation_id, year, origin, statement_id, discloses, hires_directly)
SELECT organisation_id, year, {origin} AS country, statement_id,
  max(CASE WHEN worker_paid_sen IS NOT NULL THEN 1 ELSE 0 END) = 1,
  max(CASE WHEN direct_recruits > 0 THEN 1 ELSE 0 END) = 1
FROM corridor_figure GROUP BY organisation_id, year, country, statement_id
"""


def upgrade():
    _reach()
    op.drop_index("ix_corridor_figure_year", "corridor_figure")
    op.drop_index("ix_corridor_figure_origin", "corridor_figure")
    op.drop_index("ix_corridor_cost_origin", "corridor_cost")
    _ordered()
    dialect = op.get_bind().dialect.name
    for each in SUMS:
        _create(each)
        for trigger in kept.triggers(each, dialect):
            op.execute(sa.text(_of(trigger, each)))
        op.execute(sa.text(_of(kept.fill(each, dialect), each)))


def _reach():
    op.create_table(
        "corridor_reach",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=3), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("discloses", sa.Boolean(), nullable=False),
        sa.Column("hires_directly", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name="fk_corridor_reach_statement_id_statement"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_corridor_reach_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "year", "origin", name="pk_corridor_reach"),
    )
    for origin in ("origin", "''"):
        op.execute(REACH.format(origin=origin))


def _ordered():
    with op.batch_alter_table("corridor_figure") as table:
        table.add_column(
            sa.Column("ordered_sen", sa.BigInteger(), nullable=False, server_default=str(NOT_SAID))
        )
    op.execute(
        "UPDATE corridor_figure SET ordered_sen = per_worker_sen WHERE per_worker_sen IS NOT NULL"
    )
    with op.batch_alter_table("corridor_figure") as table:
        table.alter_column("ordered_sen", server_default=None)
    by_cost = ["origin", "year", "ordered_sen", "id"]
    op.create_index("ix_corridor_figure_cost", "corridor_figure", by_cost)


def _create(each):
    columns = {**COLUMNS, "step": STEP_TYPES.get(each.table)}
    op.create_table(
        each.table,
        *(sa.Column(name, columns[name], nullable=False) for name in each.key),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in each.amounts),
        sa.PrimaryKeyConstraint(*each.key, "slot", name=f"pk_{each.table}"),
        sqlite_with_rowid=False,
    )


def _of(text, each):
    return text.replace("register_entry", OF[each.table])


def downgrade():
    for each in SUMS:
        if op.get_bind().dialect.name == "sqlite":
            for name in kept.CHANGES:
                op.execute(f"DROP TRIGGER {each.table}_{name}")
        else:
            op.execute(f"DROP FUNCTION keep_{each.table} CASCADE")
        op.drop_table(each.table)
    op.drop_index("ix_corridor_figure_cost", "corridor_figure")
    with op.batch_alter_table("corridor_figure") as table:
        table.drop_column("ordered_sen")
    op.create_index("ix_corridor_cost_origin", "corridor_cost", ["origin", "year"])
    op.create_index("ix_corridor_figure_origin", "corridor_figure", ["origin", "year"])
    op.create_index("ix_corridor_figure_year", "corridor_figure", ["year", "origin"])
    op.drop_table("corridor_reach")
