"""The triggers that keep the counts: what an entry said is taken off, what it says is added.

A trigger sees every change, whoever makes it, and belongs to its transaction. On SQLite one writes
at a time. On PostgreSQL those who write at once never wait for each other's counts: who finds a
count taken adds to a row beside it, in a slot of its own.
"""

from collections.abc import Iterator

from sqlalchemy import DDL, event

from registry.models.kept_corridors_sql import OF_CORRIDORS
from registry.models.kept_counts_sql import FINDINGS, FOUND, OF_ENTRIES, Kept
from registry.models.recruitment import CorridorCost, CorridorFigure, CorridorReach
from registry.models.register import RegisterEntry
from registry.models.types import table_of

COUNTS = (*OF_ENTRIES, *OF_CORRIDORS)
COUNTED = (RegisterEntry, CorridorFigure, CorridorReach, CorridorCost)

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
        [f"{kept.of} AS entry", *([kept.beside[dialect]] if kept.beside else [])]
    )
    sums = [f"CAST(sum({each}) AS bigint)" for each in kept.amounts.values()]
    words = FOUND["all"] if kept.of_all else FOUND[dialect]
    found = _select([*kept.key.values(), *sums], source, kept.where, "entry", words)
    return f"{found} GROUP BY {', '.join(str(place + 1) for place in range(len(kept.key)))}"


def as_kept(kept: Kept) -> str:
    """What asks for the same of the table."""
    key, sums = ", ".join(kept.key), [f"sum({name})" for name in kept.amounts]
    amounts = ", ".join(f"CAST({each} AS bigint)" for each in sums)
    some = " OR ".join(f"{each} <> 0" for each in sums)
    return f"SELECT {key}, {amounts} FROM {kept.table} GROUP BY {key} HAVING {some}"


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
            f"CREATE TRIGGER {kept.table}_{name} AFTER {verb} ON {kept.of} "
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
            f"CREATE TRIGGER {kept.table}_{name} AFTER {verb} ON {kept.of} FOR EACH ROW "
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


_counted = {table.name: table for table in map(table_of, COUNTED)}
for _kept in COUNTS:
    for _dialect in FINDINGS:
        for _text in triggers(_kept, _dialect):
            _made = DDL(_text.replace("%", "%%")).execute_if(dialect=_dialect)
            event.listen(_counted[_kept.of], "after_create", _made)
