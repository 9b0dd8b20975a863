"""Pages about the register itself: what this is, for whom, and the data."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.public import counts
from registry.public.routes import bp


@bp.get("/about")
@access("anyone")
def about() -> ResponseReturnValue:
    return render_template("public/about.html", contact=current_app.config["CONTACT"])


@bp.get("/identity")
@access("anyone")
def identity() -> ResponseReturnValue:
    return render_template("public/identity.html")


@bp.get("/accessibility")
@access("anyone")
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html", contact=current_app.config["CONTACT"])


@bp.get("/privacy")
@access("anyone")
def privacy() -> ResponseReturnValue:
    return render_template("public/privacy.html", contact=current_app.config["CONTACT"])


@bp.get("/data")
@access("anyone")
def data() -> ResponseReturnValue:
    return render_template("public/data.html", years=list(counts.by_year(today())))
