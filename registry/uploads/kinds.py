"""The kinds of file that the register takes, and how to tell them by their bytes."""

import re
import unicodedata
from enum import StrEnum
from typing import IO

from flask_babel import gettext as _

LONGEST_NAME = 120
LONGEST_MAGIC = 8


class FileKind(StrEnum):
    """A kind of file, by the ending that its name is given."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    XLSX = "xlsx"
    CSV = "csv"


STATEMENT = frozenset({FileKind.PDF})
EVIDENCE = frozenset(FileKind)
TABLE = frozenset({FileKind.XLSX, FileKind.CSV})

MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv",
}
MAGIC = {
    b"%PDF-": FileKind.PDF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPEG,
    b"PK\x03\x04": FileKind.XLSX,
}
OLE = b"\xd0\xcf\x11\xe0"
"""Starts old Office files, and new ones under a password."""
ENDING = re.compile(r"\.\s*(pdf|png|jpe?g|xlsx|csv)\s*$", re.IGNORECASE)


def start_of(stream: IO[bytes]) -> bytes:
    start = stream.read(LONGEST_MAGIC)
    stream.seek(0)
    return start


def kind_of(start: bytes, name: str) -> FileKind | None:
    """What the first bytes say; only a CSV, which has no such bytes, is told by its name."""
    for magic, kind in MAGIC.items():
        if start.startswith(magic):
            return kind
    return FileKind.CSV if name.lower().endswith(".csv") else None


def clean_name(name: str, kind: FileKind) -> str:
    """The name without folders, control characters and tricks, ending as the bytes deserve."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    stem = re.sub(r'[<>:"|?*;%\s]+', " ", ENDING.sub("", name)).strip(" .-")
    return f"{stem[:LONGEST_NAME].rstrip(' .') or _('file')}.{kind.value}"
