"""Files that people send: told by their bytes, measured, read at arm's length, then stored.

Nothing is believed of the name or the type that the browser gives. PDFs and pictures are read by
``registry.uploads.reading`` in a process of its own with little memory and time.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flask import current_app
from werkzeug.datastructures import FileStorage

from registry import storage
from registry.uploads.kinds import (
    EVIDENCE,
    MEDIA_TYPES,
    OLE,
    STATEMENT,
    TABLE,
    FileKind,
    clean_name,
    kind_of,
    start_of,
)
from registry.uploads.plain import check_text, check_workbook
from registry.uploads.refusals import Refused, refused, too_large, wrong_kind

__all__ = [
    "EVIDENCE",
    "STATEMENT",
    "TABLE",
    "Accepted",
    "FileKind",
    "PdfFacts",
    "Refused",
    "check",
    "check_pdf",
    "clean_name",
]

READER = Path(__file__).with_name("reading.py")
WALL_SECONDS = 20


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF says; ``text`` is empty when its pages are only pictures, as of a scan."""

    pages: int
    text: str


@dataclass(frozen=True)
class Accepted:
    """A file that was checked and stored. ``pages`` and ``text`` are those of a PDF."""

    sha256: str
    size: int
    media_type: str
    filename: str
    pages: int | None
    text: str


def check(file: FileStorage, kinds: Collection[FileKind] = EVIDENCE) -> Accepted:
    """Check one uploaded file and store it, or raise Refused and keep nothing of it."""
    stream, name = file.stream, file.filename or ""
    _check_size(stream)
    kind = _kind(stream, name, kinds)
    pdf = _inspected(stream, kind)
    stored = _stored(stream)
    return Accepted(
        sha256=stored.sha256,
        size=stored.size,
        media_type=MEDIA_TYPES[kind],
        filename=clean_name(name, kind),
        pages=pdf.pages if pdf else None,
        text=pdf.text if pdf else "",
    )


def check_pdf(sha256: str) -> PdfFacts:
    """Read a stored PDF again; raise Refused as ``check`` does."""
    with storage.open(sha256) as stream:
        return PdfFacts(**_read_apart(stream, "pdf"))


def _check_size(stream: IO[bytes]) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size == 0:
        raise refused("empty")
    most = current_app.config["MAX_UPLOAD_MB"]
    if size > most * 1024 * 1024:
        raise too_large(most)


def _kind(stream: IO[bytes], name: str, kinds: Collection[FileKind]) -> FileKind:
    start = start_of(stream)
    if start.startswith(OLE) and FileKind.XLSX in kinds:
        raise refused("locked")
    kind = kind_of(start, name)
    if kind is None or kind not in kinds:
        raise wrong_kind(kinds)
    return kind


def _inspected(stream: IO[bytes], kind: FileKind) -> PdfFacts | None:
    if kind is FileKind.XLSX:
        check_workbook(stream)
        return None
    if zipfile.is_zipfile(stream):
        raise refused("two_kinds")
    stream.seek(0)
    if kind is FileKind.PDF:
        return PdfFacts(**_read_apart(stream, "pdf"))
    if kind is FileKind.CSV:
        check_text(stream.read())
    else:
        _read_apart(stream, "image")
    return None


def _stored(stream: IO[bytes]) -> storage.Stored:
    stream.seek(0)
    try:
        return storage.put(stream)
    except storage.StorageFull as error:
        current_app.logger.error("file store: %s", error)
        raise refused("full") from error


def _read_apart(stream: IO[bytes], kind: str) -> dict[str, Any]:
    """Run the reader on the bytes; whatever they do to it, it ends within WALL_SECONDS."""
    try:
        reader = subprocess.run(
            [sys.executable, "-I", "-B", str(READER), kind],
            input=stream.read(),
            capture_output=True,
            timeout=WALL_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refused("too_heavy") from None
    if reader.returncode != 0:
        current_app.logger.warning("reader: %s %s", reader.returncode, reader.stderr[-300:])
        raise refused("too_heavy" if reader.returncode < 0 else "damaged")
    facts: dict[str, Any] = json.loads(reader.stdout)
    if "refused" in facts:
        raise refused(facts["refused"])
    return facts
