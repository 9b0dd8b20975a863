"""Short filings in public: their eight answers, what an audit found, and how lots are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry import answers_shown, audits
from registry.answers_shown import Shown
from registry.auth import access
from registry.models import AuditDraw, AuditStep, Statement
from registry.public.routes import bp
from registry.scoring.screening import Path

FIRST_YEAR, LAST_YEAR = 2024, 2100


@dataclass(frozen=True, slots=True)
class ShortFiling:
    """``is_short`` is false where an audit led to a full version of the same filing."""

    is_short: bool
    answers: list[Shown]
    steps: Sequence[AuditStep]


def of_statement(statement: Statement) -> ShortFiling | None:
    """What a short filing rests on; None for one that was always full."""
    steps = audits.steps(statement.filing_id)
    is_short = statement.path is Path.SHORT
    if not is_short and not steps:
        return None
    page = next(page for page in answers_shown.pages() if page.name == "screening")
    answers = answers_shown.shown(page, statement.answers.get(page.name, {}))
    return ShortFiling(is_short, answers, steps)


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
