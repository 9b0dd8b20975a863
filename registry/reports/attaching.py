"""A PDF that carries files: each attached and named as associated data, as PDF/A-3 does it."""

import io
from collections.abc import Callable, Iterable
from typing import IO, NamedTuple


class Attached(NamedTuple):
    """A file to attach; it is opened only when its turn comes."""

    name: str
    about: str
    media_type: str
    open: Callable[[], IO[bytes]]


def with_files(drawn: bytes, files: Iterable[Attached]) -> bytes:
    """The same document with the files inside; the same files always give the same bytes."""
    import pikepdf
    from pikepdf import AttachedFileSpec, Name

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        for file in files:
            with file.open() as stream:
                spec = AttachedFileSpec(
                    pdf,
                    stream.read(),
                    description=file.about,
                    filename=file.name,
                    mime_type=file.media_type,
                    creation_date="",
                    mod_date="",
                )
            spec.obj.AFRelationship = Name.Data
            pdf.attachments[file.name] = spec
        specs = [pdf.attachments[name].obj for name in sorted(pdf.attachments)]
        pdf.Root.AF = pdf.make_indirect(pikepdf.Array(specs))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
