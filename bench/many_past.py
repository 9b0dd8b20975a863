"""What many organisations have behind them: earlier years, filings, events, and names to be found.

In the years before, they kept silent. Each event says that a version of a statement was published,
which says nothing itself. So that the log has its size, its tree has nodes with hashes of nothing.
"""

from collections.abc import Iterator

from sqlalchemy import text

from bench.printing import say
from registry.extensions import db
from registry.models import NameKind, PublicStatus, RegisterEntry, Statement
from registry.models.types import table_of

BEFORE = 2
"""So many years before, organisations were in the register already."""
SILENT = (PublicStatus.DUE, PublicStatus.RETURNED, PublicStatus.AWAITING_REVIEW)
BEYOND = 1_000_000
"""Filings of these organisations, their statements and events, have numbers beyond."""
LAST = "2026-06-30"
"""The last day on which one of them published."""
JUDGED = '{"catalogue":{"id":"my-atip","version":"2026-2"},"metrics":{},"findings":[]}'
NUMBER = "CAST({} AS varchar(10))"
PADDED = {"sqlite": "printf('%064d', {})", "postgresql": "lpad(CAST({} AS text), 64, '0')"}
NOTHING = {"sqlite": "zeroblob(32)", "postgresql": "decode(repeat('00', 32), 'hex')"}
DAY = {
    "sqlite": "date('{}', '-' || (organisation.id % 200) || ' days')",
    "postgresql": "DATE '{}' - organisation.id % 200",
}
INSTANT = {"sqlite": "{} || ' 03:00:00.000000'", "postgresql": "CAST({} AS timestamptz)"}


def add_past(models: int, year: int) -> None:
    """Of those that are not among the first, which are the models and have one."""
    for statement in _statements(models, year):
        db.session.execute(text(statement.replace(":", r"\:")))
        db.session.commit()
    _grow_log()
    db.session.commit()
    say("  earlier years, filings, events and names written")


def _statements(models: int, year: int) -> Iterator[str]:
    yield from (_silent(models, year, year - back) for back in range(1, BEFORE + 1))
    yield _filings(models, year)
    yield _published()
    yield _events()
    yield from _names(models)


def _silent(models: int, year: int, earlier: int) -> str:
    """The entries of an earlier year, all without a statement."""
    own = {
        "year": str(earlier),
        "statement_id": "NULL",
        "published_on": "NULL",
        "grade": "NULL",
        "grade_public_on": "NULL",
        "score_tenths": "NULL",
        "rules": "NULL",
        "path": "NULL",
        "status": f"CASE organisation_id % {len(SILENT)} {_cases()} END",
        "due_on": f"{_a_date(f'{earlier}-06-30')}",
        "status_on": f"{_a_date(f'{earlier}-01-01')}",
    }
    names = [column.name for column in table_of(RegisterEntry).c]
    values = ", ".join(own.get(name, name) for name in names)
    return (
        f"INSERT INTO register_entry ({', '.join(names)}) SELECT {values} FROM register_entry"
        f" WHERE register_entry.year = {year} AND organisation_id > {models}"
    )


def _cases() -> str:
    return " ".join(f"WHEN {rest} THEN '{status}'" for rest, status in enumerate(SILENT))


def _filings(models: int, year: int) -> str:
    reference = f"'ATIP-{year}-' || {NUMBER.format('organisation.id')}"
    start, end = _a_date(f"{year - 1}-01-01"), _a_date(f"{year - 1}-12-31")
    return (
        "INSERT INTO filing (id, reference, organisation_id, year, period_start, period_end,"
        f" due_on, status, salt) SELECT organisation.id + {BEYOND}, {reference}, organisation.id,"
        f" {year}, {start}, {end}, {end}, 'published', '' FROM organisation"
        f" WHERE organisation.id > {models}"
    )


def _published() -> str:
    """A statement of each of these filings."""
    day = DAY[_dialect()].format(LAST)
    own = {
        "id": "filing.id",
        "filing_id": "filing.id",
        "organisation_id": "filing.organisation_id",
        "year": "filing.year",
        "version": "1",
        "reference": "filing.reference",
        "period_start": "filing.period_start",
        "period_end": "filing.period_end",
        "submitted_on": "filing.period_end",
        "published_at": INSTANT[_dialect()].format(day),
        "note": "''",
        "change_note": "''",
        "grade_public_on": "filing.due_on",
        "sha256": PADDED[_dialect()].format("filing.id"),
        "answers": "'{}'",
        "assessment": f"'{JUDGED}'",
        "path": "'full'",
        "replies": "'[]'",
    }
    columns = [each.name for each in table_of(Statement).c if each.name in own]
    return (
        f"INSERT INTO statement ({', '.join(columns)})"
        f" SELECT {', '.join(own[name] for name in columns)}"
        " FROM filing JOIN organisation ON organisation.id = filing.organisation_id"
        f" WHERE filing.id > {BEYOND}"
    )


def _events() -> str:
    data = '\'{"at":"2026-06-30T03:00:00+00:00","data":{"version":1},"kind":"published"}\''
    seal = PADDED[_dialect()].format("filing.id")
    return (
        "INSERT INTO ledger_event (id, at, kind, subject, data, previous, sha256)"
        f" SELECT filing.id, statement.published_at, 'published', filing.reference, {data},"
        f" {seal}, {seal} FROM filing JOIN statement ON statement.id = filing.id"
        f" WHERE filing.id > {BEYOND}"
    )


def _names(models: int) -> Iterator[str]:
    """The words of names, which are those of the models, and the numbers behind them."""
    number = NUMBER.format("organisation.id")
    model = f"(organisation.id - 1) % {models} + 1"
    yield (
        "INSERT INTO organisation_word (word, organisation_id) SELECT found.word, organisation.id"
        f" FROM organisation JOIN organisation_word AS found ON found.organisation_id = {model}"
        " JOIN organisation AS model ON model.id = found.organisation_id"
        " AND ' ' || model.name_key || ' ' LIKE '% ' || found.word || ' %'"
        f" WHERE organisation.id > {models}"
    )
    yield (
        "INSERT INTO organisation_word (word, organisation_id)"
        f" SELECT {number}, organisation.id FROM organisation"
        f" WHERE organisation.id > {models}"
    )
    yield (
        "INSERT INTO name_start (rank, start, organisation_id, kind, name)"
        f" SELECT found.rank, found.start || ' ' || {number}, organisation.id, found.kind,"
        " organisation.name FROM organisation JOIN name_start AS found"
        f" ON found.organisation_id = {model} AND found.kind = '{NameKind.CURRENT.value}'"
        f" WHERE organisation.id > {models}"
    )


def _grow_log() -> None:
    """A node for each event that has none, and those above them."""
    size = db.session.scalar(text("SELECT count(*) FROM log_node WHERE level = 0")) or 0
    nothing = NOTHING[_dialect()]
    db.session.execute(
        text(
            "INSERT INTO log_node (level, position, sha256, event_id)"
            f" SELECT 0, {size} - 1 + row_number() OVER (ORDER BY id), {nothing}, id"
            " FROM ledger_event WHERE id NOT IN (SELECT event_id FROM log_node WHERE level = 0)"
        )
    )
    level, there = 0, db.session.scalar(text("SELECT count(*) FROM ledger_event")) or 0
    while there := there // 2:
        level += 1
        db.session.execute(
            text(
                "INSERT INTO log_node (level, position, sha256, event_id)"
                f" SELECT {level}, position, {nothing}, NULL FROM log_node AS below"
                f" WHERE level = 0 AND position < {there} AND NOT EXISTS (SELECT 1 FROM log_node"
                f" AS known WHERE known.level = {level} AND known.position = below.position)"
            )
        )


def _a_date(day: str) -> str:
    return f"'{day}'" if _dialect() == "sqlite" else f"DATE '{day}'"


def _dialect() -> str:
    return db.engine.dialect.name
