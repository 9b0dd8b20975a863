"""Files that people send: told by their bytes, measured, read at arm's length, then stored.

Nothing is believed of the name or the type that the browser gives. Every file is read in a process
of its own with little memory and time (``apart``), and scanned where a scanner is configured.
"""

import zipfile
from dataclasses import dataclass
from typing import IO

from flask import current_app
from werkzeug.datastructures import FileStorage

from registry import storage
from registry.uploads import apart, scanning
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
from registry.uploads.plain import text_of
from registry.uploads.refusals import Busy, Refused, refused, too_large, wrong_kind

__all__ = [
    "EVIDENCE",
    "STATEMENT",
    "TABLE",
    "Accepted",
    "Busy",
    "FileKind",
    "PdfFacts",
    "Refused",
    "check",
    "check_pdf",
    "clean_name",
    "rows_of_list",
]

SCAN_SECONDS = 2
"""For each step of asking the scanner; a file of 20 MB takes it less than one in all."""


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


def check(file: FileStorage, kinds: frozenset[FileKind] = EVIDENCE) -> Accepted:
    """Check one uploaded file and store it, or raise Refused and keep nothing of it."""
    stream, name = file.stream, file.filename or ""
    _check_size(stream)
    kind = _kind(stream, name, kinds)
    pdf = _inspected(stream, kind, will_be_read=kinds <= TABLE)
    _scan(stream)
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
        return PdfFacts(**apart.read(stream.read(), "pdf"))


def rows_of_list(data: bytes) -> list[list[str]]:
    """The texts of a list that somebody brings as a workbook; nothing of it is kept."""
    if data.startswith(OLE):
        raise refused("locked")
    rows: list[list[str]] = apart.read(data, "list")["rows"]
    return rows


def _check_size(stream: IO[bytes]) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size == 0:
        raise refused("empty")
    most = current_app.config["MAX_UPLOAD_MB"]
    if size > most * 1024 * 1024:
        raise too_large(most)


def _kind(stream: IO[bytes], name: str, kinds: frozenset[FileKind]) -> FileKind:
    start = start_of(stream)
    if start.startswith(OLE) and FileKind.XLSX in kinds:
        raise refused("locked")
    kind = kind_of(start, name)
    if kind is None or kind not in kinds:
        raise wrong_kind(kinds)
    return kind


def _inspected(stream: IO[bytes], kind: FileKind, *, will_be_read: bool) -> PdfFacts | None:
    if kind is FileKind.XLSX:
        apart.read(stream.read(), "table" if will_be_read else "workbook")
        return None
    if zipfile.is_zipfile(stream):
        raise refused("two_kinds")
    stream.seek(0)
    data = stream.read()
    if kind is FileKind.PDF:
        return PdfFacts(**apart.read(data, "pdf"))
    if kind is FileKind.CSV:
        apart.read(text_of(data).encode("utf-8", "replace"), "text")
    else:
        apart.read(data, "image")
    return None


def _scan(stream: IO[bytes]) -> None:
    """Refuse known malware; where a scanner is configured, nothing is stored without its word."""
    address = current_app.config["CLAMD"]
    if not address:
        return
    stream.seek(0)
    try:
        found = scanning.known_malware(stream, address, seconds=SCAN_SECONDS)
    except scanning.ScannerDown as error:
        current_app.logger.error("scanner: %s", error)
        raise refused("not_scanned") from error
    if found:
        current_app.logger.warning("scanner: %s", found)
        raise refused("malware")


def _stored(stream: IO[bytes]) -> storage.Stored:
    stream.seek(0)
    try:
        return storage.put(stream)
    except storage.StorageFull as error:
        current_app.logger.error("file store: %s", error)
        raise refused("full") from error
    except storage.StorageError as error:
        current_app.logger.error("file store: %s", error)
        raise refused("not_kept") from error
