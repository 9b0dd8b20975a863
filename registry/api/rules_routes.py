"""The rules as data, and a filing judged by them, for programs."""

import hashlib
import json

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from registry.api import catalogue as rules
from registry.api.routes import as_json, bp
from registry.assessment import catalogue
from registry.auth import access
from registry.extensions import csrf, limiter
from registry.forms.own_filing import MOST_BYTES
from registry.scoring.lines import score_line
from registry.scoring.schema import schema

SCORE_LIMIT = "60 per minute"


@bp.get("/catalogue.json")
@access("anyone")
def catalogue_json() -> ResponseReturnValue:
    """Everything in force, in a form that is the same byte by byte while the rules are."""
    return _kept(rules.as_json(catalogue()), "application/json")


@bp.get("/catalogue.yaml")
@access("anyone")
def catalogue_yaml() -> ResponseReturnValue:
    return _kept(rules.as_yaml(catalogue()), "application/yaml")


@bp.get("/filing.schema.json")
@access("anyone")
def filing_schema() -> ResponseReturnValue:
    """The names and values of a filing, as JSON Schema."""
    return _kept(json.dumps(schema(), indent=2), "application/schema+json")


@bp.post("/score")
@csrf.exempt
@limiter.limit(SCORE_LIMIT)
@access("anyone")
def score() -> ResponseReturnValue:
    """Judge one filing; nothing is kept. A filing that cannot be read is answered 422."""
    body = request.get_data()  # its length may not be told beforehand
    if len(body) > MOST_BYTES:
        abort(413)
    found = score_line(body, catalogue=catalogue())
    return as_json(found), 422 if "error" in found else 200


def _kept(text: str, mimetype: str) -> Response:
    """The text, or 304 where the reader has it."""
    tag = hashlib.sha256(text.encode()).hexdigest()
    if request.if_none_match.contains(tag):
        answer = Response(status=304)
    else:
        answer = Response(text, mimetype=mimetype)
    answer.set_etag(tag)
    answer.cache_control.no_cache = True
    return answer
