"""Score it yourself: a filing as JSON in, its assessment out, and nothing kept."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from registry.assessment import catalogue
from registry.auth import access
from registry.extensions import limiter
from registry.forms.own_filing import OwnFiling
from registry.i18n import language
from registry.public.criteria import own_filing
from registry.public.figures import assessed
from registry.public.routes import bp

SCORE_LIMIT = "12 per minute"


@bp.get("/score")
@access("anyone")
def score() -> ResponseReturnValue:
    """The empty form, or one of the examples in it."""
    form = OwnFiling()
    if chosen := request.args.get("example"):
        form.filing.data = own_filing.examples().get(chosen) or abort(404)
    return _page(form)


@bp.post("/score")
@access("anyone")
@limiter.limit(SCORE_LIMIT)
def score_given() -> ResponseReturnValue:
    form = OwnFiling()
    if not form.validate():
        return _page(form), 422
    scored = own_filing.score(form.filing.data, catalogue=catalogue(), lang=language())
    return _page(form, scored), 422 if scored.problem else 200


def _page(form: OwnFiling, scored: own_filing.Scored | None = None) -> str:
    assessment = scored.assessment if scored else None
    return render_template(
        "public/score.html",
        form=form,
        scored=scored,
        assessment=assessment,
        sheet=assessed.sheet(assessment["metrics"]) if assessment else None,
        examples=own_filing.examples(),
    )
