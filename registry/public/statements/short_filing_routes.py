"""How lots are drawn among short filings, so that anybody can draw them again."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from registry import audits
from registry.auth import access
from registry.models import AuditDraw
from registry.public.routes import bp

FIRST_YEAR, LAST_YEAR = 2024, 2100


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
