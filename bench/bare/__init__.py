"""The same questions on the same rows by a bare Flask page: SQL by hand, plain Jinja templates.

An organisation and a statement answer the same: whatever words and figures a reader sees between
the head and the foot of our page (a test holds that), and what is drawn there. The listing gives
rows and their number, without filters to choose from, subsidiaries or words of statements.

There is one language, and there are no access rules and no design. Nothing is kept but the figures
of a sector, as ours are. Words and rules come from the register, as plain strings that are read
once. What no statement has that is measured, such as replies, concerns and grades that were
withdrawn, is neither looked for nor shown.
"""

import os
import re
import sqlite3
import threading
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, render_template, request
from psycopg.rows import dict_row

from bench.bare import formats, words
from bench.bare import organisation as organisations
from bench.bare import statement as statements
from registry.clock import today

TODAY = today().isoformat()
SITE, CONTACT = "http://127.0.0.1:8000", "register@example.invalid"
"""As a register says that was not told otherwise."""
WORDS = ("MARKETS", "GRADES", "OUTCOMES", "LEVELS", "MEANINGS", "EVIDENCE", "COUNTRIES")
TEMPLATES = Path(__file__).parent.parent / "templates"

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


def bare(address: str) -> Flask:
    """The application on a database, with a connection for each thread."""
    app = Flask("bare", template_folder=str(TEMPLATES))
    app.jinja_env.filters.update(
        day=formats.day,
        money=formats.money,
        sums=formats.sums,
        large=formats.large,
        percent=formats.percent,
        tenth=formats.tenth,
        corridor=formats.corridor,
        share_of=formats.share_of,
    )
    app.jinja_env.globals.update(
        {name: getattr(words, name) for name in WORDS}, site=SITE, contact=CONTACT
    )
    own = threading.local()
    sectors: dict[Any, Any] = {}

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
        found = organisations.shown(ask, number, TODAY, sectors)
        return render_template("organisation.html", **found)

    @app.get("/organisations/<int:number>/<int:year>")
    def statement(number: int, year: int) -> str:
        found = statements.shown(ask, number, year, TODAY)
        return render_template("statement.html", **found)

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
