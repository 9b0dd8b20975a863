"""Readers choose the size of the text and the contrast of every page."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from registry import display
from registry.auth import access
from registry.display import Display
from registry.extensions import csrf
from registry.headers import leads_here
from registry.public.routes import bp


@bp.post("/display")
@csrf.exempt
@access("anyone")
def choose_display() -> ResponseReturnValue:
    """Go back to the page, shown as wanted. It changes nothing but a cookie about the display."""
    now, wanted = display.chosen(), request.form
    chosen = Display.read(wanted.get("size", now.size), wanted.get("contrast", now.contrast))
    back = wanted.get("back", "")
    place = back if leads_here(back) else url_for("public.home")
    answer = redirect(place, 303)
    display.keep(answer, chosen)
    return answer
