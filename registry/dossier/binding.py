"""A dossier as one file: a PDF that carries its files, or an archive with the PDF beside them.

Both have the same bytes for the same state: no clock and no chance goes into them.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from registry.dossier.enclosed import Enclosure

CHUNK = 1024 * 1024
LARGEST_ATTACHED = 40 * 1024 * 1024
"""Together, in bytes: a PDF with more is slow to open. The archive has no such limit."""
EPOCH = (1980, 1, 1, 0, 0, 0)
README = "dossier.pdf"
SUMS = "SHA256SUMS"


def is_attachable(files: Iterable[Enclosure]) -> bool:
    return sum(file.size for file in files) <= LARGEST_ATTACHED


def attached(drawn: bytes, files: Sequence[Enclosure]) -> bytes:
    """The PDF with the files inside, each named as associated data, as PDF/A-3 does it."""
    import pikepdf
    from pikepdf import AttachedFileSpec, Name

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        for file in files:
            name = file.name.replace("/", "-")
            with file.open() as stream:
                spec = AttachedFileSpec(
                    pdf,
                    stream.read(),
                    description=file.about,
                    filename=name,
                    mime_type=file.media_type,
                    creation_date="",
                    mod_date="",
                )
            spec.obj.AFRelationship = Name.Data
            pdf.attachments[name] = spec
        specs = [pdf.attachments[name].obj for name in sorted(pdf.attachments)]
        pdf.Root.AF = pdf.make_indirect(pikepdf.Array(specs))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


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
