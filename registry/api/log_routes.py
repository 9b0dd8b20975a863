"""The log of public acts, for whoever checks it: signed head, events, proofs, what they vouch for.

``static/check_register.py`` reads these addresses; docs/decisions/0025-the-log.md says what they
prove.
"""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from registry import ledger, seals, tree_heads
from registry.api.routes import as_json, bp
from registry.auth import access
from registry.clock import today
from registry.extensions import db
from registry.headers import number
from registry.models import Statement
from registry.public.queries import is_past

TEXT = "text/plain; charset=utf-8"


@bp.get("/log/checkpoint")
@access("anyone")
def log_checkpoint() -> ResponseReturnValue:
    """The signed head of the log, as a C2SP checkpoint."""
    return _text(tree_heads.checkpoint(tree_heads.head()))


@bp.get("/log/key")
@access("anyone")
def log_key() -> ResponseReturnValue:
    """The public key of the log, as a signed-note verifier key."""
    return _text(f"{tree_heads.verifier_key()}\n")


@bp.get("/log/events")
@access("anyone")
def log_events() -> ResponseReturnValue:
    """Events from ``start`` on, at most ``limit``: each the exact text that its leaf hashes."""
    start = _number("start", 0)
    found = tree_heads.leaves(start, max(_number("limit", tree_heads.MOST_EVENTS), 1))
    kept = ledger.hashes((0, each.position) for each in found)
    return as_json(
        {
            "size": ledger.size(),
            "events": [
                {
                    "position": each.position,
                    "event": each.event.data,
                    "leaf_hash": kept[0, each.position].hex(),
                }
                for each in found
            ],
        }
    )


@bp.get("/log/inclusion")
@access("anyone")
def log_inclusion() -> ResponseReturnValue:
    """That the event at ``position`` is among the first ``size`` (RFC 9162, 2.1.3)."""
    position, size = _number("position"), _size("size")
    if position >= size:
        abort(400, f"There is no event {position} among the first {size}.")
    proof = tree_heads.inclusion(position, size)
    return as_json({"position": position, "size": size, "proof": _hex(proof)})


@bp.get("/log/consistency")
@access("anyone")
def log_consistency() -> ResponseReturnValue:
    """That the first ``second`` events begin with the first ``first`` (RFC 9162, 2.1.4)."""
    first, second = _number("first"), _size("second")
    if not 0 < first <= second:
        abort(400, f"first must be from 1 to {second}.")
    proof = tree_heads.consistency(first, second)
    return as_json({"first": first, "second": second, "proof": _hex(proof)})


@bp.get("/log/statements/<string:reference>/<int:version>")
@access("anyone")
def log_statement(reference: str, version: int) -> ResponseReturnValue:
    """The parts of a published statement as they are stored; null while a part is not public."""
    found = db.session.scalars(
        select(Statement).where(Statement.reference == reference, Statement.version == version)
    ).one()
    shown = is_past(found.grade_public_on, today()) and found.grade_withdrawn_on is None
    parts = seals.parts(found)
    if not shown:
        parts |= dict.fromkeys(seals.JUDGED)
    return as_json({"id": found.id, "reference": reference, "version": version, "parts": parts})


def _number(name: str, otherwise: int | None = None) -> int:
    """A number that is asked for, 0 or more; 400 where it is none."""
    text = request.args.get(name)
    if text is None and otherwise is not None:
        return otherwise
    try:
        value = number(text or "")
    except ValueError:
        value = -1
    if value < 0:
        abort(400, f"{name} must be a whole number, 0 or more.")
    return value


def _size(name: str) -> int:
    """A number of events that the log has had; all, unless the address says fewer."""
    size = ledger.size()
    asked = _number(name, size)
    if asked > size:
        abort(400, f"{name} is {asked}, but the log has {size} events.")
    return asked


def _hex(proof: list[bytes]) -> list[str]:
    return [each.hex() for each in proof]


def _text(body: str) -> Response:
    answer = Response(body, content_type=TEXT)
    answer.cache_control.no_cache = True
    return answer
