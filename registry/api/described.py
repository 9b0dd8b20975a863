"""Says of a view what it answers, for the OpenAPI document."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from registry.api.blueprint import JSON, LIMIT, PREFIX, View, bp
from registry.api.shapes import NotScored, Problem
from registry.open_data.texts import DESCRIPTION, TITLE
from registry.problems import MEDIA_TYPE as PROBLEM

VERSION = "1.0.0"
ALWAYS = (304, 400, 405, 406, 429, 500)
PROBLEMS = {
    400: "The query is not understood: `errors` says which parameter, and why.",
    404: "There is nothing here, or not any more.",
    405: "This address does not take the method; `Allow` says which it takes.",
    406: "The reader takes none of the media types of this address.",
    413: "The body is too large.",
    415: "The body is of another media type.",
    422: "The body was read, and cannot be judged: `error` says the field and the remedy.",
    429: "Too many questions in a minute; `Retry-After` says when to go on.",
    500: "The register failed; nothing was changed.",
}
HEADERS = {
    "ETag": "Send it back as If-None-Match: 304 until something changes.",
    "Last-Modified": "When the register last changed.",
    "Cache-Control": "How long a copy may be used unasked.",
    "X-RateLimit-Limit": "How often an address may ask in the window.",
    "X-RateLimit-Remaining": "How often it may still.",
    "X-RateLimit-Reset": "When the window ends, in seconds since 1970.",
    "Access-Control-Allow-Origin": "Any site may read this.",
}


def _header(name: str, says: str) -> dict[str, Any]:
    """A header that a reader may send."""
    schema = {"type": "string"}
    return {"in": "header", "name": name, "required": False, "description": says, "schema": schema}


IF_NONE_MATCH = _header("If-None-Match", "An `ETag` of an earlier answer.")
ACCEPT_LANGUAGE = _header(
    "Accept-Language", "`ms` or `en`, the language in which a problem with the filing is told."
)


class Documented(Api):
    """The OpenAPI document of the blueprint; its errors are made by ``registry.errors``."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """Problem details are made in one place, for this part and every other."""


def answers(
    schema: type[Schema] | dict[str, Any],
    *also: int,
    summary: str,
    media_type: str = JSON,
    tags: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Describe what a view answers, and the problems it has beside those of every address."""

    def describe(view: View) -> View:
        name = getattr(view, "__name__", "")
        described: Any = bp.response(
            200, schema, content_type=media_type, description=summary, headers=_headers()
        )(view)
        described = bp.doc(
            operationId=name,
            summary=summary,
            responses={str(code): f"Problem{code}" for code in sorted({*ALWAYS, *also})},
            **({"tags": list(tags)} if tags else {}),
        )(described)
        result: View = described
        return result

    return describe


def _headers() -> dict[str, Any]:
    return {
        name: {"description": about, "schema": {"type": "string"}}
        for name, about in HEADERS.items()
    }


def init_app(app: Flask) -> None:
    app.config.setdefault("API_TITLE", TITLE["en"])
    app.config.setdefault("API_VERSION", VERSION)
    app.config.setdefault("OPENAPI_VERSION", "3.1.0")
    api = Documented(app, spec_kwargs={"info": _info(app), "servers": [{"url": "/"}]})
    _common(api)
    api.register_blueprint(bp)


def _info(app: Flask) -> dict[str, Any]:
    return {
        "summary": DESCRIPTION["en"],
        "description": (
            "Free to read, from any site, without a key. Statuses are true on the day in `as_of`; "
            "a grade is null until the right of reply has ended; numbers about fewer than five "
            "people are left out. Unknown parameters are refused, so that a misspelt filter never "
            f"answers everything. Each address may ask {LIMIT}. All of it is under {PREFIX}."
        ),
        "contact": {"name": app.config["OPERATOR"], "url": f"{app.config['PUBLIC_URL']}/en/data"},
        "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    }


def _common(api: Documented) -> None:
    """Parts that every operation names."""
    components = api.spec.components
    components.response(
        "Problem304", {"description": "Nothing has changed since the answer with this ETag."}
    )
    for code, about in PROBLEMS.items():
        content = {PROBLEM: {"schema": NotScored if code == 422 else Problem}}
        components.response(f"Problem{code}", {"description": about, "content": content})
