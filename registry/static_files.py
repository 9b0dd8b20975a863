"""Styles, scripts, pictures and fonts: compressed, and kept by browsers for as long as they hold.

The address of a style, script or drawing carries a digest of the file (``?v=``), so that it may be
kept for a year and a new one has a new address. Files that others name by plain paths (fonts and
pictures in styles, modules in scripts) are asked for again: fonts and pictures after a month.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from os import stat
from typing import Any

from flask import Flask, Response, abort, current_app, request, send_from_directory
from werkzeug.security import safe_join

COMPRESSED = {"text/css", "text/javascript", "image/svg+xml", "application/manifest+json"}
COMPRESSED |= {"text/x-python", "text/plain"}
VERSION = "v"
A_YEAR = 365 * 24 * 60 * 60
A_MONTH = 30 * 24 * 60 * 60
MOST_FILES = 500
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class Text:
    """A file of text, plain and compressed, with a digest of it."""

    digest: str
    plain: bytes
    compressed: bytes


def init_app(app: Flask) -> None:
    app.view_functions["static"] = serve
    app.url_defaults(_add_version)


def serve(filename: str) -> Response:
    kind = mimetypes.guess_type(filename)[0]
    if kind in COMPRESSED:
        return _serve_text(filename, kind)
    answer = send_from_directory(str(current_app.static_folder), filename)
    answer.cache_control.no_cache = None
    answer.cache_control.public = True
    answer.cache_control.max_age = A_MONTH
    return answer


def _serve_text(filename: str, kind: str) -> Response:
    found = _text(filename)
    if found is None:
        abort(404)
    zipped = bool(request.accept_encodings["gzip"])
    answer = Response(found.compressed if zipped else found.plain, mimetype=kind)
    if zipped:
        answer.content_encoding = "gzip"
    answer.vary.add("Accept-Encoding")
    answer.set_etag(f"{found.digest}{'-gzip' if zipped else ''}")
    if request.args.get(VERSION) == found.digest:
        answer.cache_control.public = True
        answer.cache_control.max_age = A_YEAR
        answer.cache_control.immutable = True
    else:
        answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    filename = values.get("filename", "")
    if endpoint == "static" and mimetypes.guess_type(filename)[0] in COMPRESSED:
        found = _text(filename)
        if found:
            values.setdefault(VERSION, found.digest)


def _text(filename: str) -> Text | None:
    """A file of the static folder; None where there is none."""
    path = safe_join(str(current_app.static_folder), filename)
    try:
        return _read(path, stat(path).st_mtime_ns) if path else None
    except (OSError, ValueError):
        return None


@lru_cache(MOST_FILES)
def _read(path: str, _changed: int) -> Text:
    with open(path, "rb") as file:
        plain = file.read()
    digest = hashlib.blake2b(plain, digest_size=6).hexdigest()
    return Text(digest, plain, gzip.compress(plain, 9, mtime=0))
