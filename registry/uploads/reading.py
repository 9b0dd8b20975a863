"""Read one uploaded PDF or picture, as a program of its own with little memory and time.

A file of a few kilobytes can make any reader take gigabytes; so the reader is a process that the
system stops, and nothing of it is shared with the register. ``reading.py pdf|image`` takes the
bytes on standard input and writes one JSON object on standard output: ``pages`` and ``text``, or
``refused`` with a word of ``registry.uploads.refusals``. It is started by its path, never
imported, so that it loads nothing of the register.
"""

import io
import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEGABYTE = 1024 * 1024
MEMORY = 768 * MEGABYTE
CPU_SECONDS = 15
MOST_PAGES = 300
MOST_TEXT = 500_000
MOST_PIXELS = 60_000_000

SUSPECT = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|EF|RichMedia|Movie|Sound|XFA|ImportData|GoToE)\b"
)
"""Names by which a PDF acts on the reader's machine or carries another file."""
SCRIPTS = {b"JavaScript", b"JS", b"XFA"}
ATTACHMENTS = {b"EmbeddedFile", b"EmbeddedFiles", b"EF", b"RichMedia", b"Movie", b"Sound"}


class Refused(Exception):
    """The file is not taken; the message is the word for why."""


def main(kind: str) -> dict[str, Any]:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        allowed = resource.getrlimit(limit)[1]
        if allowed != resource.RLIM_INFINITY:
            most = min(most, allowed)
        resource.setrlimit(limit, (most, most))
    data = sys.stdin.buffer.read()
    try:
        return read_pdf(data) if kind == "pdf" else read_image(data)
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "too_heavy"}


def read_pdf(data: bytes) -> dict[str, Any]:
    """Pages and text of a PDF that is whole, open, still and of a readable length."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            pages = len(pdf.pages)
            if pages == 0:
                raise Refused("damaged")
            if pages > MOST_PAGES:
                raise Refused("too_long")
            refuse_what_acts(pdf)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except pikepdf.PdfError:
        raise Refused("damaged") from None
    return {"pages": pages, "text": pdf_text(data)}


def refuse_what_acts(pdf: Any) -> None:
    for found in {match for written in _written(pdf) for match in SUSPECT.findall(written)}:
        if found in SCRIPTS:
            raise Refused("script")
        raise Refused("attachment" if found in ATTACHMENTS else "action")


def _written(pdf: Any) -> Iterator[bytes]:
    """Each object as PDF text, names unescaped and strings left out; contents of streams apart."""
    import pikepdf

    for obj in [pdf.trailer, *pdf.objects]:
        dictionary = obj.stream_dict if isinstance(obj, pikepdf.Stream) else obj
        yield without_strings(dictionary.unparse(resolved=True))


def without_strings(written: bytes) -> bytes:
    """The object without its (texts), in which a word such as /Launch means nothing."""
    return re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", written, flags=re.DOTALL)


def pdf_text(data: bytes) -> str:
    """The text of the pages in order, at most MOST_TEXT characters; empty for scanned pages."""
    import pypdfium2

    texts, room = [], MOST_TEXT
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\0", "")
        texts.append(text[:room])
        room -= len(texts[-1])
        page.close()
        if room <= 0:
            break
    return "\n\n".join(texts).encode("utf-8", "replace").decode().strip()[:MOST_TEXT]


def read_image(data: bytes) -> dict[str, Any]:
    """Nothing but the fact that every pixel of the picture can be read."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("too_heavy")
            image.load()
    except Image.DecompressionBombError:
        raise Refused("too_heavy") from None
    except (OSError, SyntaxError, ValueError):
        raise Refused("damaged") from None
    return {"pages": None, "text": ""}


if __name__ == "__main__":
    json.dump(main(sys.argv[1]), sys.stdout)
