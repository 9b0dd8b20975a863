"""A register whose statements differ in what they say, and the same rows for Datasette."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import insert, text, update

from bench.counting import counted_at_the_end
from bench.printing import say
from bench.register import in_haste
from bench.statement_words import statement_words
from registry import ledger, obligations, organisations
from registry.extensions import db
from registry.models import (
    Filing,
    FilingStatus,
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementText,
    table_of,
)
from registry.scoring.screening import Path as FilingPath
from registry.text_search import index
from registry.text_search.words import stems
from seed.scale import endless_companies

YEARS = (2024, 2025, 2026)
BATCH = 5_000
DIFFERENT_TEXTS = 10_000
"""What more statements than these say, another one says, too: reading words is what takes long."""
GATHERED = 2**28
"""Bytes of words that SQLite gathers before it writes them; else the most at once is a megabyte."""
USUALLY_GATHERED = 2**20
REPORTED = ("year", "status", "sector", "market", "state", "grade", "path")
GRADES = "ABCDE"
PUBLISHED = (PublicStatus.PUBLISHED_ON_TIME, PublicStatus.PUBLISHED_LATE)
ROWS = f"""
CREATE TABLE statements AS
SELECT e.statement_id AS id, o.name, {", ".join(f"e.{name}" for name in REPORTED)}, e.status_on,
       e.due_on, e.score_tenths, t.document AS text
FROM register.register_entry AS e JOIN register.organisation AS o ON o.id = e.organisation_id
JOIN register.statement_text AS t ON t.statement_id = e.statement_id ORDER BY e.statement_id
"""
Text = tuple[dict[str, str], dict[str, str]]
"""Columns of ``statement_text``, and of the index of words."""
SEARCHED = """
CREATE VIRTUAL TABLE statements_fts USING fts5(name, text, tokenize='porter', content='statements')
"""


def fill_with_words(app: Flask, statements: int) -> None:
    """Publish this many statements, in two of three years by each organisation."""
    with app.app_context(), in_haste(), counted_at_the_end():
        ids = _organisations(-(-statements // 2))
        wanted = islice(_wanted(ids), statements)
        texts = _texts(min(statements, DIFFERENT_TEXTS))
        _gather(GATHERED)
        done = 0
        while batch := list(islice(wanted, BATCH)):
            _say(_publish(batch, done), texts)
            db.session.commit()
            done += len(batch)
            say(f"  {done:,} statements written")
        _gather(USUALLY_GATHERED)
        ledger.append("published", "scale", {}, at=datetime(2026, 6, 30, tzinfo=UTC))
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def add_empty(app: Flask, statements: int, *, beyond: int) -> None:
    """Publish so many more statements that say nothing: the register has their size then.

    They are of companies that come after the first ones, of which the register has some already.
    """
    with app.app_context():
        wanted = islice(_wanted(_organisations(-(-statements // 2), beyond)), statements)
        done = 0
        while batch := list(islice(wanted, BATCH)):
            _publish(batch, done)
            db.session.commit()
            done += len(batch)
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def write_for_datasette(register: Path, file: Path) -> None:
    """The rows of the register that a search is about, in one table with full-text search."""
    connection = sqlite3.connect(file)
    connection.execute("ATTACH ? AS register", [str(register)])
    connection.execute(ROWS)
    connection.execute("CREATE UNIQUE INDEX statements_id ON statements (id)")
    for name in REPORTED:
        connection.execute(f"CREATE INDEX statements_{name} ON statements ({name})")
    connection.execute(SEARCHED)
    connection.execute("INSERT INTO statements_fts (statements_fts) VALUES ('rebuild')")
    connection.commit()
    connection.execute("ANALYZE main")
    connection.commit()
    connection.close()


def _organisations(count: int, beyond: int = 0) -> list[int]:
    companies = islice(endless_companies(), beyond, None)
    ids: list[int] = []
    while len(ids) < count:
        batch = islice(companies, min(BATCH, count - len(ids)))
        ids += organisations.add([company.record for company in batch])
    for year in YEARS:
        obligations.open_year(year)
    db.session.commit()
    return ids


def _wanted(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, organisation_id in enumerate(ids):
        yield from ((organisation_id, y) for n, y in enumerate(YEARS) if (place + n) % len(YEARS))


def _texts(count: int) -> list[Text]:
    """Each text with what the index keeps of it."""
    texts = []
    for number in range(count):
        said = statement_words(number)
        texts.append(({"answers": "", "document": said}, index.columns(list(stems(said)))))
        if (number + 1) % BATCH == 0:
            say(f"  words of {number + 1:,} different texts read")
    return texts


def _gather(size: int) -> None:
    if db.engine.dialect.name == "sqlite":
        setting = "INSERT INTO statement_words (statement_words, rank) VALUES ('hashsize', :size)"
        db.session.execute(text(setting), {"size": size})


def _publish(places: Sequence[tuple[int, int]], done: int) -> Sequence[int]:
    """The statements of these places, which say nothing."""
    random = Random(done)
    filings = [_filing(organisation_id, year) for organisation_id, year in places]
    filing_ids = db.session.scalars(
        insert(Filing).returning(Filing.id, sort_by_parameter_order=True), filings
    ).all()
    statements = [
        _statement(filing, filing_id, random.randrange(120))
        for filing, filing_id in zip(filings, filing_ids, strict=True)
    ]
    ids = db.session.scalars(
        insert(Statement).returning(Statement.id, sort_by_parameter_order=True), statements
    ).all()
    db.session.execute(
        update(RegisterEntry),
        [_entry(s, id, random) for s, id in zip(statements, ids, strict=True)],
        execution_options={"synchronize_session": False},
    )
    return ids


def _say(ids: Sequence[int], texts: Sequence[Text]) -> None:
    said = [(id, *texts[id % len(texts)]) for id in ids]
    db.session.execute(
        insert(table_of(StatementText)),
        [{"statement_id": id, **columns} for id, columns, _ in said],
    )
    index.write_rows([{"id": id, **words} for id, _, words in said])


def _filing(organisation_id: int, year: int) -> dict[str, object]:
    return {
        "reference": f"ATIP-{year}-{organisation_id:06d}",
        "organisation_id": organisation_id,
        "year": year,
        "period_start": date(year - 1, 1, 1),
        "period_end": date(year - 1, 12, 31),
        "due_on": date(year, 6, 30),
        "status": FilingStatus.PUBLISHED,
    }


def _statement(filing: dict[str, object], filing_id: int, days: int) -> dict[str, object]:
    """Published some days after the first of April."""
    published_on = date(int(str(filing["year"])), 4, 1) + timedelta(days)
    copied = ("organisation_id", "year", "reference", "period_start", "period_end")
    return {
        **{name: filing[name] for name in copied},
        "filing_id": filing_id,
        "version": 1,
        "submitted_on": published_on,
        "published_at": datetime.combine(published_on, time(3), UTC),
        "grade_public_on": published_on + timedelta(14),
        "note": "",
        "change_note": "",
        "sha256": f"{filing_id:064x}",
        "answers": {},
        "assessment": {},
        "path": FilingPath.SHORT if filing_id % 9 == 0 else FilingPath.FULL,
        "replies": [],
    }


def _entry(statement: dict[str, object], id: int, random: Random) -> dict[str, object]:
    published_on = statement["submitted_on"]
    return {
        "organisation_id": statement["organisation_id"],
        "year": statement["year"],
        "statement_id": id,
        "status": PUBLISHED[str(published_on)[5:] > "06-30"],
        "status_on": published_on,
        "published_on": published_on,
        "grade": random.choice(GRADES),
        "grade_public_on": statement["grade_public_on"],
        "score_tenths": random.randrange(1_000),
        "rules": "register 1",
        "path": statement["path"],
    }
