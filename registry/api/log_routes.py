"""The log of public acts, for whoever checks it: signed head, events, proofs, what they vouch for.

``static/tools/check_register.py`` reads these addresses; docs/decisions/0025-the-log.md says what
they prove.
"""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from registry import ledger, seals, tree_heads
from registry.api import asked, log_shapes
from registry.api.blueprint import JSON, as_json, asks, bp, tagged, takes
from registry.api.described import answers
from registry.auth import access
from registry.clock import today
from registry.public.queries import is_past
from registry.public.statements import queries

TEXT = "text/plain"
SIGNED = {"type": "string"}


@bp.get("/log/checkpoint")
@access("anyone")
@answers(SIGNED, summary="The signed head of the log", media_type=TEXT)
@asks(asked.Nothing)
def log_checkpoint(_asked: object) -> ResponseReturnValue:
    """Origin, size, root and time of the newest event, as a C2SP checkpoint signed with Ed25519."""
    return _text(tree_heads.checkpoint(tree_heads.head()))


@bp.get("/log/key")
@access("anyone")
@answers(SIGNED, summary="The public key of the log", media_type=TEXT)
@asks(asked.Nothing)
def log_key(_asked: object) -> ResponseReturnValue:
    """A signed-note verifier key: name, key hash and key."""
    return _text(f"{tree_heads.verifier_key()}\n")


@bp.get("/log/events")
@access("anyone")
@answers(log_shapes.LogEvents, summary="Events of the log, in its order")
@asks(log_shapes.Events)
def log_events(wanted: dict[str, int]) -> ResponseReturnValue:
    """Each event as the exact text that its leaf hashes."""
    takes(JSON)
    events = tree_heads.rows(wanted["start"], wanted["limit"])
    return _fresh(as_json({"size": ledger.size(), "events": events}))


@bp.get("/log/inclusion")
@access("anyone")
@answers(log_shapes.InclusionProof, 404, summary="That an event is in the log")
@asks(log_shapes.Inclusion)
def log_inclusion(wanted: dict[str, int]) -> ResponseReturnValue:
    """That the event at ``position`` is among the first ``size`` (RFC 9162, 2.1.3)."""
    takes(JSON)
    position, size = wanted["position"], _size(wanted["size"])
    if position >= size:
        abort(404, f"There is no event {position} among the first {size}.")
    proof = tree_heads.inclusion(position, size)
    return _fresh(as_json({"position": position, "size": size, "proof": _hex(proof)}))


@bp.get("/log/consistency")
@access("anyone")
@answers(log_shapes.ConsistencyProof, 404, summary="That the log only grew")
@asks(log_shapes.Consistency)
def log_consistency(wanted: dict[str, int]) -> ResponseReturnValue:
    """That the first ``second`` events begin with the first ``first`` (RFC 9162, 2.1.4)."""
    takes(JSON)
    first, second = wanted["first"], _size(wanted["second"])
    if not 0 < first <= second:
        abort(404, f"The log of {second} events has no beginning of {first}.")
    proof = tree_heads.consistency(first, second)
    return _fresh(as_json({"first": first, "second": second, "proof": _hex(proof)}))


@bp.get("/log/statements/<string:reference>/<int:version>")
@access("anyone")
@answers(log_shapes.SealedStatement, 404, summary="What the log vouches for of a statement")
@asks(asked.Nothing)
def log_statement(_asked: object, reference: str, version: int) -> ResponseReturnValue:
    """The parts of a published version as they are stored, for their hashes to be compared."""
    takes(JSON)
    found = queries.statement_by_reference(reference, version)
    parts = seals.parts(found)
    if found.grade_withdrawn_on or not is_past(found.grade_public_on, today()):
        parts |= dict.fromkeys(seals.JUDGED)
    body = {"id": found.id, "reference": reference, "version": version, "parts": parts}
    return _fresh(as_json(body | {"standing": seals.standing(found)}))


def _size(wanted: int | None) -> int:
    """A number of events that the log has had; all, unless fewer are wanted."""
    size = ledger.size()
    if wanted is not None and wanted > size:
        abort(404, f"The log has {size} events, not {wanted}.")
    return size if wanted is None else wanted


def _hex(proof: list[bytes]) -> list[str]:
    return [each.hex() for each in proof]


def _text(body: str) -> Response:
    takes(TEXT)
    return _fresh(Response(body, mimetype=TEXT))


def _fresh(answer: Response) -> Response:
    """Asked for anew each time: who checks the register wants what it says now."""
    answer.cache_control.no_cache = True
    return tagged(answer)
