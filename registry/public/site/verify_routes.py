"""Anybody checks a receipt, a statement or a dossier: by its SHA-256, or by the file itself.

With JavaScript the browser works out the hash and the file stays where it is. Without, the file is
sent, hashed while it arrives and kept nowhere, neither in memory nor on disk.
"""

import hashlib
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import proofs
from registry.auth import access
from registry.extensions import csrf, limiter
from registry.public.routes import bp

LARGEST = 200 * 1024 * 1024
"""Of a file that is sent; a larger one is hashed at home and its SHA-256 pasted."""
ASK_LIMIT = "120 per minute"
SEND_LIMIT = "10 per minute"


class Hashing:
    """Takes the bytes of an upload and keeps nothing but their hash."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """The form's reader winds back after the last byte; there is nothing to wind."""
        return offset

    def close(self) -> None:
        """Nothing is held."""


@bp.get("/verify")
@access("anyone")
@limiter.limit(ASK_LIMIT)
def verify() -> ResponseReturnValue:
    typed = "".join(sign for sign in request.args.get("sha256", "") if sign.isprintable())
    sha256 = proofs.plain(typed)
    page = render_template(
        "public/verify.html",
        typed=typed,
        sha256=sha256,
        found=proofs.proofs(sha256) if sha256 else [],
        no_file="no_file" in request.args,
    )
    return page, 422 if typed and not sha256 else 200


@bp.post("/verify")
@csrf.exempt
@access("anyone")
@limiter.limit(SEND_LIMIT)
def verify_file() -> ResponseReturnValue:
    """Hash the file that is sent, and go to what is known of it. Nothing is changed."""
    sha256 = _hash_of_upload()
    place = url_for(".verify", sha256=sha256) if sha256 else url_for(".verify", no_file=1)
    return redirect(place, code=303)


def take_no_copy(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form of an upload to be verified: hash it, and keep no byte."""
    if endpoint == "public.verify_file":
        request.max_content_length = LARGEST
        request._get_file_stream = lambda *_, **__: Hashing()  # type: ignore[method-assign,assignment]


def _hash_of_upload() -> str | None:
    """The SHA-256 of the file of the form; None without a file, or with an empty one."""
    sent = request.files.get("file")
    hashing: object = sent.stream if sent else None
    if not isinstance(hashing, Hashing) or not hashing.size:
        return None
    return hashing.digest.hexdigest()
