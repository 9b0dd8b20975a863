"""Importing organisations, beside the same rows put into one table by hand."""

import csv
import sqlite3
import time
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask

from bench.printing import say
from bench.register import register
from registry.extensions import db
from registry.organisation_import import Report, import_organisations
from seed.scale import endless_companies

ROWS = 100_000
HEADER = ("name", "ssm_number", "ssm_old_number", "stock_code", "market", "sector", "state")


def add_options(parser: Any) -> None:
    parser.add_argument(
        "--rows", type=int, default=ROWS, metavar="N", help="organisations to import"
    )


def measure(options: Any) -> None:
    with register() as (app, file):
        path = file.with_name("organisations.csv")
        lines = write_csv(path, options.rows)
        first, added = timed_import(app, path)
        second, again = timed_import(app, path)
        by_hand = timed_executemany(file.with_name("plain.sqlite"), lines)
    say(f"\nImport of {options.rows:,} organisations")
    say(f"  first time   {first:8.1f} s   {added.added:,} added, {len(added.rejected)} rejected")
    say(f"  second time  {second:8.1f} s   {again.added + again.changed:,} changed")
    say(f"  executemany  {by_hand:8.1f} s   the same rows as text into one table")
    say(f"  ratios       {first / by_hand:8.1f} and {second / by_hand:.1f}")


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
