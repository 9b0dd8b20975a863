"""The same questions on the same rows by a bare Flask page: SQL by hand, a template of a few lines.

It has no languages, no access rules, no filters to offer and no design; it is what the database
and Flask cost alone.
"""

import json
import sqlite3
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template, request

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
SELECT status, due_on, count(*) FROM register_entry WHERE year = :year {where}
GROUP BY status, due_on
"""
AFTER = "AND (name_key, organisation_id) > (:name_key, :organisation_id)"
MATCHING = """AND organisation_id IN (SELECT organisation_id FROM organisation_word
              WHERE word >= :word AND word < :word || char(1114111))"""
YEARS = """
SELECT e.*, s.assessment FROM register_entry AS e LEFT JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = ? ORDER BY e.year DESC
"""
STATEMENT = """
SELECT s.*, o.name, e.due_on, e.status FROM register_entry AS e
JOIN organisation AS o ON o.id = e.organisation_id JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = ? AND e.year = ?
"""


def bare(file: Path) -> Flask:
    app = Flask("bare", template_folder=str(TEMPLATES))

    def ask(sql: str, values: Any = ()) -> list[sqlite3.Row]:
        if "connection" not in g:
            g.connection = sqlite3.connect(file)
            g.connection.row_factory = sqlite3.Row
        return list(g.connection.execute(sql, values))

    @app.teardown_appcontext
    def close(_error: object) -> None:
        if "connection" in g:
            g.connection.close()

    @app.get("/register")
    def listing() -> str:
        values = {"year": request.args["year"], "today": TODAY, **request.args}
        narrowed = MATCHING if "word" in values else ""
        where = narrowed + (AFTER if "name_key" in values else "")
        rows = ask(LISTING.format(where=where), values)
        counts = ask(COUNTS.format(where=narrowed), values)
        total = sum(count for _, _, count in counts)
        return render_template("listing.html", rows=rows[:25], total=total)

    @app.get("/organisations/<int:number>")
    def organisation(number: int) -> str:
        (found,) = ask("SELECT * FROM organisation WHERE id = ?", [number])
        aliases = ask("SELECT name FROM organisation_alias WHERE organisation_id = ?", [number])
        classes = ask("SELECT * FROM organisation_class WHERE organisation_id = ?", [number])
        years = [
            (row, json.loads(row["assessment"]) if row["assessment"] else None)
            for row in ask(YEARS, [number])
        ]
        return render_template(
            "organisation.html", found=found, aliases=aliases, classes=classes, years=years
        )

    @app.get("/organisations/<int:number>/<int:year>")
    def statement(number: int, year: int) -> str:
        (found,) = ask(STATEMENT, [number, year])
        own = [found["id"]]
        return render_template(
            "statement.html",
            found=found,
            answers=json.loads(found["answers"]),
            assessment=json.loads(found["assessment"]),
            lines=ask("SELECT * FROM statement_fee_line WHERE statement_id = ? ORDER BY id", own),
            corridors=ask("SELECT * FROM statement_corridor WHERE statement_id = ?", own),
            versions=ask(
                "SELECT version, published_at, sha256 FROM statement "
                "WHERE organisation_id = ? AND year = ?",
                [number, year],
            ),
        )

    return app
