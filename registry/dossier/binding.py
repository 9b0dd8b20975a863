"""A dossier as one file: a PDF that carries its files, or an archive with the PDF beside them.

Both have the same bytes for the same state: no clock and no chance goes into them.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from registry.dossier.enclosed import Enclosure
from registry.reports.attaching import Attached, with_files

CHUNK = 1024 * 1024
LARGEST_ATTACHED = 40 * 1024 * 1024
"""Together, in bytes: a PDF with more is slow to open. The archive has no such limit."""
EPOCH = (1980, 1, 1, 0, 0, 0)
README = "dossier.pdf"
SUMS = "SHA256SUMS"


def is_attachable(files: Iterable[Enclosure]) -> bool:
    return sum(file.size for file in files) <= LARGEST_ATTACHED


def attached(drawn: bytes, files: Iterable[Enclosure]) -> bytes:
    """The PDF with the files inside; attachments lie in no folders, so their names are joined."""
    return with_files(
        drawn,
        (
            Attached(file.name.replace("/", "-"), file.about, file.media_type, file.open)
            for file in files
        ),
    )


def archived(drawn: bytes, files: Sequence[Enclosure], into: IO[bytes]) -> None:
    """Write the archive: the PDF, the files in their folders, and their sums for sha256sum."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        _member(archive, README, io.BytesIO(drawn))
        for file in files:
            with file.open() as stream:
                _member(archive, file.name, stream)
        sums = "".join(f"{file.sha256}  {file.name}\n" for file in files)
        _member(archive, SUMS, io.BytesIO(sums.encode()))


def _member(archive: zipfile.ZipFile, name: str, stream: IO[bytes]) -> None:
    info = zipfile.ZipInfo(name, date_time=EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    with archive.open(info, "w") as member:
        while chunk := stream.read(CHUNK):
            member.write(chunk)
