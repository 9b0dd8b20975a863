"""The log of public acts as a page: its signed head, its newest events, and how to check it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from registry import tree_heads
from registry.auth import access
from registry.headers import number
from registry.open_data.words import KINDS
from registry.public.paging import PAGE
from registry.public.routes import bp


@bp.get("/log")
@access("anyone")
def log() -> ResponseReturnValue:
    head = tree_heads.head()
    before = min(_before(), head.size)
    events = tree_heads.newest(PAGE, before)
    return render_template(
        "public/log.html",
        head=head,
        checkpoint=tree_heads.checkpoint(head),
        key=tree_heads.verifier_key(),
        events=events,
        words=KINDS,
        newer=min(before + PAGE, head.size) if before < head.size else None,
        older=events[-1].position if events and events[-1].position else None,
    )


def _before() -> int:
    """The position below which the page begins; all, for whatever is no position."""
    try:
        return max(number(request.args.get("before", "")), 0) or tree_heads.ALL
    except ValueError:
        return tree_heads.ALL
