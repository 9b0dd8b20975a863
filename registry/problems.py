"""What went wrong, as programs read it: problem details (RFC 9457)."""

import json
from http import HTTPStatus
from typing import Any

from flask import Response
from werkzeug.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


def problem(code: int, detail: str = "", **members: Any) -> Response:
    """The answer for an error; ``members`` say more of it."""
    status = HTTPStatus(code)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": code,
        "detail": detail or status.description or status.phrase,
        **members,
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status=code, content_type=MEDIA_TYPE)


def problem_of(error: HTTPException) -> Response:
    """The same for an exception: parameters that were not understood are told one by one."""
    refused = getattr(error, "data", {}).get("messages", {})
    wrong = {name: told for place in refused.values() for name, told in place.items()}
    if wrong:
        detail = " ".join(f"{name}: {' '.join(map(str, told))}" for name, told in wrong.items())
        return problem(error.code or 500, detail, errors=wrong)
    return problem(error.code or 500, error.description or "")
