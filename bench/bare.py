"""The same questions on the same rows by a bare Flask page: SQL by hand, a template of a few lines.

It has no languages, no access rules, no filters to offer and no design; it is what the database
and Flask cost alone.
"""

import json
import os
import re
import sqlite3
import threading
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, render_template, request
from psycopg.rows import dict_row

TODAY = "2026-11-21"
TEMPLATES = Path(__file__).parent / "templates"

LISTING = """
SELECT e.organisation_id, e.year, o.name, o.ssm_number, o.stock_code, e.market, e.sector, e.state,
       CASE WHEN e.status = 'due' AND e.due_on < :today THEN 'overdue' ELSE e.status END AS status,
       e.status_on, e.due_on, e.published_on,
       CASE WHEN e.grade_public_on <= :today THEN e.grade END AS grade, e.name_key
FROM (SELECT organisation_id, year FROM register_entry
      WHERE year = :year {where} ORDER BY name_key, organisation_id LIMIT 26) AS k
JOIN register_entry AS e ON e.organisation_id = k.organisation_id AND e.year = k.year
JOIN organisation AS o ON o.id = e.organisation_id
ORDER BY e.name_key, e.organisation_id
"""
COUNTS = """
SELECT status, due_on, count(*) AS found FROM register_entry WHERE year = :year {where}
GROUP BY status, due_on
"""
AFTER = "AND (name_key, organisation_id) > (:name_key, :organisation_id)"
MATCHING = """AND organisation_id IN (SELECT organisation_id FROM organisation_word
              WHERE word >= :word AND word < :word || char(1114111))"""
YEARS = """
SELECT e.*, s.assessment FROM register_entry AS e LEFT JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = :number ORDER BY e.year DESC
"""
STATEMENT = """
SELECT s.*, o.name, e.due_on, e.status FROM register_entry AS e
JOIN organisation AS o ON o.id = e.organisation_id JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = :number AND e.year = :year
"""
LINES = "SELECT * FROM statement_fee_line WHERE statement_id = :id ORDER BY id"
VERSIONS = """
SELECT version, published_at, sha256 FROM statement
WHERE organisation_id = :number AND year = :year
"""


def bare(address: str) -> Flask:
    """The application on a database, with a connection for each thread."""
    app = Flask("bare", template_folder=str(TEMPLATES))
    own = threading.local()

    def ask(sql: str, **values: Any) -> list[Any]:
        if not hasattr(own, "ask"):
            own.ask = _sqlite(address) if address.startswith("sqlite") else _postgresql(address)
        return list(own.ask(sql, values))

    @app.get("/register")
    def listing() -> str:
        values = {"year": request.args["year"], "today": TODAY, **request.args}
        narrowed = MATCHING if "word" in values else ""
        where = narrowed + (AFTER if "name_key" in values else "")
        rows = ask(LISTING.format(where=where), **values)
        counts = ask(COUNTS.format(where=narrowed), **values)
        total = sum(each["found"] for each in counts)
        return render_template("listing.html", rows=rows[:25], total=total)

    @app.get("/organisations/<int:number>")
    def organisation(number: int) -> str:
        (found,) = ask("SELECT * FROM organisation WHERE id = :number", number=number)
        own = "WHERE organisation_id = :number"
        years = [(row, _json(row["assessment"])) for row in ask(YEARS, number=number)]
        return render_template(
            "organisation.html",
            found=found,
            aliases=ask(f"SELECT name FROM organisation_alias {own}", number=number),
            classes=ask(f"SELECT * FROM organisation_class {own}", number=number),
            years=years,
        )

    @app.get("/organisations/<int:number>/<int:year>")
    def statement(number: int, year: int) -> str:
        (found,) = ask(STATEMENT, number=number, year=year)
        return render_template(
            "statement.html",
            found=found,
            answers=_json(found["answers"]),
            assessment=_json(found["assessment"]),
            lines=ask(LINES, id=found["id"]),
            corridors=ask(
                "SELECT * FROM statement_corridor WHERE statement_id = :id", id=found["id"]
            ),
            versions=ask(VERSIONS, number=number, year=year),
        )

    return app


def served() -> Flask:
    """For a server: ``granian --factory bench.bare:served``."""
    return bare(os.environ["BENCH_DATABASE"])


def _sqlite(address: str) -> Any:
    connection = sqlite3.connect(address.removeprefix("sqlite:///"))
    connection.row_factory = sqlite3.Row
    return connection.execute


def _postgresql(address: str) -> Any:
    connection = psycopg.connect(
        address.replace("+psycopg", ""), autocommit=True, row_factory=dict_row
    )

    def ask(sql: str, values: dict[str, Any]) -> Any:
        return connection.execute(re.sub(r":(\w+)", r"%(\1)s", sql), values)

    return ask


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
