"""How exceptions become pages: what went wrong, what to do now, and that nothing was lost."""

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from registry import resending
from registry.extensions import db
from registry.models import InvalidTransition
from registry.problems import problem, problem_of

PROGRAMS = "/api/"
"""Where programs ask: they get problem details in place of a page."""
PAGES = {400, 403, 404, 405, 409, 413, 415, 429, 500}


def init_app(app: Flask) -> None:
    app.register_error_handler(NoResultFound, lambda _: _page(404))
    app.register_error_handler(InvalidTransition, lambda _: _page(409))
    app.register_error_handler(CSRFError, _without_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def _without_token(_error: CSRFError) -> ResponseReturnValue:
    """A form of an earlier session: its answers come back to be sent again."""
    if request.accept_mimetypes.best == "application/json" and not current_user.is_authenticated:
        return jsonify(message="signed out"), 401
    return resending.page(400) or _page(400, "errors/csrf.html")


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    of_program = request.path.startswith(PROGRAMS)
    body, code = (problem_of(error), error.code) if of_program else _page(error.code)
    headers = [
        (name, value)
        for name, value in error.get_headers()
        if name not in {"Content-Type", "Content-Length"}
    ]
    return body, code, headers


def _broken(_error: Exception) -> ResponseReturnValue:
    """Forget what was half done, also what an extension would commit after the request."""
    db.session.rollback()
    return _page(500)


def _page(code: int, template: str | None = None) -> tuple[Response | str, int]:
    if request.path.startswith(PROGRAMS):
        return problem(code), code
    return render_template(template or f"errors/{_told_as(code)}.html"), code


def _told_as(code: int) -> int:
    """The page for an answer that has none of its own, such as 410 or 503."""
    return code if code in PAGES else 500 if code >= 500 else 400
