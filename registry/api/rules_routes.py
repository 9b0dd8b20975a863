"""The rules as data, and a filing judged by them, for programs."""

import json

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from registry.api import asked, shapes
from registry.api import catalogue as rules
from registry.api.blueprint import JSON, Json, as_json, asks, bp, kept, takes
from registry.api.described import ACCEPT_LANGUAGE, answers
from registry.assessment import catalogue
from registry.auth import access
from registry.extensions import csrf, limiter
from registry.forms.own_filing import MOST_BYTES
from registry.i18n import language
from registry.problems import problem
from registry.scoring.lines import score_line
from registry.scoring.schema import schema

SCORE_LIMIT = "60 per minute"


@bp.get("/catalogue.json")
@access("anyone")
@answers({"type": "object"}, summary="The rules in force, whole")
@asks(asked.Nothing)
def catalogue_json(_asked: object) -> ResponseReturnValue:
    """Everything in force, in a form that is the same byte by byte while the rules are."""
    return kept(rules.as_json(catalogue()), "application/json")


@bp.get("/catalogue.yaml")
@access("anyone")
@answers({"type": "object"}, summary="The same as YAML", media_type="application/yaml")
@asks(asked.Nothing)
def catalogue_yaml(_asked: object) -> ResponseReturnValue:
    return kept(rules.as_yaml(catalogue()), "application/yaml")


@bp.get("/filing.schema.json")
@access("anyone")
@answers(
    {"type": "object"},
    summary="The names and values of a filing",
    media_type="application/schema+json",
)
@asks(asked.Nothing)
def filing_schema(_asked: object) -> ResponseReturnValue:
    """The names and values of a filing, as JSON Schema."""
    return kept(json.dumps(schema(), indent=2), "application/schema+json")


@bp.post("/score")
@csrf.exempt
@limiter.limit(SCORE_LIMIT)
@access("anyone")
@bp.doc(
    parameters=[ACCEPT_LANGUAGE],
    requestBody={"required": True, "content": {JSON: {"schema": schema()}}},
)
@answers(shapes.Scored, 413, 422, summary="A filing judged; nothing is kept")
@asks(asked.Nothing)
def score(_asked: object) -> ResponseReturnValue:
    """Judge one filing; nothing is kept. A filing that cannot be read is answered 422.

    An assessment says its sentences in `en` and in `ms`; what is wrong with a filing that cannot
    be read is said in the language of `Accept-Language`.
    """
    takes(JSON)
    body = request.get_data()  # its length may not be told beforehand
    if len(body) > MOST_BYTES:
        abort(413)
    found = score_line(body, catalogue=catalogue(), lang=language())
    return _unreadable(found) if "error" in found else as_json(found)


def _unreadable(found: Json) -> Response:
    told = found["error"]
    answer = problem(422, f"{told['field']}: {told['remedy']}", **found)
    answer.content_language.add(language())
    answer.vary.add("Accept-Language")
    return answer
