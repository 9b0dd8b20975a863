"""What is known of a SHA-256, for programs: the same as on the page, and no more."""

from dataclasses import asdict

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from registry import proofs
from registry.api import asked, shapes
from registry.api.blueprint import JSON, as_json, asks, bp, tagged, takes
from registry.api.described import answers
from registry.auth import access
from registry.extensions import limiter
from registry.proofs import Proof
from registry.public.site.verify_routes import ASK_LIMIT

SHA256 = {
    "in": "path",
    "name": "sha256",
    "description": "64 hexadecimal digits.",
    "schema": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
}


@bp.get("/verify/<string:sha256>", parameters=[SHA256])
@access("anyone")
@limiter.limit(ASK_LIMIT)
@answers(shapes.Verified, summary="What the register knows of a SHA-256")
@asks(asked.Nothing)
def verify(_asked: object, sha256: str) -> ResponseReturnValue:
    """Of a receipt, a version, a signature, a published document or a dossier."""
    takes(JSON)
    plain = proofs.plain(sha256)
    if plain is None:
        abort(400, "A SHA-256 has 64 signs: the digits 0 to 9 and the letters a to f.")
    found = proofs.proofs(plain)
    shown = [_shown(proof) for proof in found]
    return tagged(as_json({"sha256": plain, "known": bool(found), "proofs": shown}))


def _shown(proof: Proof) -> dict[str, object]:
    public = proof.published
    statement = public and {
        **asdict(public),
        "url": url_for(
            "public.version",
            lang="en",
            organisation_id=public.organisation_id,
            year=public.year,
            version=public.version,
        ),
    }
    return {"kind": proof.kind.value, "at": proof.at.isoformat(), "statement": statement}
