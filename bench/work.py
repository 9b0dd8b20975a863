"""What happens behind the pages: importing organisations, and judging filings."""

import csv
import sqlite3
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask

from registry.assessment import catalogue, flat
from registry.extensions import db
from registry.obligations import period_due_in
from registry.organisation_import import Report, import_organisations
from registry.scoring import assess
from seed.answers import answers_of
from seed.scale import endless_companies
from seed.stories import PRACTICES

HEADER = ("name", "ssm_number", "ssm_old_number", "stock_code", "market", "sector", "state")
PERIOD = period_due_in(2026, month=12, day=31)


def write_csv(path: Path, rows: int) -> list[tuple[str, ...]]:
    """A file as operators import it; returns what is in it."""
    lines = [
        tuple(str(getattr(company.record, name)) for name in HEADER)
        for company in islice(endless_companies(), rows)
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(lines)
    return lines


def timed_import(app: Flask, path: Path) -> tuple[float, Report]:
    start = time.perf_counter()
    with app.app_context(), path.open(newline="", encoding="utf-8") as file:
        report = import_organisations(file)
        db.session.commit()
    return time.perf_counter() - start, report


def timed_executemany(path: Path, lines: list[tuple[str, ...]]) -> float:
    """The same rows into one table of text, by hand."""
    columns = ", ".join(HEADER)
    places = ", ".join("?" * len(HEADER))
    start = time.perf_counter()
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE plain (id INTEGER PRIMARY KEY, {columns})")
        connection.executemany(f"INSERT INTO plain ({columns}) VALUES ({places})", lines)
    connection.close()
    return time.perf_counter() - start


def assessments_per_second(seconds: float = 3.0) -> float:
    """Whole assessments of a complete filing, one after another."""
    answers = _answers()
    rules = catalogue()
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        assess(answers, on=PERIOD.end, catalogue=rules)
        done += 1
    return done / (time.perf_counter() - start)


def _answers() -> dict[str, Any]:
    """A filing that found fees and repaid them, with the facts that the register adds."""
    company = next(endless_companies())
    filed_on = PERIOD.due_on - timedelta(days=20)
    pages = answers_of(company, PRACTICES["honest_and_repaid"], PERIOD, approved_on=filed_on)
    return flat(pages) | {
        "filing_period_start": PERIOD.start.isoformat(),
        "filing_period_end": PERIOD.end.isoformat(),
        "filing_submitted_on": filed_on.isoformat(),
        "filing_due_on": PERIOD.due_on.isoformat(),
        "filing_statement_doc": "0" * 64,
    }
