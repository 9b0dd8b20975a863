"""A CSV file as an answer, line by line."""

from collections.abc import Iterator

from flask import Response, stream_with_context

CSV = "text/csv; charset=utf-8"


def csv_answer(lines: Iterator[str] | Iterator[bytes], name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename={name}.csv"}
    return Response(stream_with_context(lines), content_type=CSV, headers=headers)
