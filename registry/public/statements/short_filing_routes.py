"""How lots are drawn among short filings, so that anybody can draw them again."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry import audits
from registry.auth import access
from registry.models import AuditDraw
from registry.open_data import lots
from registry.open_data.codebook import tables
from registry.open_data.formats import plain
from registry.public.csv_files import csv_answer
from registry.public.routes import bp
from registry.safe_csv import csv_lines

FIRST_YEAR, LAST_YEAR = 2024, 2100


@bp.get("/short-filings/<int:year>")
@access("anyone")
def draws(year: int) -> ResponseReturnValue:
    _must_be_known(year)
    made = [(draw, _order(draw)) for draw in audits.draws(year)]
    return render_template("public/draws.html", year=year, draws=made)


@bp.get("/short-filings/<int:year>.csv")
@access("anyone")
def draws_csv(year: int) -> ResponseReturnValue:
    """The same pools, with what each audit found: the rows of the table of the bulk files."""
    _must_be_known(year)
    rows = ({name: plain(value) for name, value in row.items()} for row in lots.drawn(year))
    return csv_answer(csv_lines(rows, tables()["lots"].names), f"short-filings-{year}")


def _must_be_known(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoResultFound


def _order(draw: AuditDraw) -> list[tuple[str, str]]:
    """The references of a pool with their places, the first drawn first."""
    places = ((reference, audits.place(draw.seed, reference)) for reference in draw.pool)
    return sorted(places, key=lambda each: each[1])
