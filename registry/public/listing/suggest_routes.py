"""Type-ahead: organisations for what has been typed so far, as JSON."""

from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from registry.auth import access
from registry.clock import today
from registry.extensions import limiter
from registry.public import counts
from registry.public.counts import current_year
from registry.public.listing import suggest
from registry.public.routes import bp

TYPING_LIMIT = "600 per minute"
"""Several people behind one address type at once; a program that asks more takes the bulk file."""
KEPT_SECONDS = 300


@bp.get("/suggest.json", endpoint="suggest")
@access("anyone")
@limiter.limit(TYPING_LIMIT)
def suggest_names() -> ResponseReturnValue:
    text = request.args.get("q", "")
    now = today()
    offer = suggest.offer(text, current_year(counts.by_year(now), now.year))
    return _kept(
        jsonify(
            query=text,
            meant=offer.meant,
            suggestions=[_line(each) for each in offer.lines],
        )
    )


def _line(each: suggest.Offered) -> dict[str, Any]:
    return {"name": each.name, "note": each.note, "url": url_for(each.endpoint, **each.place)}


def _kept(answer: Response) -> Response:
    """For some minutes; then asked again with its ETag."""
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_SECONDS
    answer.add_etag()
    return answer.make_conditional(request)
