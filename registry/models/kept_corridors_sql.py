"""Which sums of corridors the database keeps, as SQL about a row of what a statement says."""

from registry.models.kept_corridors import NOT_SAID, STEPS, WIDTHS
from registry.models.kept_counts_sql import Kept, own

SAYS_DIRECT = "{entry}.recruits IS NOT NULL AND {entry}.direct_recruits IS NOT NULL"
WHOLE = "(SELECT 0 AS whole UNION ALL SELECT 1) AS parts"
STEPPED = f"(SELECT {WIDTHS[0]} AS width {{}}) AS steps".format(
    " ".join(f"UNION ALL SELECT {width}" for width in WIDTHS[1:])
)


def _if(condition: str, value: str = "1") -> str:
    return f"CASE WHEN {condition} THEN {value} ELSE 0 END"


def _months(name: str) -> dict[str, str]:
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
    **own("payers", "workers_repaid"),
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

OF_CORRIDORS = (
    Kept(
        "corridor_sum",
        (*PLACE, *COST, *SAID, *MONEY),
        {**own(*PLACE), "layers": f"coalesce({{entry}}.layers, {NOT_SAID})", "step": STEP},
        SUMS,
        of="corridor_figure",
    ),
    Kept(
        "corridor_spread",
        (*PLACE, *COST),
        {
            **own("year", "origin"),
            "sector": "CASE parts.whole WHEN 1 THEN '' ELSE {entry}.sector END",
            "width": "steps.width",
            "step": "({entry}.per_worker_sen + steps.width - 1) / steps.width",
        },
        {"n": "1", **own("people")},
        beside=dict.fromkeys(("sqlite", "postgresql"), f"{WHOLE} CROSS JOIN {STEPPED}"),
        where=PER_WORKER,
        of="corridor_figure",
    ),
    Kept(
        "corridor_reach_count",
        ("year", "origin", "discloses", "hires_directly"),
        own("year", "origin"),
        {
            "n": "1",
            "disclosing": _if("{entry}.discloses"),
            "hiring_directly": _if("{entry}.hires_directly"),
        },
        of="corridor_reach",
    ),
    Kept(
        "corridor_cost_sum",
        ("year", "origin", "category", "payer", "amount_sen", "reimbursed_sen"),
        own("year", "origin", "category", "payer"),
        {"n": "1", **own("amount_sen", "reimbursed_sen")},
        of="corridor_cost",
    ),
)
