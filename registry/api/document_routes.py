"""The OpenAPI document, and the page that explains it to people."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from registry.api import asked
from registry.api.blueprint import LIMIT, PREFIX, asks, bp, kept
from registry.api.described import IF_NONE_MATCH, answers
from registry.auth import access
from registry.public.routes import bp as pages

Json = dict[str, Any]
METHODS = ("get", "post")
EXAMPLES = (
    "entries?status=overdue&limit=500",
    "organisations?stock_code=0001",
    "statements?since=2026-01-01",
    "changes?since=0",
    "corridors/NPL",
)


@bp.get("/openapi.json")
@access("anyone")
@answers({"type": "object"}, summary="This document")
@asks(asked.Nothing)
def openapi(_asked: object) -> ResponseReturnValue:
    """The description of every address, as OpenAPI 3.1."""
    return kept(written(), "application/json")


@pages.get("/api")
@access("anyone")
def api() -> ResponseReturnValue:
    """The same for people to read."""
    described = document()
    return render_template(
        "public/api.html",
        operations=list(operations(described)),
        info=described["info"],
        limit=LIMIT,
        examples=[f"curl '{current_app.config['PUBLIC_URL']}{PREFIX}/{each}'" for each in EXAMPLES],
    )


def written() -> str:
    """The document as text: it is the same as long as the process runs, so it is made once."""
    known: dict[str, str] = current_app.extensions.setdefault("openapi", {})
    if "text" not in known:
        known["text"] = json.dumps(document(), ensure_ascii=False, indent=1)
    return known["text"]


def document() -> Json:
    """The document as it follows from the code."""
    api = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    found: Json = deepcopy(api.spec.to_dict())
    for methods in found["paths"].values():
        if "get" in methods:
            methods["get"].setdefault("parameters", []).append(IF_NONE_MATCH)
    return found


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with its method, as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Mapping[str, Any]]
    fields: list[tuple[str, str, str]]
    """Name, type and meaning of what the answer holds."""
    problems: list[str]


def operations(described: Json) -> Iterator[Operation]:
    """In the order of their addresses; how to ask again for the same is said once for all."""
    for path, methods in sorted(described["paths"].items()):
        shared = methods.get("parameters", [])
        for method in METHODS:
            if method in methods:
                yield _operation(path, method, methods[method], shared, described)


def _operation(path: str, method: str, given: Json, shared: list[Json], whole: Json) -> Operation:
    [content] = given["responses"]["200"]["content"].values()
    return Operation(
        name=given["operationId"],
        method=method.upper(),
        path=path,
        summary=given["summary"],
        about=given.get("description", ""),
        parameters=[
            _parameter(each)
            for each in (*shared, *given.get("parameters", []))
            if each["name"] != IF_NONE_MATCH["name"]
        ],
        fields=list(_fields(_resolved(content["schema"], whole))),
        problems=[code for code in given["responses"] if code not in {"200", "304"}],
    )


def _parameter(given: Json) -> Json:
    schema = given["schema"]
    return {**given, "type": _type(schema), "values": schema.get("enum", []), "schema": schema}


def _fields(schema: Json) -> Iterator[tuple[str, str, str]]:
    for name, each in schema.get("properties", {}).items():
        yield name, _type(each), each.get("description", "")


def _resolved(schema: Json, whole: Json) -> Json:
    """A schema itself, where it is only named."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Json = whole["components"]["schemas"][name] if name else schema
    return found


def _type(schema: Json) -> str:
    """Such as string or null, array of Entry."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    kind = schema.get("type", "any")
    if kind == "array":
        return f"array of {_type(schema['items'])}"
    text = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{text} ({schema['format']})" if "format" in schema else text
