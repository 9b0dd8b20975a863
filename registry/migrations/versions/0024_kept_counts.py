"""kept counts

Revision: 0024
Follows: 0023
Created: 2026-11-22 14:20:00.000000+00:00
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = {
    "sector": sa.String(length=40),
    "state": sa.String(length=3),
    "market": sa.String(length=32),
    "reporting_class": sa.String(length=32),
    "status": sa.String(length=32),
    "grade": sa.String(length=1),
    "path": sa.String(length=32),
    "criterion": sa.String(length=8),
    "outcome": sa.String(length=32),
    "figure": sa.String(length=16),
    "value": sa.String(length=16),
    "due_on": sa.Date(),
    "status_on": sa.Date(),
    "shown_on": sa.Date(),
    "year": sa.Integer(),
}

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


def _own(*columns: str) -> dict[str, str]:
    return {column: f"{{entry}}.{column}" for column in columns}


@dataclass(frozen=True)
class Kept:
    """One table of counts, as SQL about an entry."""

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


COUNTS = (
    Kept(
        "sector_count",
        ("year", "sector", "market", "reporting_class", "status", "due_on"),
        {**_own("year", "sector", "market", "reporting_class", "status"), "due_on": DUE_ON},
    ),
    Kept(
        "state_count",
        ("year", "state", "reporting_class", "status", "due_on"),
        {**_own("year", "state", "reporting_class", "status"), "due_on": DUE_ON},
    ),
    Kept(
        "day_count",
        ("year", "reporting_class", "status", "due_on", "status_on"),
        _own("year", "reporting_class", "status", "due_on", "status_on"),
    ),
    Kept(
        "listing_count",
        (
            *("year", "status", "due_on", "sector", "market", "state", "reporting_class", "path"),
            *GRADED,
        ),
        {
            "shown_on": SHOWN_ON,
            **_own("year", "status"),
            "due_on": DUE_ON,
            **_own("sector", "market", "state", "reporting_class"),
            "grade": GRADE,
            "path": PATH,
        },
        beside=dict.fromkeys(FINDINGS, DAYS),
        where=f"(days.dated = 0 OR {GRADE} <> '')",
    ),
    Kept(
        "statement_sum",
        ("year", "sector", "statement_id", "path", *GRADED),
        {"shown_on": SHOWN_ON, **_own("year", "sector"), "grade": GRADE, "path": PATH},
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
            **_own("year", "sector"),
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
            **_own("year"),
            "criterion": "{criterion}",
            **_own("sector"),
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

CHANGES = {
    "insert": ("INSERT", ("+NEW",)),
    "update": ("UPDATE", ("-OLD", "+NEW")),
    "delete": ("DELETE", ("-OLD",)),
}
"""By the end of a trigger's name: when it acts, and which row it takes off or adds."""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE change record; place bigint;
BEGIN
  FOR change IN
    SELECT {key}, {sums} FROM (
      {off} AND TG_OP <> 'INSERT'
      UNION ALL
      {on} AND TG_OP <> 'DELETE'
    ) AS changes GROUP BY {key} HAVING {changed}
  LOOP
    SELECT slot INTO place FROM {table} AS kept WHERE {same} LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN place := txid_current(); END IF;
    INSERT INTO {table} AS kept ({key}, slot, {amounts})
    VALUES ({changes}) ON CONFLICT ({key}, slot) DO UPDATE SET {added};
  END LOOP;
  RETURN NULL;
END $$
"""


def counted_anew(kept: Kept, dialect: str) -> str:
    """What asks for the key and the amounts of every count, of all entries."""
    source = kept.of_all or " CROSS JOIN ".join(
        ["register_entry AS entry", *([kept.beside[dialect]] if kept.beside else [])]
    )
    sums = [f"CAST(sum({each}) AS bigint)" for each in kept.amounts.values()]
    words = FOUND["all"] if kept.of_all else FOUND[dialect]
    found = _select([*kept.key.values(), *sums], source, kept.where, "entry", words)
    return f"{found} GROUP BY {', '.join(str(place + 1) for place in range(len(kept.key)))}"


def fill(kept: Kept, dialect: str) -> str:
    """What fills the empty table."""
    columns = ", ".join([*kept.key, *kept.amounts])
    found = counted_anew(kept, dialect)
    return f"INSERT INTO {kept.table} (slot, {columns}) SELECT 0, anew.* FROM ({found}) AS anew"


def triggers(kept: Kept, dialect: str) -> Iterator[str]:
    yield from _sqlite(kept) if dialect == "sqlite" else _postgresql(kept)


def _sqlite(kept: Kept) -> Iterator[str]:
    for name, (verb, changes) in CHANGES.items():
        steps = " ".join(f"{_add(kept, each[1:], each[0])};" for each in changes)
        yield (
            f"CREATE TRIGGER {kept.table}_{name} AFTER {verb} ON register_entry "
            f"{_when(kept, verb, 'IS NOT')} BEGIN {steps} END"
        )


def _add(kept: Kept, entry: str, sign: str) -> str:
    amounts = [f"{sign}({each})" for each in kept.amounts.values()]
    found = _found(kept, "sqlite", entry, [*kept.key.values(), "0", *amounts])
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in kept.amounts)
    return (
        f"INSERT INTO {kept.table} ({_columns(kept)}) {found} "
        f"ON CONFLICT ({', '.join(kept.key)}, slot) DO UPDATE SET {added}"
    )


def _postgresql(kept: Kept) -> Iterator[str]:
    yield POSTGRESQL.format(
        table=kept.table,
        key=", ".join(kept.key),
        amounts=", ".join(kept.amounts),
        sums=", ".join(f"CAST(sum({name}) AS bigint) AS {name}" for name in kept.amounts),
        off=_signed(kept, "OLD", "-"),
        on=_signed(kept, "NEW", "+"),
        changed=" OR ".join(f"sum({name}) <> 0" for name in kept.amounts),
        same=" AND ".join(f"kept.{name} = change.{name}" for name in kept.key),
        changes=", ".join(
            ["place" if name == "slot" else f"change.{name}" for name in _names(kept)]
        ),
        added=", ".join(f"{name} = kept.{name} + excluded.{name}" for name in kept.amounts),
    )
    for name, (verb, _) in CHANGES.items():
        yield (
            f"CREATE TRIGGER {kept.table}_{name} AFTER {verb} ON register_entry FOR EACH ROW "
            f"{_when(kept, verb, 'IS DISTINCT FROM')} EXECUTE FUNCTION keep_{kept.table}()"
        )


def _signed(kept: Kept, entry: str, sign: str) -> str:
    key = [f"{value} AS {name}" for name, value in kept.key.items()]
    amounts = [f"{sign}({value}) AS {name}" for name, value in kept.amounts.items()]
    return _found(kept, "postgresql", entry, [*key, *amounts])


def _found(kept: Kept, dialect: str, entry: str, columns: list[str]) -> str:
    """What counts of one entry, as it was or as it is."""
    source = kept.beside[dialect] if kept.beside else ""
    return _select(columns, source, kept.where, entry, FOUND[dialect])


def _select(columns: list[str], source: str, where: str, entry: str, words: str) -> str:
    found = {name: words.format(name=name) for name in ("criterion", "outcome")}
    tables = f"FROM {source} " if source else ""
    return f"SELECT {', '.join(columns)} {tables}WHERE {where}".format(entry=entry, **found)


def _when(kept: Kept, verb: str, differs: str) -> str:
    """What of the changes matters."""
    if verb == "UPDATE":
        rows = (", ".join(f"{row}.{each}" for each in kept.follows) for row in ("OLD", "NEW"))
        return f"WHEN (({next(rows)}) {differs} ({next(rows)}))"
    row = "NEW" if verb == "INSERT" else "OLD"
    return f"WHEN ({row}.statement_id IS NOT NULL)" if kept.is_of_statements else ""


def _names(kept: Kept) -> list[str]:
    return [*kept.key, "slot", *kept.amounts]


def _columns(kept: Kept) -> str:
    return ", ".join(_names(kept))


def upgrade():
    """On PostgreSQL, from the first trigger on nobody changes an entry until all is counted."""
    dialect = op.get_bind().dialect.name
    for kept in COUNTS:
        op.create_table(
            kept.table,
            *(sa.Column(name, COLUMNS[name], nullable=False) for name in kept.key),
            sa.Column("slot", sa.BigInteger(), nullable=False),
            *(sa.Column(name, sa.BigInteger(), nullable=False) for name in kept.amounts),
            sa.PrimaryKeyConstraint(*kept.key, "slot", name=f"pk_{kept.table}"),
            sqlite_with_rowid=False,
        )
        for trigger in triggers(kept, dialect):
            op.execute(trigger)
        op.execute(fill(kept, dialect))


def downgrade():
    for kept in COUNTS:
        if op.get_bind().dialect.name == "sqlite":
            for name in CHANGES:
                op.execute(f"DROP TRIGGER {kept.table}_{name}")
        else:
            op.execute(f"DROP FUNCTION keep_{kept.table} CASCADE")
        op.drop_table(kept.table)
