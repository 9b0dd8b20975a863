"""Pages about the register itself: what this is, for whom, and the data."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.kept_pages import kept
from registry.public.routes import bp


@bp.get("/about")
@access("anyone")
@kept()
def about() -> ResponseReturnValue:
    return render_template("public/about.html", contact=current_app.config["CONTACT"])


@bp.get("/identity")
@access("anyone")
@kept()
def identity() -> ResponseReturnValue:
    return render_template("public/identity.html")


@bp.get("/accessibility")
@access("anyone")
@kept()
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html", contact=current_app.config["CONTACT"])


@bp.get("/privacy")
@access("anyone")
@kept()
def privacy() -> ResponseReturnValue:
    return render_template("public/privacy.html", contact=current_app.config["CONTACT"])


@bp.get("/contact")
@access("anyone")
@kept()
def contact() -> ResponseReturnValue:
    return render_template(
        "public/contact.html",
        contact=current_app.config["CONTACT"],
        operator=current_app.config["OPERATOR"],
    )


@bp.get("/questions")
@access("anyone")
@kept()
def questions() -> ResponseReturnValue:
    """What people ask first, answered in a few sentences each."""
    return render_template("public/questions.html")


@bp.get("/site-map")
@access("anyone")
@kept()
def site_map() -> ResponseReturnValue:
    """Every page that is there for everybody, by subject."""
    return render_template("public/site_map.html")
