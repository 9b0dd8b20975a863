"""Look through workbooks and CSV files before anything reads what they say."""

import lzma
import re
import zipfile
import zlib
from typing import IO

from registry.uploads.kinds import EVIDENCE
from registry.uploads.refusals import refused, wrong_kind

MOST_PARTS = 5000
MOST_UNPACKED = 50 * 1024 * 1024
"""A workbook of 20,000 fee lines unpacks to about 10 MB."""
ENTITIES = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError,
)  # fmt: skip
"""What reading a damaged archive may raise; NotImplementedError is a RuntimeError."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def check_workbook(stream: IO[bytes]) -> None:
    """Refuse macros, bombs and entities, and what is no workbook at all."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {info.filename.lower() for info in archive.infolist()}
            if "xl/workbook.xml" not in names:
                raise wrong_kind(EVIDENCE)
            if any("vbaproject" in name or "macrosheets" in name for name in names):
                raise refused("macros")
            _check_parts(archive)
    except BROKEN:
        raise refused("damaged") from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, counting what really comes out instead of what the file declares."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise refused("too_heavy")
    room = MOST_UNPACKED
    for info in parts:
        with archive.open(info) as part:
            content = part.read(room + 1)
        room -= len(content)
        if room < 0:
            raise refused("too_heavy")
        _check_part(info.filename, content)


def _check_part(name: str, content: bytes) -> None:
    if name.endswith((".xml", ".rels")) and any(word in content for word in ENTITIES):
        raise refused("damaged")
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise refused("macros")


def text_of(data: bytes) -> str:
    """The characters of a text file as Excel writes them: UTF-8, UTF-16 or Windows 1252."""
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def check_text(data: bytes) -> None:
    """Refuse what only pretends to be text, and pages of markup."""
    text = text_of(data)
    if CONTROL.search(text) or text.lstrip().startswith("<"):
        raise refused("not_text")
