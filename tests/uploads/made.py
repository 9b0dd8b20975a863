"""Real files of every kind that people and attackers send, made for the tests."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import openpyxl
import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Change = Callable[[pikepdf.Pdf], None]


def pdf(*texts: str, change: Change | None = None, **saving: Any) -> bytes:
    """A PDF with one page for each text; ``change`` edits it, ``saving`` goes to pikepdf."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for text in texts or ("Board-approved statement",):
        lines = canvas.beginText(36, 800)
        lines.setFont("Helvetica", 4 if "\n" in text else 12)
        lines.textLines(text)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    if not change and not saving:
        return file.getvalue()
    with pikepdf.open(file) as opened:
        if change:
            change(opened)
        out = io.BytesIO()
        opened.save(out, **saving)
    return out.getvalue()


def opening_with(**action: Any) -> Change:
    """Give a PDF an action that runs when it is opened."""

    def change(opened: pikepdf.Pdf) -> None:
        opened.Root.OpenAction = pikepdf.Dictionary(**action)

    return change


def attaching(opened: pikepdf.Pdf) -> None:
    opened.attachments["payload.exe"] = b"MZ"


def pdf_bomb() -> bytes:
    """Some kilobytes that unpack to more than a gigabyte of page."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(120)) + packer.flush()

    def change(opened: pikepdf.Pdf) -> None:
        content = pikepdf.Stream(opened, b"")
        flate = pikepdf.Name.FlateDecode
        content.write(zlib.compress(packed, 9), filter=[flate, flate])
        opened.pages[0].Contents = content

    return pdf(change=change, compress_streams=False)


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    file = io.BytesIO()
    Image.new("L", size).save(file, kind)
    return file.getvalue()


def workbook(**parts: bytes) -> bytes:
    """A workbook; ``parts`` are added to or put in place of its own, ``__`` standing for ``/``."""
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["category", "amount"])
    book.save(file)
    if not parts:
        return file.getvalue()
    named = {name.replace("__", "/") + ending(name): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


def ending(name: str) -> str:
    return ".bin" if name.endswith("vbaProject") else ".xml"


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()
