"""Tables of a public page as a file, of which a reader gets the whole or an error."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile

from flask import Response, request
from werkzeug.wsgi import wrap_file

CSV = "text/csv; charset=utf-8"
IN_MEMORY = 2**20
"""Bytes up to which a file stays in memory; a longer one is written to the temporary folder."""
CHUNK = 256 * 1024


def csv_answer(pieces: Iterable[str] | Iterable[bytes], name: str) -> Response:
    answer = whole_file(pieces, CSV)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer


def whole_file(pieces: Iterable[str] | Iterable[bytes], content_type: str) -> Response:
    """Write a file down before its answer begins, in constant memory.

    Its length goes before it, so that a connection which breaks is noticed; an error on the way is
    an error page; and while a slow reader takes it, no connection to the database is held.
    """
    if request.method == "HEAD":
        return Response(content_type=content_type)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed with the answer)
    try:
        for piece in pieces:
            file.write(piece.encode() if isinstance(piece, str) else piece)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    if size <= IN_MEMORY:
        with file:
            return Response(file.read(), content_type=content_type)
    sent = wrap_file(request.environ, file, CHUNK)
    answer = Response(sent, content_type=content_type, direct_passthrough=True)
    answer.content_length = size
    answer.call_on_close(file.close)
    return answer
