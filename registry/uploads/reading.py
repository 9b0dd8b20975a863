"""Read one uploaded PDF or picture: run by ``limited.py``, never imported by the register."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MOST_PAGES = 300
MOST_TEXT = 500_000
MOST_PIXELS = 60_000_000

SUSPECT = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|EF|RichMedia|Movie|Sound|XFA|ImportData|GoToE)\b"
)
"""Names by which a PDF acts on the reader's machine or carries another file."""
SCRIPTS = {b"JavaScript", b"JS", b"XFA"}
ATTACHMENTS = {b"EmbeddedFile", b"EmbeddedFiles", b"EF", b"RichMedia", b"Movie", b"Sound"}

MARKUP = re.compile(rb"<(script|html|svg|iframe|body|!doctype|\?php)\b", re.IGNORECASE)
PNG = b"\x89PNG"
PNG_END = b"IEND\xaeB`\x82"


class Refused(Exception):
    """The file is not taken: a word of ``registry.uploads.refusals``, and the place if any."""


def read_pdf(data: bytes) -> dict[str, Any]:
    """Pages and text of a PDF that is whole, open, still and of a readable length."""
    import pikepdf

    if MARKUP.search(data, data.rfind(b"%%EOF")):
        raise Refused("two_kinds")
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
    """Nothing but the fact that the picture is one, whole, and nothing beside that."""
    from PIL import Image

    if MARKUP.search(data) or not _ends_as_it_should(data):
        raise Refused("two_kinds")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("too_heavy")
            if image.format == "PNG" and getattr(image, "n_frames", 1) > 1:
                raise Refused("moving")
            image.load()
    except Image.DecompressionBombError:
        raise Refused("too_heavy") from None
    except (OSError, SyntaxError, ValueError):
        raise Refused("damaged") from None
    return {"pages": None, "text": ""}


def _ends_as_it_should(data: bytes) -> bool:
    """A PNG has nothing after its end; one that lacks its end is found damaged later."""
    end = data.rfind(PNG_END)
    return not data.startswith(PNG) or end < 0 or not data[end + len(PNG_END) :].strip(b"\0\r\n ")


READERS: Mapping[str, Callable[[bytes], dict[str, Any]]] = {"pdf": read_pdf, "image": read_image}
