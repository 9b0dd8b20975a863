"""Which counts of entries the database keeps, as SQL; ``kept_counts_triggers`` keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EVER = "'0001-01-01'"
DAYS = "(SELECT 0 AS dated UNION ALL SELECT 1) AS days"
SHOWN_ON = f"CASE days.dated WHEN 0 THEN {EVER} ELSE {{entry}}.grade_public_on END"
GRADE = (
    "CASE WHEN {entry}.grade_public_on IS NULL OR {entry}.grade_withdrawn_on IS NOT NULL"
    " THEN '' ELSE coalesce({entry}.grade, '') END"
)
PATH = "coalesce({entry}.path, '')"
SHOWN = "{entry}.grade_public_on IS NOT NULL AND {entry}.grade_withdrawn_on IS NULL"
DUE_ON = f"CASE {{entry}}.status WHEN 'due' THEN {{entry}}.due_on ELSE {EVER} END"
GRADED = ("grade", "grade_public_on", "grade_withdrawn_on")
FIGURES = ("worker_paid_sen", "reimbursed_sen", "headcount", "migrants", "recruits")
COMPARED = (
    "(SELECT 'completeness' AS name UNION ALL SELECT 'substance' UNION ALL SELECT 'gross_months')"
    " AS compared"
)
VALUE = (
    "CASE compared.name WHEN 'completeness' THEN CAST(figures.completeness_tenths AS varchar(16))"
    " WHEN 'substance' THEN CAST(figures.substance_tenths AS varchar(16))"
    " ELSE figures.gross_months END"
)
FINDINGS = {
    "sqlite": "json_each(statement.assessment, '$.findings') AS finding",
    "postgresql": "jsonb_array_elements(statement.assessment -> 'findings') AS finding(value)",
}
FOUND = {
    "sqlite": "json_extract(finding.value, '$.{name}')",
    "postgresql": "finding.value ->> '{name}'",
    "all": "finding.{name}",
}


def own(*columns: str) -> dict[str, str]:
    return {column: f"{{entry}}.{column}" for column in columns}


@dataclass(frozen=True)
class Kept:
    """One table of counts, as SQL about an entry, or about a row of another table."""

    table: str
    follows: tuple[str, ...]
    """The columns of an entry on which its counts depend."""
    key: Mapping[str, str]
    """The columns that tell counts apart, and what an entry says in them."""
    amounts: Mapping[str, str] = field(default_factory=lambda: {"n": "1"})
    """The columns that are added up, and what an entry adds."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What of other tables an entry is read with, by database; nothing where it says all itself."""
    where: str = "true"
    is_of_statements: bool = False
    """Whether an entry without a statement says nothing."""
    of_all: str = ""
    """How all entries are read with it, where that is another way."""
    of: str = "register_entry"
    """The table whose rows it counts."""


OF_ENTRIES = (
    Kept(
        "sector_count",
        ("year", "sector", "market", "reporting_class", "status", "due_on"),
        {**own("year", "sector", "market", "reporting_class", "status"), "due_on": DUE_ON},
    ),
    Kept(
        "state_count",
        ("year", "state", "reporting_class", "status", "due_on"),
        {**own("year", "state", "reporting_class", "status"), "due_on": DUE_ON},
    ),
    Kept(
        "day_count",
        ("year", "reporting_class", "status", "due_on", "status_on"),
        own("year", "reporting_class", "status", "due_on", "status_on"),
    ),
    Kept(
        "listing_count",
        (
            *("year", "status", "due_on", "sector", "market", "state", "reporting_class", "path"),
            *GRADED,
        ),
        {
            "shown_on": SHOWN_ON,
            **own("year", "status"),
            "due_on": DUE_ON,
            **own("sector", "market", "state", "reporting_class"),
            "grade": GRADE,
            "path": PATH,
        },
        beside=dict.fromkeys(FINDINGS, DAYS),
        where=f"(days.dated = 0 OR {GRADE} <> '')",
    ),
    Kept(
        "statement_sum",
        ("year", "sector", "statement_id", "path", *GRADED),
        {"shown_on": SHOWN_ON, **own("year", "sector"), "grade": GRADE, "path": PATH},
        amounts={
            "n": "1",
            "with_fees": "CASE WHEN figures.worker_paid_sen IS NULL THEN 0 ELSE 1 END",
            **{name: f"coalesce(figures.{name}, 0)" for name in FIGURES},
        },
        beside=dict.fromkeys(
            FINDINGS,
            f"{DAYS} LEFT JOIN statement_figures AS figures"
            " ON figures.statement_id = {entry}.statement_id",
        ),
        where=f"{{entry}}.statement_id IS NOT NULL AND (days.dated = 0 OR {GRADE} <> '')",
        is_of_statements=True,
    ),
    Kept(
        "figure_count",
        ("year", "sector", "statement_id", "grade_public_on", "grade_withdrawn_on"),
        {
            "shown_on": SHOWN_ON,
            **own("year", "sector"),
            "figure": "compared.name",
            "value": VALUE,
        },
        beside=dict.fromkeys(
            FINDINGS,
            f"{DAYS} CROSS JOIN {COMPARED} JOIN statement_figures AS figures"
            " ON figures.statement_id = {entry}.statement_id",
        ),
        where=f"{VALUE} IS NOT NULL AND {SHOWN}",
        is_of_statements=True,
    ),
    Kept(
        "outcome_count",
        ("year", "sector", "statement_id", "grade_public_on", "grade_withdrawn_on"),
        {
            "shown_on": SHOWN_ON,
            **own("year"),
            "criterion": "{criterion}",
            **own("sector"),
            "outcome": "{outcome}",
        },
        beside={
            kind: f"{DAYS} JOIN statement ON statement.id = {{entry}}.statement_id"
            f" CROSS JOIN {found}"
            for kind, found in FINDINGS.items()
        },
        where=SHOWN,
        is_of_statements=True,
        of_all="statement_finding AS finding JOIN register_entry AS entry"
        f" ON entry.statement_id = finding.statement_id CROSS JOIN {DAYS}",
    ),
)
