"""What happens behind the pages: importing organisations."""

import csv
import sqlite3
import time
from itertools import islice
from pathlib import Path

from flask import Flask

from registry.extensions import db
from registry.organisation_import import Report, import_organisations
from seed.scale import endless_companies

HEADER = ("name", "ssm_number", "ssm_old_number", "stock_code", "market", "sector", "state")


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
