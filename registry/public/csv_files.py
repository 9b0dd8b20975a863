"""Tables of a public page as a file, of which a reader gets the whole or an error."""

import hashlib
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile

from flask import Response, request
from werkzeug.wsgi import wrap_file

from registry.open_data.package import LICENCE

CSV = "text/csv; charset=utf-8"
IN_MEMORY = 2**20
"""Bytes up to which a file stays in memory; a longer one is written to the temporary folder."""
CHUNK = 256 * 1024


def csv_answer(pieces: Iterable[str] | Iterable[bytes], name: str) -> Response:
    """A file for anybody."""
    return for_anybody(csv_file(pieces, name))


def for_anybody(answer: Response) -> Response:
    """Any site may read it, and the answer says under which licence."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Link"] = f'<{LICENCE["path"]}>; rel="license"'
    return answer


def csv_file(pieces: Iterable[str] | Iterable[bytes], name: str) -> Response:
    answer = whole_file(pieces, CSV)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer


def whole_file(pieces: Iterable[str] | Iterable[bytes], content_type: str) -> Response:
    """Write a file down before its answer begins, in constant memory.

    Its length goes before it, so that a connection which breaks is noticed; an error on the way is
    an error page; and while a slow reader takes it, no connection to the database is held. A reader
    who has the same already is told so by 304.
    """
    if request.method == "HEAD":
        return Response(content_type=content_type)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed with the answer)
    seen = hashlib.sha256()
    try:
        for piece in pieces:
            content = piece.encode() if isinstance(piece, str) else piece
            seen.update(content)
            file.write(content)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    if size <= IN_MEMORY:
        with file:
            return _known_by(seen.hexdigest(), Response(file.read(), content_type=content_type))
    sent = wrap_file(request.environ, file, CHUNK)
    answer = Response(sent, content_type=content_type, direct_passthrough=True)
    answer.content_length = size
    answer.call_on_close(file.close)
    return _known_by(seen.hexdigest(), answer)


def _known_by(tag: str, answer: Response) -> Response:
    answer.set_etag(tag)
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer
