"""Short filings in public: their eight answers, what an audit found, and how lots are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry import audits
from registry.auth import access
from registry.models import AuditDraw, AuditStep, Statement
from registry.public.routes import bp
from registry.scoring.screening import Path

FIRST_YEAR, LAST_YEAR = 2024, 2100


@dataclass(frozen=True, slots=True)
class ShortFiling:
    """``is_short`` is false where an audit led to a full version of the same filing."""

    is_short: bool
    steps: Sequence[AuditStep]


def of_statement(statement: Statement, versions: Sequence[Statement]) -> ShortFiling | None:
    """What was done about a short filing; None where no version of the statement is one.

    Audits are drawn among published short filings, so nothing else can have had one.
    """
    if not any(each.path is Path.SHORT for each in versions):
        return None
    is_short, steps = statement.path is Path.SHORT, audits.steps(statement.filing_id)
    return ShortFiling(is_short, steps) if is_short or steps else None


@bp.get("/short-filings/<int:year>")
@access("anyone")
def draws(year: int) -> ResponseReturnValue:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoResultFound
    made = [(draw, _order(draw)) for draw in audits.draws(year)]
    return render_template("public/draws.html", year=year, draws=made)


def _order(draw: AuditDraw) -> list[tuple[str, str]]:
    """The references of a pool with their places, the first drawn first."""
    places = ((reference, audits.place(draw.seed, reference)) for reference in draw.pool)
    return sorted(places, key=lambda each: each[1])
