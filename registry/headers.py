"""What a request may hold, and what every response tells the browser about security."""

from typing import Any

from flask import Flask, Response, abort, current_app, request, session
from flask_security.utils import validate_redirect_url
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; object-src 'self'; frame-src 'self'"
)
OF_DOCUMENTS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NEVER_DOCUMENTS = {"text/css", "text/javascript", "font/woff2", "application/manifest+json"}
"""What a page loads a dozen of, and no browser opens as a page: these words would say nothing."""
ONE_YEAR = "max-age=31536000"
LARGEST_NUMBER = 2**31 - 1
"""The largest number that a column of either database holds."""


class Number(IntegerConverter):
    """A number in an address; one that no row can have leads nowhere."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": LARGEST_NUMBER} | options)


def number(text: str) -> int:
    """A number of a query or a form, as ``type=number``; ValueError if no row can have it."""
    value = int(text)
    if abs(value) > LARGEST_NUMBER:
        raise ValueError(text)
    return value


def leads_here(place: str) -> bool:
    """Whether an address that a request brings leads to a page of ours in every browser.

    Browsers leave tabs and line breaks out of an address, and read a backslash as a slash.
    """
    return place.isprintable() and "\\" not in place and validate_redirect_url(place)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = Number
    app.before_request(_refuse_nul)
    app.after_request(_secure)
    app.after_request(_keep_private)
    if hops := app.config.get("TRUSTED_PROXIES"):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _refuse_nul() -> None:
    """Nobody types a NUL, and PostgreSQL takes none in a text."""
    typed = (text for texts in request.form.listvalues() for text in texts)
    if any("\0" in text for text in (request.path, *typed)):
        abort(400)


def _secure(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if response.mimetype not in NEVER_DOCUMENTS:
        for name, value in OF_DOCUMENTS.items():
            response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    return response


def _keep_private(response: Response) -> Response:
    """What is made for somebody who signed in is kept by no cache and no shared computer."""
    if request.endpoint != "static" and session.accessed and "_user_id" in session:
        response.headers["Cache-Control"] = "private, no-store"
    return response
